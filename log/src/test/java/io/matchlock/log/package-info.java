/**
 * Would catch: a reader that passes a gap, takes another segment's log or a log that went back in time, or never recovers from an
 * answer that is too long. Against a real Redis, through a proxy that breaks connections.
 */
package io.matchlock.log;
