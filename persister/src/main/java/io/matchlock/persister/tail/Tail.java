package io.matchlock.persister.tail;

import io.matchlock.log.LogConnection;
import io.matchlock.log.StreamReader;
import io.matchlock.log.entry.Entries;
import io.matchlock.persister.day.LedgerDays;
import io.matchlock.persister.fold.EntryFold;
import io.matchlock.persister.fold.InconsistentLogException;
import io.matchlock.persister.fold.RowBatch;
import io.matchlock.persister.store.Checkpoint;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.segment.SegmentId;
import java.time.Duration;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;

/**
 * Reads both streams in lockstep: first a page of events, then the orders entries of the same ids, so that only entries
 * with events are taken. Hands each pair to the fold. Gaps, checksums and causes are checked on the way, and on each new
 * connection, that this is still the log to which the ledger belongs. One thread.
 */
public final class Tail implements AutoCloseable {
    private static final int PAGE_BYTES = 1 << 20;

    private final String ordersKey;
    private final String eventsKey;
    private final Supplier<LogConnection> connections;
    private final LedgerCheck check;
    private final Checkpoint start;
    private final LedgerDays days;
    private final EntryFold fold = new EntryFold();
    private final EventsPage page = new EventsPage(PAGE_BYTES);
    private final OrdersEntryDecoder orders = new OrdersEntryDecoder();
    private final EventsEntryDecoder events = new EventsEntryDecoder();
    private LogConnection connection;
    private StreamReader ordersReader;
    private StreamReader eventsReader;
    private RowBatch batch;
    private long position;
    private int paired;
    private boolean isKnown;

    /**
     * Reads a segment's log behind a checkpoint. Makes no connection yet.
     *
     * @param segment whose log it is
     * @param connections makes one to the log
     * @param check compares log and ledger on each connection
     * @param start of the ledger
     * @param days of the ledger, up to there
     */
    public Tail(
            final String segment,
            final Supplier<LogConnection> connections,
            final LedgerCheck check,
            final Checkpoint start,
            final LedgerDays days) {
        ordersKey = Names.ordersKey(segment);
        eventsKey = Names.eventsKey(segment);
        this.connections = connections;
        this.check = check;
        this.start = start;
        this.days = days;
        position = start.position();
    }

    /**
     * Connects, and finds out whether log and ledger belong together.
     *
     * @throws io.matchlock.log.entry.LogUnavailableException if the log cannot be reached
     * @throws io.matchlock.persister.store.StoreException if they do not belong together; one sentence
     */
    public void connect() {
        connected();
    }

    /** {@return the packed id of the last entry that was folded} */
    public long position() {
        return position;
    }

    /** {@return the packed id of the last entry of the orders stream} */
    public long lastId() {
        return connected().lastId(ordersKey);
    }

    /** {@return how many bytes the log's server has read since its start} */
    public long inputBytes() {
        return connected().inputBytes();
    }

    /**
     * Folds what there is after {@link #position()}, a page at most.
     *
     * @param target to fold into
     * @return true if there may be more at once
     * @throws io.matchlock.log.entry.LogUnavailableException if the log cannot be reached: {@link #disconnect}, and again later
     */
    public boolean read(final RowBatch target) {
        connected();
        page.clear();
        return pair(target, eventsReader.read(position, PAGE_BYTES, page));
    }

    /**
     * Folds what there is after {@link #position()}, a page at most, and waits for the first entry.
     *
     * @param target to fold into
     * @param block how long to wait
     * @return true if there may be more at once
     * @throws io.matchlock.log.entry.LogUnavailableException if the log cannot be reached: {@link #disconnect}, and again later
     */
    public boolean readBlocking(final RowBatch target, final Duration block) {
        connected();
        page.clear();
        return pair(target, eventsReader.readBlocking(position, PAGE_BYTES, block, page));
    }

    /** Drops the connection; the next read makes another and goes on from {@link #position()}. */
    public void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    @Override
    public void close() {
        disconnect();
    }

    private LogConnection connected() {
        if (connection == null) {
            connection = connections.get();
            try {
                requireSameLog();
            } catch (final RuntimeException e) {
                disconnect();
                throw e;
            }
            ordersReader = reader(ordersReader, ordersKey);
            eventsReader = reader(eventsReader, eventsKey);
        }
        return connection;
    }

    private StreamReader reader(final StreamReader before, final String key) {
        return before == null ? connection.reader(key) : before.on(connection);
    }

    private void requireSameLog() {
        if (!isKnown) {
            final SegmentId id = check.requireSegment(connection, start);
            fold.goOn(id, check.requireHash(connection, start), days);
            isKnown = true;
        } else {
            final Checkpoint now = new Checkpoint(position, fold.segmentId(), fold.chainHash());
            check.requireSegment(connection, now);
            check.requireHash(connection, now);
        }
    }

    private boolean pair(final RowBatch target, final int count) {
        if (count == 0) {
            return false;
        }
        batch = target;
        paired = 0;
        final int found = ordersReader.readTo(position, eventsReader.lastReadId(), this::onOrdersEntry);
        if (found != count) {
            throw new InconsistentLogException(EntryId.next(position), "it has events but no orders entry");
        }
        return eventsReader.mayHaveMore();
    }

    private void onOrdersEntry(final long id, final DirectBuffer buffer, final int offset, final int length) {
        Entries.requireSound(orders, id, buffer, offset, length);
        Entries.requireSound(events, id, page.buffer(), page.offset(paired), page.length(paired));
        fold.apply(id, orders, events, batch);
        position = id;
        paired++;
    }
}
