/** Feeds straight through the engine, without gateway and log, where the book can be watched after each message. */
package io.matchlock.audit.replay.direct;
