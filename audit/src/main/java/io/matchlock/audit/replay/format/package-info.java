/** The formats that can be replayed, by name. */
package io.matchlock.audit.replay.format;
