package io.matchlock.log.history;

import io.matchlock.log.LogConnection;
import io.matchlock.log.StreamReader;
import io.matchlock.log.entry.Entries;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.server.InfoText;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.ChainHash;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.segment.SegmentId;
import org.agrona.DirectBuffer;

/**
 * The history of the log that a connection leads to. While its server runs, a log only grows. A server that was started again may
 * have lost what no fsync had covered, or have another copy of the log, and may have gone another way from there. So whoever has
 * seen the log of one start of a server compares, by the chain hash, before he goes on with that of another. One thread.
 */
public final class LogHistory {
    /** No start of a server. */
    public static final long NO_SERVER = 0;

    private static final int TAG_DIGITS = Long.SIZE / 4;
    private static final int HEXADECIMAL = 16;
    private static final int PAGE_BYTES = 1 << 20;
    private static final int LEAST_BYTES = 64 * 1024;

    private final LogConnection connection;
    private final String ordersKey;
    private final String eventsKey;
    private final OrdersEntryDecoder orders = new OrdersEntryDecoder();
    private final EventsEntryDecoder events = new EventsEntryDecoder();
    private long hash;
    private long hashedId;

    /**
     * The history behind a connection.
     *
     * @param connection to the log
     * @param segment whose log it is
     */
    public LogHistory(final LogConnection connection, final String segment) {
        this.connection = connection;
        ordersKey = Names.ordersKey(segment);
        eventsKey = Names.eventsKey(segment);
    }

    /**
     * Which start of a server an answer came from.
     *
     * @param info that Redis answers to INFO, with its section {@code server}
     * @return the first 64 bits of its random run id, which is another one after each start; {@link #NO_SERVER} if it names none
     */
    public static long serverOf(final String info) {
        final String runId = InfoText.text(info, "run_id");
        return runId.length() < TAG_DIGITS
                ? NO_SERVER
                : Long.parseUnsignedLong(runId.substring(0, TAG_DIGITS), HEXADECIMAL);
    }

    /** {@return which start of which server the connection leads to, see {@link #serverOf}} */
    public long server() {
        return serverOf(connection.calls().ask("INFO", "server").first());
    }

    /**
     * A position in the log as it is now.
     *
     * @param id of the last entry that counts, packed; {@code EntryId.NONE} for none
     * @return the position
     * @throws LogCorruptException if the log does not reach it
     */
    public LogPosition position(final long id) {
        return new LogPosition(id, chainHash(id), server());
    }

    /**
     * Requires that the log has what somebody has seen of it.
     *
     * @param id of the last entry that was seen, packed
     * @param chainHash over all entries up to that one
     * @param who has seen it, for the message
     * @throws LogCorruptException if the log ends before, or has other entries up to there; one sentence
     */
    public void require(final long id, final long chainHash, final String who) {
        final long end = connection.lastId(ordersKey);
        if (end < id) {
            throw new LogCorruptException("orders entry " + EntryId.format(id) + " was seen and the log ends at "
                    + EntryId.format(end) + ": " + who + " is ahead of the log, which went back in time");
        }
        if (chainHash(id) != chainHash) {
            requireMarker(id, chainHash);
            throw new LogCorruptException("the log has other orders entries up to " + EntryId.format(id)
                    + " than were seen (chain hash " + Long.toHexString(hash) + ", was " + Long.toHexString(chainHash)
                    + "): " + who + " is ahead of the log, which went back in time and another way since");
        }
    }

    /**
     * Whether the log has what somebody has seen of it.
     *
     * @param id of the last entry that was seen, packed
     * @param seenHash over all entries up to that one
     * @return false also if the log ends before
     */
    public boolean has(final long id, final long seenHash) {
        try {
            return connection.lastId(ordersKey) >= id && chainHash(id) == seenHash;
        } catch (final LogCorruptException e) {
            return false;
        }
    }

    /**
     * The chain hash at a position in the log. It is taken from the end marker of the last events entry up to there; where that has
     * none, it is computed from the log's beginning.
     *
     * @param id of the last entry that counts, packed; {@code EntryId.NONE} for none
     * @return the hash over all orders entries up to that one
     * @throws LogCorruptException if the log does not reach it
     */
    public long chainHash(final long id) {
        final long markerId = Math.min(id, connection.lastId(eventsKey));
        if (!isMarked(markerId)) {
            begin();
        }
        return goOn(id);
    }

    /** If the orders entries themselves give the hash that was seen, the end marker that said otherwise is wrong. */
    private void requireMarker(final long id, final long chainHash) {
        final String found = Long.toHexString(hash);
        final long markerId = Math.min(id, connection.lastId(eventsKey));
        begin();
        if (goOn(id) == chainHash) {
            throw new LogCorruptException(
                    "events entry " + EntryId.format(markerId) + " has another chain hash than the "
                            + "orders entries up to there give: somebody else has written it (" + found + " at "
                            + EntryId.format(id) + ", not " + Long.toHexString(chainHash) + ")");
        }
    }

    private void begin() {
        final SegmentId segment = connection.readGenesis().id();
        hash = ChainHash.first(segment.high(), segment.low());
        hashedId = EntryId.NONE;
    }

    private long goOn(final long id) {
        final StreamReader reader = connection.reader(ordersKey);
        while (hashedId < id) {
            final long before = hashedId;
            final int page = EntryId.next(hashedId) == id ? LEAST_BYTES : PAGE_BYTES;
            reader.read(hashedId, page, (entryId, buffer, offset, length) -> add(entryId, id, buffer, offset, length));
            if (hashedId == before) {
                throw new LogCorruptException(
                        ordersKey + " ends at " + EntryId.format(hashedId) + ", before " + EntryId.format(id));
            }
        }
        return hash;
    }

    private boolean isMarked(final long id) {
        hashedId = EntryId.NONE;
        if (id != EntryId.NONE) {
            final long before = EntryId.before(id);
            connection.reader(eventsKey).read(before, LEAST_BYTES, (entryId, buffer, offset, length) -> {
                if (entryId == id) {
                    mark(id, buffer, offset, length);
                }
            });
        }
        return hashedId != EntryId.NONE;
    }

    private void mark(final long id, final DirectBuffer buffer, final int offset, final int length) {
        Entries.requireSound(events, id, buffer, offset, length);
        if (events.hasChainHash()) {
            hash = events.chainHash();
            hashedId = id;
        }
    }

    private void add(final long id, final long end, final DirectBuffer buffer, final int offset, final int length) {
        if (id <= end) {
            Entries.requireSound(orders, id, buffer, offset, length);
            hash = ChainHash.next(hash, id, orders.crc(), orders.chainId(), orders.incarnation(), orders.batchNumber());
            hashedId = id;
        }
    }
}
