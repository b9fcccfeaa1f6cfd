/**
 * Would catch: a healer that hands over other entries than were asked for, or some twice or never; that goes on with a log that has lost
 * what was seen, or with a server that was started again, and says nothing; that gives a question up when a connection is lost, or
 * waits for ever for a ring that nobody reads.
 */
package io.matchlock.log.heal;
