/** What a book answers to a flow: its trades, told, counted and written. */
package io.matchlock.bench.trades;
