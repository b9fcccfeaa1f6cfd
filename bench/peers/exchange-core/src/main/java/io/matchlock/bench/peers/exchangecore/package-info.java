/** exchange-core's direct book, driven by flows. */
package io.matchlock.bench.peers.exchangecore;
