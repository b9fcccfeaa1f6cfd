package io.matchlock.log.epoch;

import io.matchlock.log.EntriesReply;
import io.matchlock.log.LogConnection;
import io.matchlock.log.entry.Entries;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.history.LogHistory;
import io.matchlock.log.redis.request.BlockingRequest;
import io.matchlock.log.redis.request.RedisReply;
import io.matchlock.log.redis.request.Resp;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.internal.LostEntries;
import io.matchlock.protocol.log.ChainHash;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EpochFence;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import java.time.Duration;
import java.util.List;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the fence that opens a new epoch, behind the last entry of the orders stream, whatever is appended meanwhile: the stream
 * is watched while its last entries are read, and the fence is written only if nothing came in between. From then on Redis
 * refuses every append of the epoch before, because its ids are not above the fence's. Owns a connection for as long as it works;
 * one thread.
 */
public final class EpochOpener {
    private static final int PAGE_ENTRIES = 64;
    private static final int ARGUMENTS = 6;

    private final LogConnection connection;
    private final NanoClock clock;
    private final String ordersKey;
    private final EntriesReply entries = new EntriesReply();
    private final OrdersEntryDecoder entry = new OrdersEntryDecoder();
    private long lastId;
    private long chainHash;

    /**
     * An opener.
     *
     * @param connection to the log
     * @param clock monotonic
     */
    public EpochOpener(final LogConnection connection, final NanoClock clock) {
        this.connection = connection;
        this.clock = clock;
        ordersKey = Names.ordersKey(connection.segment());
    }

    /**
     * Opens the next epoch.
     *
     * @param lost whether entries that were acknowledged may be missing
     * @param reason an operator's words, see {@link EpochFence#MAX_REASON}
     * @param timeNs wall clock, UTC
     * @param patience for how long it is tried while others append
     * @return the fence that stands
     * @throws LogUnavailableException if Redis does not answer or refuses, or others append all the time; whether the fence was
     *     written is then seen by its id
     * @throws LogCorruptException if the log is not sound
     */
    public EpochFence open(final LostEntries lost, final String reason, final long timeNs, final Duration patience) {
        final long startNs = clock.nanoTime();
        look();
        do {
            if (watch() < PAGE_ENTRIES) {
                final EpochFence fence = new EpochFence(lastId, chainHash, lost, reason);
                if (write(fence, timeNs)) {
                    return fence;
                }
            }
        } while (clock.nanoTime() - startNs < patience.toNanos());
        throw new LogUnavailableException(ordersKey + " was appended to whenever a fence was to be written, for "
                + patience.toSeconds() + " s: try again, or stop the gateways first");
    }

    /** Finds the stream's end, and the chain hash up to there. */
    private void look() {
        lastId = connection.lastId(ordersKey);
        if (lastId == EntryId.NONE) {
            throw new LogCorruptException(ordersKey + " is not there: make the segment first");
        }
        chainHash = new LogHistory(connection, connection.segment()).chainHash(lastId);
    }

    /** Watches the stream, and takes the entries that have come since. Returns how many. */
    private int watch() {
        final String after = "(" + EntryId.format(lastId);
        final String count = Integer.toString(PAGE_ENTRIES);
        connection
                .calls()
                .call(
                        List.of(
                                BlockingRequest.of(new RedisReply(), "WATCH", ordersKey),
                                BlockingRequest.of(
                                        entries.clear(false), "XRANGE", ordersKey, after, "+", "COUNT", count)),
                        Duration.ZERO);
        if (entries.count() > 0 && entries.before(0) > lastId) { // what came first was trimmed already
            look();
            return PAGE_ENTRIES;
        }
        for (int i = 0; i < entries.count(); i++) {
            final long id = entries.id(i);
            if (entries.before(i) != lastId) {
                throw new LogCorruptException(
                        ordersKey + " has a gap: entry " + EntryId.format(id) + " follows " + EntryId.format(lastId));
            }
            Entries.requireSound(entry, id, entries.buffer(), entries.offset(i), entries.length(i));
            chainHash = ChainHash.next(
                    chainHash, id, entry.crc(), entry.chainId(), entry.incarnation(), entry.batchNumber());
            lastId = id;
        }
        return entries.count();
    }

    /** False if somebody has appended since the stream was watched. */
    private boolean write(final EpochFence fence, final long timeNs) {
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[OrdersEntry.MAX_LENGTH]);
        final int length = fence.encode(bytes, timeNs);
        final byte[] start =
                Resp.arguments(ARGUMENTS, "XADD", ordersKey, "NOMKSTREAM", EntryId.format(fence.id()), "b");
        final RedisReply queued = new RedisReply();
        final RedisReply exec = new RedisReply();
        connection
                .calls()
                .call(
                        List.of(
                                BlockingRequest.of(new RedisReply(), "MULTI"),
                                BlockingRequest.of(queued, start, bytes, 0, length),
                                BlockingRequest.of(exec, "EXEC")),
                        Duration.ZERO);
        if (exec.failure() != null) {
            throw new LogUnavailableException(
                    ordersKey + " can't be fenced: " + (queued.failure() == null ? exec.failure() : queued.failure()));
        }
        return exec.isArray();
    }
}
