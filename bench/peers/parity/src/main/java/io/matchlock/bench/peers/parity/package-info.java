/** parity's book, driven by flows. */
package io.matchlock.bench.peers.parity;
