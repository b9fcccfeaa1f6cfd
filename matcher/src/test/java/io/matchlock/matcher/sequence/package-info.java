/** Entries that come early, twice or never. They would catch one that is applied out of order, and a gap that nobody asks about. */
package io.matchlock.matcher.sequence;
