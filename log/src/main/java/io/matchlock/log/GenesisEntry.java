package io.matchlock.log;

import io.matchlock.log.entry.Entries;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.redis.request.BlockingRequest;
import io.matchlock.log.redis.request.RedisReply;
import io.matchlock.log.redis.request.Resp;
import io.matchlock.log.server.RedisErrors;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.segment.Genesis;
import io.matchlock.protocol.segment.SegmentDefinition;
import java.time.Duration;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The first entry of a segment's log, which says what the segment is. It is in the orders stream until that is trimmed, and there is a
 * copy under a key of its own, for the time after.
 */
final class GenesisEntry {
    private final LogConnection connection;

    GenesisEntry(final LogConnection connection) {
        this.connection = connection;
    }

    /** Makes the orders stream; false if it exists. */
    boolean create(final SegmentDefinition segment, final long timeNs) {
        if (!connection.calls().ask("EXISTS", ordersKey()).first().equals("0")) {
            return false;
        }
        final UnsafeBuffer entry = new UnsafeBuffer(new byte[OrdersEntry.MAX_LENGTH]);
        final int length = Genesis.encode(segment, entry, timeNs);
        final String refusal = add(ordersKey(), entry, 0, length);
        if (refusal != null) {
            if (RedisErrors.isNotAbove(refusal)) {
                return false; // somebody else did it in between
            }
            throw new LogUnavailableException(ordersKey() + " cannot be created: " + refusal);
        }
        copy(entry, 0, length);
        return true;
    }

    /** Makes sure that there is a copy. Another one, of a segment that was deleted, is replaced. */
    void keep() {
        final EntriesReply stored = find(ordersKey());
        if (stored.count() == 1) {
            copy(stored.buffer(), stored.offset(0), stored.length(0));
        }
        read();
    }

    /** Reads it, or its copy where the stream begins later. A copy without a stream tells of a log that is gone. */
    SegmentDefinition read() {
        EntriesReply reply = find(ordersKey());
        if (reply.fault() == null && reply.count() == 0 && connection.lastId(ordersKey()) != EntryId.NONE) {
            reply = find(copyKey());
        }
        if (reply.fault() != null || reply.count() == 0) {
            throw new LogCorruptException(
                    ordersKey() + (reply.fault() == null ? " has no genesis entry" : ": " + reply.fault()));
        }
        final OrdersEntryDecoder entry = Entries.requireSound(
                new OrdersEntryDecoder(), EntryId.GENESIS, reply.buffer(), reply.offset(0), reply.length(0));
        try {
            return Genesis.decode(entry);
        } catch (final IllegalArgumentException e) {
            throw new LogCorruptException(ordersKey() + ": " + e.getMessage(), e);
        }
    }

    private void copy(final DirectBuffer entry, final int offset, final int length) {
        connection.calls().ask("DEL", copyKey());
        final String refusal = add(copyKey(), entry, offset, length);
        if (refusal != null && !RedisErrors.isNotAbove(refusal)) {
            throw new LogUnavailableException(copyKey() + " cannot be created: " + refusal);
        }
    }

    /** Why Redis refused it, null if it did not. */
    private String add(final String key, final DirectBuffer entry, final int offset, final int length) {
        final byte[] start = Resp.arguments(5, "XADD", key, EntryId.format(EntryId.GENESIS), "b");
        final RedisReply reply = new RedisReply();
        connection.calls().call(BlockingRequest.of(reply, start, entry, offset, length), Duration.ZERO);
        return reply.failure();
    }

    private EntriesReply find(final String key) {
        return connection.reader(key).range(EntryId.GENESIS, EntryId.GENESIS);
    }

    private String ordersKey() {
        return Names.ordersKey(connection.segment());
    }

    private String copyKey() {
        return Names.genesisKey(connection.segment());
    }
}
