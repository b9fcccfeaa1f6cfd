/** What a matcher tells of itself: counters, and the reason if it has halted. */
package io.matchlock.matcher.health;
