/**
 * The books: levels of orders, the ways to find them, and the instruments that they are of.
 *
 * <p>Slot 0 of a table is its header, so that slot numbers start at 1, 0 means none, and a zeroed region is an empty table. The
 * tables keep no state on the heap.
 */
package io.matchlock.engine.book;
