/** Puts entries that come by several ways into the order of their ids. Pure: time is an argument. */
package io.matchlock.matcher.sequence;
