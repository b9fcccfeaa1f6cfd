/** Turns what the engine tells into events entries, cut into parts of at most a datagram. */
package io.matchlock.matcher.events;
