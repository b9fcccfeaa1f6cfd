/** BATS' and Cboe's TCP PITCH. */
package io.matchlock.exchange.replay.pitch;
