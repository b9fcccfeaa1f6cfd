/** BATS' and Cboe's TCP PITCH. */
package io.matchlock.audit.replay.pitch;
