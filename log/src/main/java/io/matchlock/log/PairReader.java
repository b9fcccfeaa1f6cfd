package io.matchlock.log;

import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.entry.PairHandler;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import java.time.Duration;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.collections.IntArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads both streams of a segment in lockstep: first a page of events, then the orders entries of the same ids. So an orders
 * entry is read once its events are there. Belongs to the thread of its {@link LogConnection}; goes on over another one by
 * {@link #on}.
 */
public final class PairReader {
    private static final int PAGE_BYTES = 1 << 20;

    private final StreamReader orders;
    private final StreamReader events;
    private final IntArrayList ends = new IntArrayList();
    private final UnsafeBuffer page = new UnsafeBuffer(new byte[PAGE_BYTES]);
    private PairHandler handler;
    private int length;
    private int paired;
    private long position;

    /**
     * A reader that uses a connection.
     *
     * @param connection that is open
     * @param segment whose log is read
     */
    public PairReader(final LogConnection connection, final String segment) {
        orders = connection.reader(Names.ordersKey(segment));
        events = connection.reader(Names.eventsKey(segment));
    }

    /**
     * Goes on over another connection.
     *
     * @param next that is open
     * @return this reader
     */
    public PairReader on(final LogConnection next) {
        orders.on(next);
        events.on(next);
        return this;
    }

    /**
     * Reads the pairs after an entry, about a megabyte of events at most, and waits for the first one.
     *
     * @param afterId packed; {@code EntryId.NONE} to begin with the first entry
     * @param block how long to wait, at least 1 ms; zero not to wait
     * @param target takes each pair during the call
     * @return the last pair's id; {@code afterId} if none came in time
     * @throws LogCorruptException as {@link StreamReader#read} does, and if an events entry has no orders entry
     * @throws LogUnavailableException if Redis does not answer
     */
    public long read(final long afterId, final Duration block, final PairHandler target) {
        ends.clear();
        length = 0;
        final int count = block.isZero()
                ? events.read(afterId, PAGE_BYTES, this::onEvents)
                : events.readBlocking(afterId, PAGE_BYTES, block, this::onEvents);
        if (count == 0) {
            return afterId;
        }
        handler = target;
        paired = 0;
        position = afterId;
        final long lastId = events.lastReadId();
        final int found = orders.readTo(afterId, lastId, this::onOrders);
        if (found != count) {
            throw new LogCorruptException(
                    "events entry " + EntryId.format(EntryId.next(position)) + " has no orders entry");
        }
        return lastId;
    }

    private void onEvents(final long id, final DirectBuffer buffer, final int offset, final int entryLength) {
        if (length + entryLength > page.capacity()) {
            page.wrap(Arrays.copyOf(page.byteArray(), Math.max(page.capacity() * 2, length + entryLength)));
        }
        page.putBytes(length, buffer, offset, entryLength);
        length += entryLength;
        ends.addInt(length);
    }

    private void onOrders(final long id, final DirectBuffer buffer, final int offset, final int entryLength) {
        final int start = paired == 0 ? 0 : ends.getInt(paired - 1);
        handler.onPair(id, buffer, offset, entryLength, page, start, ends.getInt(paired) - start);
        position = id;
        paired++;
    }
}
