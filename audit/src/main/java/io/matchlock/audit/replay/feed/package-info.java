/** Order-by-order market data: what a venue told of its book, turned back into the orders that made it. */
package io.matchlock.audit.replay.feed;
