package io.matchlock.log.server;

/** What a Redis server promises of an entry that it has acknowledged, weakest first. */
public enum Durability {
    /** Nothing: what is in memory may be lost with the process. */
    MEMORY,
    /** {@code appendfsync everysec}: about a second of acknowledged entries may be lost, also when only the process is killed. */
    EVERY_SECOND,
    /** {@code appendfsync always}: what is acknowledged is on disk. */
    FSYNC
}
