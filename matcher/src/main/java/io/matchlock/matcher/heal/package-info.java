/** Reads orders entries from the log where Aeron did not bring them. */
package io.matchlock.matcher.heal;
