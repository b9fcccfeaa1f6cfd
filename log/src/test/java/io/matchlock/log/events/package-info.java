/**
 * Would catch: a hole in the events stream, an entry that is written over or behind other bytes, a deleted stream that is begun anew.
 */
package io.matchlock.log.events;
