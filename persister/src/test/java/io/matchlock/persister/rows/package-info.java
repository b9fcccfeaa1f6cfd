/**
 * Would catch: a value that Postgres reads otherwise than it was written.
 */
package io.matchlock.persister.rows;
