/**
 * Books, levels, tries and instruments against plain collections, to which the same seeded things happen. They would catch a level
 * that is lost, found at another price or out of order, a sum that is off, an order behind the wrong one, an instrument that
 * overwrites another, and a division that rounds wrongly.
 */
package io.matchlock.engine.book;
