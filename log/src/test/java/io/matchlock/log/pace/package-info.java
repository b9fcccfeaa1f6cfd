/** Would catch: a follower that works against a burst, or that never works again because the burst does not end. */
package io.matchlock.log.pace;
