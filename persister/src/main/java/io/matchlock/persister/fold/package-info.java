/** From entries of the two streams to rows: pure, no I/O. */
package io.matchlock.persister.fold;
