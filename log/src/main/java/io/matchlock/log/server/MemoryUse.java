package io.matchlock.log.server;

/**
 * The memory of a Redis server.
 *
 * @param usedBytes that count towards the limit
 * @param maxBytes the limit, 0 for none
 */
public record MemoryUse(long usedBytes, long maxBytes) {
    /** {@return the share of the limit that is used, 0 where there is no limit} */
    public double share() {
        return maxBytes == 0 ? 0.0 : (double) usedBytes / maxBytes;
    }

    /**
     * Reads an answer to INFO MEMORY.
     *
     * @param info the answer
     * @return what it says
     */
    public static MemoryUse parse(final String info) {
        final long uncounted = InfoText.number(info, "mem_not_counted_for_evict");
        return new MemoryUse(InfoText.number(info, "used_memory") - uncounted, InfoText.number(info, "maxmemory"));
    }
}
