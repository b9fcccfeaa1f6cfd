/**
 * Appending to the events stream under the ids of the causes, one transaction in flight, and the comparison with what is stored
 * there already. Nothing here overwrites or skips an entry.
 */
package io.matchlock.log.events;
