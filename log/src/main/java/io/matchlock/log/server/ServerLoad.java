package io.matchlock.log.server;

/**
 * What a Redis server has to do and to keep.
 *
 * @param memory of it
 * @param inputBytes that it has read from all its clients since its start
 */
public record ServerLoad(MemoryUse memory, long inputBytes) {
    /**
     * Reads an answer to INFO MEMORY STATS.
     *
     * @param info the answer
     * @return what it says
     */
    public static ServerLoad parse(final String info) {
        return new ServerLoad(MemoryUse.parse(info), InfoText.number(info, "total_net_input_bytes"));
    }
}
