package io.matchlock.log;

import io.matchlock.log.redis.BlockingRequest;
import io.matchlock.protocol.log.EntryId;
import java.time.Duration;

/** Reads one stream in order and checks that it is gapless. Belongs to the thread of its {@link LogConnection}. */
public final class StreamReader {
    private final LogConnection connection;
    private final String key;
    private final EntriesReply reply = new EntriesReply();

    StreamReader(final LogConnection connection, final String key) {
        this.connection = connection;
        this.key = key;
    }

    /**
     * Reads what there is after an entry.
     *
     * @param afterId packed; {@code EntryId.NONE} to begin with the first entry
     * @param maxEntries to read, at least 1
     * @param handler takes each entry during the call
     * @return how many entries there were, 0 if none has come yet
     * @throws LogCorruptException at a gap, a foreign id or an entry without its field, after those before it
     * @throws LogUnavailableException if Redis does not answer
     */
    public int read(final long afterId, final int maxEntries, final EntryHandler handler) {
        final String start = afterId == EntryId.NONE ? "-" : "(" + EntryId.format(afterId);
        final String count = Integer.toString(maxEntries);
        reply.clear(false);
        connection.call(BlockingRequest.of(reply, "XRANGE", key, start, "+", "COUNT", count), Duration.ZERO);
        return deliver(afterId, handler);
    }

    /**
     * Reads what there is after an entry and waits for the first one.
     *
     * @param afterId packed; {@code EntryId.NONE} to begin with the first entry
     * @param maxEntries to read, at least 1
     * @param block how long to wait, at least 1 ms
     * @param handler takes each entry during the call
     * @return how many entries there were, 0 if none came in time
     * @throws LogCorruptException at a gap, a foreign id or an entry without its field, after those before it
     * @throws LogUnavailableException if Redis does not answer
     */
    public int readBlocking(
            final long afterId, final int maxEntries, final Duration block, final EntryHandler handler) {
        final BlockingRequest request = BlockingRequest.of(
                reply.clear(true),
                "XREAD",
                "COUNT",
                Integer.toString(maxEntries),
                "BLOCK",
                Long.toString(Math.max(1, block.toMillis())),
                "STREAMS",
                key,
                EntryId.format(afterId));
        connection.call(request, block);
        return deliver(afterId, handler);
    }

    /** The bytes of consecutive entries, as they are. */
    EntriesReply range(final long firstId, final long lastId) {
        reply.clear(false);
        connection.call(
                BlockingRequest.of(reply, "XRANGE", key, EntryId.format(firstId), EntryId.format(lastId)),
                Duration.ZERO);
        requireNoError();
        return reply;
    }

    private int deliver(final long afterId, final EntryHandler handler) {
        requireNoError();
        long last = afterId;
        for (int i = 0; i < reply.count(); i++) {
            final long id = reply.id(i);
            if (id != EntryId.next(last)) {
                throw new LogCorruptException(key + " has a gap: entry " + EntryId.format(id) + " follows "
                        + (last == EntryId.NONE ? "the beginning" : EntryId.format(last)));
            }
            handler.onEntry(id, reply.buffer(), reply.offset(i), reply.length(i));
            last = id;
        }
        if (reply.fault() != null) {
            throw new LogCorruptException(key + ": " + reply.fault());
        }
        return reply.count();
    }

    private void requireNoError() {
        if (!reply.hasError()) {
            return;
        }
        final String sentence = key + " cannot be read: " + reply.getError();
        if (RedisErrors.classify(reply.getError()) == AppendFailure.HALT) {
            throw new LogCorruptException(sentence);
        }
        throw new LogUnavailableException(sentence);
    }
}
