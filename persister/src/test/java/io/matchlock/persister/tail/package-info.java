/** Would catch: a persister that competes with a burst of orders, or that stands back for ever. */
package io.matchlock.persister.tail;
