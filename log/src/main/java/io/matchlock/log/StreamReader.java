package io.matchlock.log;

import io.matchlock.log.entry.EntryHandler;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.redis.request.BlockingRequest;
import io.matchlock.log.server.AppendFailure;
import io.matchlock.log.server.RedisErrors;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import java.time.Duration;

/**
 * Reads one stream of the log in order, page by page, and checks that it is gapless. What the stream no longer has comes out of the
 * archive, block by block. Callers ask for bytes, but Redis counts entries; so the reader estimates the size of an entry. After an answer that did not come it asks for half as many, because Redis
 * cuts a connection whose answers pile up. Belongs to the thread of its {@link LogConnection}; {@link #on} moves it, with what it has
 * learnt, to another one.
 */
public final class StreamReader {
    /** The most entries of a page: even if all have the largest size, the answer stays below what Redis lets pile up. */
    static final int MAX_ENTRIES = 128;

    /** The most entries of the first page, before any size is known: an entry of older rules can have 79 MB. */
    private static final int FIRST_ENTRIES = 4;

    private static final int MIN_BYTES = 64 * 1024;
    private static final int FIRST_ESTIMATE = 4 * 1024;
    /** One empty answer of so many makes the reader look whether the stream is still there. */
    private static final int EMPTY_ANSWERS = 32;

    private final String key;
    private final boolean isOrders;
    private final boolean mayBeAhead;
    private final EntriesReply reply = new EntriesReply();
    private LogConnection connection;
    private int estimate = FIRST_ESTIMATE;
    private int maxEntries = FIRST_ENTRIES;
    private int asked;
    private int emptyAnswers;
    /** The stream begins behind this entry. */
    private long archivedId = EntryId.NONE;

    private boolean isArchived;
    private long lastReadId = EntryId.NONE;

    StreamReader(final LogConnection connection, final String key, final boolean mayBeAhead) {
        this.connection = connection;
        this.key = key;
        this.mayBeAhead = mayBeAhead;
        isOrders = key.equals(Names.ordersKey(connection.segment()));
    }

    /**
     * Goes on over another connection.
     *
     * @param next that is open
     * @return this reader
     */
    public StreamReader on(final LogConnection next) {
        connection = next;
        emptyAnswers = 0;
        return this;
    }

    /**
     * Reads what there is after an entry.
     *
     * @param afterId packed; {@code EntryId.NONE} to begin with the first entry
     * @param maxBytes about as much as is wanted, at least 64 KB; one entry is read however long it is
     * @param handler takes each entry during the call
     * @return how many entries there were, 0 if none has come yet
     * @throws LogCorruptException at a gap, a foreign id or an entry without its field, after those before it; or if the stream is
     *     gone, or ends before {@code afterId}
     * @throws LogUnavailableException if Redis does not answer
     */
    public int read(final long afterId, final int maxBytes, final EntryHandler handler) {
        if (isTrimmed(afterId)) {
            return readArchived(afterId, Long.MAX_VALUE, handler);
        }
        final String count = Integer.toString(entriesIn(maxBytes));
        return ask(
                BlockingRequest.of(reply.clear(false), "XRANGE", key, start(afterId), "+", "COUNT", count),
                Duration.ZERO,
                afterId,
                Long.MAX_VALUE,
                handler);
    }

    /**
     * Reads what there is after an entry and waits for the first one.
     *
     * @param afterId packed; {@code EntryId.NONE} to begin with the first entry
     * @param maxBytes about as much as is wanted, at least 64 KB; one entry is read however long it is
     * @param block how long to wait, at least 1 ms
     * @param handler takes each entry during the call
     * @return how many entries there were, 0 if none came in time
     * @throws LogCorruptException at a gap, a foreign id or an entry without its field, after those before it; or if the stream is
     *     gone, or ends before {@code afterId}
     * @throws LogUnavailableException if Redis does not answer
     */
    public int readBlocking(final long afterId, final int maxBytes, final Duration block, final EntryHandler handler) {
        if (isTrimmed(afterId)) {
            return readArchived(afterId, Long.MAX_VALUE, handler);
        }
        final BlockingRequest request = BlockingRequest.of(
                reply.clear(true),
                "XREAD",
                "COUNT",
                Integer.toString(entriesIn(maxBytes)),
                "BLOCK",
                Long.toString(Math.max(1, block.toMillis())),
                "STREAMS",
                key,
                EntryId.format(afterId));
        return ask(request, block, afterId, Long.MAX_VALUE, handler);
    }

    /**
     * Reads the entries after one, up to another: as many as the reader of the other stream has found.
     *
     * @param afterId packed; {@code EntryId.NONE} to begin with the first entry
     * @param lastId packed, of the last entry that is wanted
     * @param handler takes each entry during the call
     * @return how many entries there were
     * @throws LogCorruptException as {@link #read} does
     * @throws LogUnavailableException if Redis does not answer
     */
    public int readTo(final long afterId, final long lastId, final EntryHandler handler) {
        asked = MAX_ENTRIES;
        int count = 0;
        int more = readPart(afterId, lastId, handler);
        while (more > 0) {
            count += more;
            more = lastReadId == lastId ? 0 : readPart(lastReadId, lastId, handler);
        }
        return count;
    }

    /** {@return the last entry that was handed on, packed} */
    public long lastReadId() {
        return lastReadId;
    }

    /** {@return whether the last page was as long as it may be, so that there may be more at once} */
    public boolean mayHaveMore() {
        return isArchived || reply.count() >= asked;
    }

    /**
     * Reads consecutive entries as they are, of which some may be missing.
     *
     * @param firstId packed
     * @param lastId packed
     * @return those that the stream has, valid until the next read
     * @throws LogCorruptException if the key is no stream
     * @throws LogUnavailableException if Redis does not answer
     */
    public EntriesReply range(final long firstId, final long lastId) {
        call(
                BlockingRequest.of(reply.clear(false), "XRANGE", key, EntryId.format(firstId), EntryId.format(lastId)),
                Duration.ZERO);
        return reply;
    }

    private int readPart(final long afterId, final long lastId, final EntryHandler handler) {
        if (isTrimmed(afterId)) {
            return readArchived(afterId, lastId, handler);
        }
        final int count = ask(
                BlockingRequest.of(reply.clear(false), "XRANGE", key, start(afterId), EntryId.format(lastId)),
                Duration.ZERO,
                afterId,
                lastId,
                handler);
        return count == 0 && wasTrimmed(afterId) ? readArchived(afterId, lastId, handler) : count;
    }

    /** Whether there is nothing up to an entry because the stream begins behind it. */
    private boolean wasTrimmed(final long afterId) {
        if (connection.archived() == null) {
            return false;
        }
        call(BlockingRequest.of(reply.clear(false), "XRANGE", key, "-", "+", "COUNT", "1"), Duration.ZERO);
        if (reply.count() > 0) {
            archivedId = reply.before(0);
        }
        return isTrimmed(afterId);
    }

    private boolean isTrimmed(final long afterId) {
        isArchived = afterId < archivedId;
        return isArchived;
    }

    private int readArchived(final long afterId, final long lastId, final EntryHandler handler) {
        final ArchivedEntries archived = connection.archived();
        final int count =
                archived.read(connection.archivedSegment(), isOrders, afterId, lastId, (id, buffer, offset, length) -> {
                    handler.onEntry(id, buffer, offset, length);
                    lastReadId = id;
                });
        if (count == 0) {
            throw new LogCorruptException(key + " begins behind " + EntryId.format(archivedId) + ", and "
                    + archived.describe() + ": entry " + EntryId.format(EntryId.next(afterId)) + " is in neither");
        }
        return count;
    }

    private static String start(final long afterId) {
        return afterId == EntryId.NONE ? "-" : "(" + EntryId.format(afterId);
    }

    private int entriesIn(final int maxBytes) {
        asked = Math.max(1, Math.min(maxEntries, Math.max(MIN_BYTES, maxBytes) / estimate));
        return asked;
    }

    private int ask(
            final BlockingRequest request,
            final Duration more,
            final long afterId,
            final long lastId,
            final EntryHandler handler) {
        try {
            call(request, more);
        } catch (final LogUnavailableException e) {
            maxEntries = Math.max(1, asked / 2);
            throw e;
        }
        if (reply.count() == 0 && reply.fault() == null) {
            onEmpty(afterId);
            return 0;
        }
        learn();
        if (reply.count() > 0 && reply.before(0) > afterId && connection.archived() != null) {
            archivedId = reply.before(0);
            isArchived = true;
            return readArchived(afterId, lastId, handler);
        }
        return deliver(afterId, handler);
    }

    /** The estimate for the next page: the longest entry of this page, or three quarters of the last estimate if that is more. */
    private void learn() {
        int longest = 1;
        for (int i = 0; i < reply.count(); i++) {
            longest = Math.max(longest, reply.length(i));
        }
        estimate = Math.max(longest, estimate - estimate / 4);
        if (mayHaveMore()) {
            maxEntries = Math.min(MAX_ENTRIES, 2 * maxEntries);
        }
    }

    private int deliver(final long afterId, final EntryHandler handler) {
        long last = afterId;
        for (int i = 0; i < reply.count(); i++) {
            final long id = reply.id(i);
            final String gap = reply.gapBehind(last, i);
            if (gap != null) {
                throw new LogCorruptException(key + gap);
            }
            handler.onEntry(id, reply.buffer(), reply.offset(i), reply.length(i));
            last = id;
            lastReadId = id;
        }
        if (reply.fault() != null) {
            throw new LogCorruptException(key + ": " + reply.fault());
        }
        return reply.count();
    }

    /** Nothing new is also what Redis says of a stream that is gone, or that ends before the entry. */
    private void onEmpty(final long afterId) {
        if (mayBeAhead || afterId == EntryId.NONE || emptyAnswers++ % EMPTY_ANSWERS != 0) {
            return;
        }
        final long lastId = connection.lastId(key);
        if (lastId == EntryId.NONE) {
            throw new LogCorruptException(key + " is gone, though it had entry " + EntryId.format(afterId));
        }
        if (lastId < afterId) {
            throw new LogCorruptException(
                    key + " ends at " + EntryId.format(lastId) + ", but entry " + EntryId.format(afterId)
                            + " was read before: the reader is ahead of the log, which went back in time or is another one");
        }
    }

    private void call(final BlockingRequest request, final Duration more) {
        connection.calls().call(request, more);
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
