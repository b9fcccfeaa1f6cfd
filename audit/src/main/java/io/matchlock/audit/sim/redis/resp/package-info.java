/** The protocol of Redis: the words of a command in, replies out. */
package io.matchlock.audit.sim.redis.resp;
