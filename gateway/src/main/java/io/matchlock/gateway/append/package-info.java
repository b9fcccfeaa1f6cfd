/**
 * How a loop writes to the log: the open batch, what it appends for sessions and for itself, and what it checks on each new
 * connection to Redis. Sees no socket of a client.
 */
package io.matchlock.gateway.append;
