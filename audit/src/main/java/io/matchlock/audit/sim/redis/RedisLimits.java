package io.matchlock.audit.sim.redis;

/**
 * The limits and speed of a server.
 *
 * @param maxBytes of memory, 0 for no limit
 * @param minFsyncNs the least time for an fsync
 * @param maxFsyncNs the most time for an fsync
 * @param unsyncedNs what was stored within this time before a crash may be lost: 0 where each answer waits for its fsync
 */
public record RedisLimits(long maxBytes, long minFsyncNs, long maxFsyncNs, long unsyncedNs) {}
