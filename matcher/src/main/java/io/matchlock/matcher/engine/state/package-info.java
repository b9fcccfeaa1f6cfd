/**
 * The engine's state: tables over preallocated off-heap regions, and nothing else.
 *
 * <p>Slot 0 of a table is its header, so that slot numbers start at 1, 0 means none, and a zeroed region is an empty table. The
 * tables keep no state on the heap: copied regions are a copied engine.
 */
package io.matchlock.matcher.engine.state;
