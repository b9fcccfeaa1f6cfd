package io.matchlock.audit.verify;

import io.matchlock.audit.auditor.fold.IndependentFold;
import io.matchlock.audit.auditor.fold.RowScope;
import io.matchlock.audit.auditor.rows.PostgresRows;
import io.matchlock.audit.auditor.rows.RowAudit;
import io.matchlock.audit.auditor.store.Findings;
import io.matchlock.audit.auditor.table.CheckpointColumn;
import io.matchlock.audit.auditor.table.DayColumn;
import io.matchlock.audit.auditor.table.Table;
import io.matchlock.log.entry.PairHandler;
import io.matchlock.persister.store.DatabaseSettings;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongArrayList;

/**
 * Compares every row of the ledger with what the log says, up to the ledger's position, of one moment of the ledger: the persister may
 * go on meanwhile. It goes through the log once and compares window by window, so memory holds one window, the open orders and the
 * sessions. One thread.
 */
public final class LedgerVerification {
    private static final long WINDOW_BYTES = 8L << 20;
    private static final int WINDOW_ENTRIES = 100_000;
    private static final int IDS_PER_QUERY = 5_000;

    private final DatabaseSettings database;
    private final Findings findings;
    private final OrdersEntryDecoder cause = new OrdersEntryDecoder();
    private final EventsEntryDecoder effect = new EventsEntryDecoder();
    private final List<LocalDate> detached = new ArrayList<>();
    private PostgresRows rows;
    private IndependentFold fold;
    private RowAudit audit;
    private long end;
    private long position = EntryId.NONE;
    private long windowStart = EntryId.NONE;
    private long lastOrderBefore;
    private long windowBytes;
    private int windowEntries;
    private long entries;

    /** The log from its first entry on. */
    @FunctionalInterface
    public interface PairSource {
        /**
         * Reads some pairs.
         *
         * @param afterId packed; {@code EntryId.NONE} to begin with the first entry
         * @param handler takes each during the call
         * @return the last one's id; {@code afterId} if there is none
         */
        long read(long afterId, PairHandler handler);
    }

    /**
     * A verification that has not begun.
     *
     * @param database that holds the ledger
     * @param findings to add to
     */
    public LedgerVerification(final DatabaseSettings database, final Findings findings) {
        this.database = database;
        this.findings = findings;
    }

    /** {@return how many entries of the log were compared} */
    public long entries() {
        return entries;
    }

    /** {@return up to where the ledger goes, packed} */
    public long position() {
        return end;
    }

    /** {@return the days that the ledger does not have any more, in their order} */
    public List<LocalDate> detached() {
        return detached;
    }

    /**
     * Compares.
     *
     * @param segment its name
     * @param log to compare with
     * @throws IllegalStateException if Postgres can't be read
     */
    public void run(final String segment, final PairSource log) {
        try (PostgresRows source = new PostgresRows(database)) {
            rows = source;
            rows.preferIndexes();
            rows.forEach(Table.CHECKPOINT, row -> end = row.get(CheckpointColumn.POSITION));
            fold = new IndependentFold(findings, scope());
            audit = new RowAudit(fold, findings);
            audit.compareColumns(rows.columns());
            walk(log);
            if (position == end) {
                finish(segment);
            }
        }
    }

    /** The days are the ledger's own word for what it has; that they are the log's is compared at the end. */
    private RowScope scope() {
        final RowScope scope = RowScope.windows();
        final LongArrayList migrated = new LongArrayList();
        rows.forEach(Table.DAYS, "true ORDER BY day", row -> {
            final long day = row.get(DayColumn.DAY);
            if (row.get(DayColumn.DETACHED_AT) != 0) {
                scope.leaveOut(day);
                detached.add(LocalDate.ofEpochDay(day));
            }
            if (migrated.size() == 1) {
                scope.migrated(migrated.getLong(0), row.get(DayColumn.FIRST_ENTRY_ID));
                migrated.addLong(day);
            }
            if (row.get(DayColumn.IS_MIGRATED) != 0) {
                migrated.addLong(day);
                scope.migrated(day, Long.MAX_VALUE);
            }
        });
        return scope;
    }

    private void walk(final PairSource log) {
        boolean goesOn = true;
        while (goesOn && position < end) {
            final long before = position;
            log.read(before, this::onPair);
            goesOn = position > before;
        }
        if (position < end) {
            findings.different("Postgres goes on to entry " + EntryId.format(end)
                    + ", and the log ends at or is broken behind " + EntryId.format(position));
        }
    }

    private void onPair(
            final long id,
            final DirectBuffer orders,
            final int ordersOffset,
            final int ordersLength,
            final DirectBuffer events,
            final int eventsOffset,
            final int eventsLength) {
        if (id > end || (position != EntryId.NONE && id <= position)) {
            return;
        }
        final String ordersFault = cause.wrap(orders, ordersOffset, ordersLength);
        final String eventsFault = effect.wrap(events, eventsOffset, eventsLength);
        if (ordersFault != null || eventsFault != null) {
            findings.different("entry " + EntryId.format(id) + " of the log is corrupt: "
                    + (ordersFault != null ? ordersFault : eventsFault));
        } else {
            fold.onEntry(id, cause, effect);
        }
        position = id;
        entries++;
        windowBytes += eventsLength;
        if (windowBytes >= WINDOW_BYTES || ++windowEntries >= WINDOW_ENTRIES) {
            endWindow();
        }
    }

    private void endWindow() {
        final String window = "entry_id > " + windowStart + " AND entry_id <= " + position;
        final String entered = "order_id > " + lastOrderBefore + " AND order_id <= " + fold.lastOrderId();
        audit.compareFresh(Table.EXECUTIONS, consumer -> rows.forEachReport(window, entered, consumer));
        audit.compareFresh(Table.TRADES, consumer -> rows.forEach(Table.TRADES, window, consumer));
        compareOrders();
        windowStart = position;
        lastOrderBefore = fold.lastOrderId();
        windowBytes = 0;
        windowEntries = 0;
    }

    /** Those that came to their end. */
    private void compareOrders() {
        final LongArrayList ids = fold.ledger().orders.fresh();
        audit.compareFresh(Table.ORDERS, consumer -> {
            for (int from = 0; from < ids.size(); from += IDS_PER_QUERY) {
                rows.forEach(Table.ORDERS, "order_id IN (" + text(ids, from) + ")", consumer);
            }
        });
    }

    private static String text(final LongArrayList ids, final int from) {
        final StringBuilder text = new StringBuilder();
        for (int i = from; i < Math.min(ids.size(), from + IDS_PER_QUERY); i++) {
            text.append(i > from ? "," : "").append(ids.getLong(i));
        }
        return text.toString();
    }

    /** What is open or stands at the end, and what no entry has made. */
    private void finish(final String segment) {
        endWindow();
        fold.ledger().close();
        fold.expectCheckpoint(segment, end);
        compareOrders();
        for (final Table table : List.of(Table.SESSIONS, Table.INSTRUMENTS, Table.DAYS, Table.CHECKPOINT)) {
            audit.compareFresh(table, consumer -> rows.forEach(table, consumer));
        }
        final String beyond = "entry_id > " + end + " OR entry_id < " + EntryId.GENESIS;
        for (final Table table : List.of(Table.EXECUTIONS, Table.TRADES)) {
            audit.compareFresh(table, consumer -> rows.forEach(table, beyond, consumer));
        }
        audit.compareFresh(
                Table.ORDERS,
                consumer -> rows.forEach(Table.ORDERS, "order_id < 1 OR order_id > " + fold.lastOrderId(), consumer));
    }
}
