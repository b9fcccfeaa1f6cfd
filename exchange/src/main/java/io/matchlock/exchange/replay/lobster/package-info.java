/** LOBSTER's message and order book files. */
package io.matchlock.exchange.replay.lobster;
