/** Would catch an instruments file that is read wrongly, and an error in it that is not named by its line. */
package io.matchlock.exchange.segment;
