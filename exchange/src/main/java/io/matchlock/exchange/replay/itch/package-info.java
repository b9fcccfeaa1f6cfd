/** Nasdaq TotalView-ITCH 5.0. */
package io.matchlock.exchange.replay.itch;
