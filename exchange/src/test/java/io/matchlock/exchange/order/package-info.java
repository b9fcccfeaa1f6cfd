/** Would catch an order line that is read as another order than it says, and quantities in wrong units. */
package io.matchlock.exchange.order;
