/**
 * Would catch: a number that is sent twice with other bytes, or again after it was refused; a report that is delivered twice or
 * skipped in silence; a session that does not come back, or comes back when it must not; an allocation for each message. The other
 * side is a scripted gateway over a real socket.
 */
package io.matchlock.client;
