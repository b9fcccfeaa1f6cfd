/** An operator's own records: instruments, statuses, accounts and rules are changed by way of the log. */
package io.matchlock.exchange.market;
