/** Recorded files: opened, unpacked, and named where they can't be read. */
package io.matchlock.audit.replay.record;
