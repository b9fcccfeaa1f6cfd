/** Commands for the day on which a log was lost, or may have been: fences, backups, and what is made of them. */
package io.matchlock.exchange.recovery;
