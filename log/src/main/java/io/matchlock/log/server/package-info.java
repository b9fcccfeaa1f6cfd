/**
 * What a Redis server says of itself and what its errors mean, as values. Nothing here opens a connection.
 */
package io.matchlock.log.server;
