/** Would catch entries that are printed with wrong fields, wrong quantities or a damage that is not named. */
package io.matchlock.exchange.inspect;
