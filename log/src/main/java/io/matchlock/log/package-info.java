/** The orders and the events stream on Redis: append, read, check. */
package io.matchlock.log;
