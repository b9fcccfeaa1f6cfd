/**
 * The tables of orders against plain collections, to which the same seeded things happen. They would catch an order that is lost,
 * found under another name, or expires out of turn; fields that overlap; and a search that is taken though it is out of date.
 */
package io.matchlock.engine.order;
