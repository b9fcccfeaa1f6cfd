package io.matchlock.log.trim;

import io.matchlock.log.EntriesReply;
import io.matchlock.log.LogConnection;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.redis.request.BlockingRequest;
import io.matchlock.log.redis.request.RedisReply;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import java.time.Duration;

/**
 * Trims both streams of a segment, a bounded number of entries at a time, so that Redis never stands still for long. Before the
 * first entry goes, a copy of the genesis entry is kept under a key of its own. One thread; belongs to that of its connection.
 */
public final class StreamTrimmer {
    /** Redis takes off so many in about a millisecond. */
    private static final String MOST_AT_ONCE = "2000";

    private final LogConnection connection;
    private final String ordersKey;
    private final String eventsKey;
    private boolean isGenesisKept;

    /**
     * A trimmer that has done nothing.
     *
     * @param connection that is open
     */
    public StreamTrimmer(final LogConnection connection) {
        this.connection = connection;
        ordersKey = Names.ordersKey(connection.segment());
        eventsKey = Names.eventsKey(connection.segment());
    }

    /**
     * The first entry that the orders stream still has.
     *
     * @return packed; {@code EntryId.NONE} if the stream is empty
     * @throws io.matchlock.log.entry.LogUnavailableException if Redis does not answer
     */
    public long firstId() {
        final EntriesReply first = new EntriesReply().clear(false);
        connection.calls().call(BlockingRequest.of(first, "XRANGE", ordersKey, "-", "+", "COUNT", "1"), Duration.ZERO);
        return first.count() == 0 ? EntryId.NONE : first.id(0);
    }

    /**
     * Takes off some of the entries before one; called again until there is nothing left to do.
     *
     * @param firstId packed, of the first entry that stays; the archive has all before it, on disk
     * @return how many entries went, of both streams together; 0 when none is left before {@code firstId}
     * @throws LogCorruptException if the streams are none, or the genesis entry is gone
     * @throws io.matchlock.log.entry.LogUnavailableException if Redis does not answer
     */
    public long trim(final long firstId) {
        keepGenesis();
        return trim(ordersKey, firstId) + trim(eventsKey, firstId);
    }

    private long trim(final String key, final long firstId) {
        final RedisReply reply = new RedisReply();
        connection
                .calls()
                .call(
                        BlockingRequest.of(
                                reply, "XTRIM", key, "MINID", "~", EntryId.format(firstId), "LIMIT", MOST_AT_ONCE),
                        Duration.ZERO);
        if (reply.failure() != null) {
            throw new LogCorruptException(key + " cannot be trimmed: " + reply.failure());
        }
        return Long.parseLong(reply.first());
    }

    private void keepGenesis() {
        if (!isGenesisKept) {
            connection.keepGenesis();
            isGenesisKept = true;
        }
    }
}
