/** The formats that can be replayed, by name. */
package io.matchlock.exchange.replay.format;
