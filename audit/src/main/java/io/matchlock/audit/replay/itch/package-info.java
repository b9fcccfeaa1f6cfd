/** Nasdaq TotalView-ITCH 5.0. */
package io.matchlock.audit.replay.itch;
