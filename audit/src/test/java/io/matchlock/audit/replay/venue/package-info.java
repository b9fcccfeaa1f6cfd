/** A venue that is simple enough to be right by inspection, and the recordings that the formats would make of it. */
package io.matchlock.audit.replay.venue;
