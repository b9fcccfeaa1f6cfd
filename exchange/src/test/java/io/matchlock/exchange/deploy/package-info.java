/** Would catch a start that is cut short and leaves its servers running, or ends those of a segment that goes on. */
package io.matchlock.exchange.deploy;
