/**
 * Orders, levels, instruments and the ways to find them.
 *
 * <p>Slot 0 of a table is its header, so that slot numbers start at 1, 0 means none, and a zeroed region is an empty table. The
 * tables keep no state on the heap, but for the place where a search last ended, on which no result depends.
 */
package io.matchlock.engine.book;
