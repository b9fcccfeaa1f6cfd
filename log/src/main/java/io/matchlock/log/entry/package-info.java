/** What every reader of the log shares: how entries are handed on and checked, and the two ways in which the log fails. */
package io.matchlock.log.entry;
