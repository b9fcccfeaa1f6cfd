/** From entries of the two streams to rows. Nothing here does I/O, reads a clock or depends on the order of a hash table. */
package io.matchlock.persister.fold;
