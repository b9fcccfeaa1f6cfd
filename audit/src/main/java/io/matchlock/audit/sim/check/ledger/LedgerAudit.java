package io.matchlock.audit.sim.check.ledger;

import io.matchlock.audit.auditor.fold.IndependentFold;
import io.matchlock.audit.auditor.rows.RowAudit;
import io.matchlock.audit.auditor.store.Findings;
import io.matchlock.audit.auditor.table.ExecutionColumn;
import io.matchlock.audit.auditor.table.OrderColumn;
import io.matchlock.audit.auditor.table.SessionColumn;
import io.matchlock.audit.auditor.table.Table;
import io.matchlock.audit.auditor.table.TradeColumn;
import io.matchlock.audit.sim.check.Violation;
import io.matchlock.audit.sim.postgres.Changes;
import io.matchlock.audit.sim.postgres.Tables;
import io.matchlock.audit.sim.redis.Streams;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import java.util.List;
import java.util.Map;
import org.agrona.collections.LongHashSet;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Watches the ledger: after each transaction its rows must be those of the events up to its checkpoint, none of them twice; at the end
 * each column of each row must be what the log says. Knows nothing of persisters.
 */
public final class LedgerAudit implements Streams.Watcher {
    private static final int MAX_FINDINGS = 3;
    private static final int NUMBER_BITS = 40;
    private static final Map<Table, Integer> ENTRY_COLUMNS = Map.of(
            Table.ORDERS, Tables.place(OrderColumn.ENTRY_ID),
            Table.EXECUTIONS, Tables.place(ExecutionColumn.ENTRY_ID),
            Table.TRADES, Tables.place(TradeColumn.ENTRY_ID),
            Table.SESSIONS, Tables.place(SessionColumn.ENTRY_ID));

    private final String segment;
    private final Streams streams;
    private final Tables tables;
    private final boolean mayLose;
    private final RowCounts counts = new RowCounts();
    private final LongHashSet reports = new LongHashSet();
    private long position = EntryId.NONE;
    private boolean isDoubtful;

    /**
     * Has seen nothing.
     *
     * @param segment its name
     * @param streams of the log
     * @param tables of the ledger
     * @param mayLose whether the log may lose what a persister has read
     */
    public LedgerAudit(final String segment, final Streams streams, final Tables tables, final boolean mayLose) {
        this.mayLose = mayLose;
        this.segment = segment;
        this.streams = streams;
        this.tables = tables;
    }

    @Override
    public void onStored(final String key, final Streams.Entry entry) {
        if (key.equals(Names.eventsKey(segment))) {
            counts.add(entry);
        }
    }

    @Override
    public void onLost(final String key, final long lastId) {
        if (key.equals(Names.eventsKey(segment))) {
            counts.forgetAfter(lastId);
            isDoubtful |= mayLose;
        }
    }

    /** An operator has put an empty database in the ledger's place. */
    public void onEmptied() {
        position = EntryId.NONE;
        reports.clear();
        isDoubtful = false;
    }

    /**
     * A transaction was committed.
     *
     * @param changes that it has made
     */
    public void onCommit(final Changes changes) {
        final long before = position;
        position = tables.checkpoint().position();
        if (isDoubtful) {
            return; // a persister may have read what is lost; at the end all is compared
        }
        for (final Map.Entry<Table, Integer> table : ENTRY_COLUMNS.entrySet()) {
            for (final Object[] row : changes.added(table.getKey())) {
                requireWithin(table.getKey(), (Long) row[table.getValue()], before);
            }
        }
        for (final Object[] row : changes.added(Table.EXECUTIONS)) {
            requireFirst(row);
        }
        for (final Object[] row : changes.added(Table.ORDERS)) {
            if (Tables.isAcceptance(row)) {
                requireFirst(Tables.acceptance(row));
            }
        }
        for (final Table table : ENTRY_COLUMNS.keySet()) {
            requireCount(table);
        }
    }

    /** {@return up to where the ledger is there, packed} */
    public long position() {
        return position;
    }

    /** Each column of each row must be as it follows from the log up to the checkpoint. */
    public void requireSame() {
        final Findings findings = new Findings(MAX_FINDINGS);
        final IndependentFold fold = new IndependentFold(findings);
        final List<Streams.Entry> orders = streams.get(Names.ordersKey(segment)).entries();
        final List<Streams.Entry> events = streams.get(Names.eventsKey(segment)).entries();
        final OrdersEntryDecoder cause = new OrdersEntryDecoder();
        final EventsEntryDecoder effect = new EventsEntryDecoder();
        for (int i = 0; i < events.size() && events.get(i).id() <= position; i++) {
            cause.wrap(new UnsafeBuffer(orders.get(i).bytes()), 0, orders.get(i).bytes().length);
            effect.wrap(
                    new UnsafeBuffer(events.get(i).bytes()), 0, events.get(i).bytes().length);
            fold.onEntry(events.get(i).id(), cause, effect);
        }
        new RowAudit(fold, findings).run(segment, position, tables);
        if (!findings.sentences().isEmpty()) {
            throw new Violation(
                    "the ledger at " + EntryId.format(position) + ": " + String.join("; ", findings.sentences()));
        }
    }

    private void requireWithin(final Table table, final long entryId, final long before) {
        if (entryId <= before || entryId > position) {
            throw new Violation("a transaction that moved the ledger from " + EntryId.format(before) + " to "
                    + EntryId.format(position) + " added a row of " + EntryId.format(entryId) + " to "
                    + table.sqlName());
        }
    }

    private void requireFirst(final Object[] row) {
        final long session = (Long) row[Tables.place(ExecutionColumn.SESSION)];
        final long number = (Long) row[Tables.place(ExecutionColumn.REPORT_NUMBER)];
        if (!reports.add(session << NUMBER_BITS | number)) {
            throw new Violation("report " + number + " of session " + session + " is in the ledger twice");
        }
    }

    private void requireCount(final Table table) {
        final long expected = counts.upTo(position, table);
        if (tables.count(table) != expected) {
            throw new Violation("the ledger at " + EntryId.format(position) + " has " + tables.count(table)
                    + " rows in " + table.sqlName() + ", the events up to there make " + expected);
        }
    }
}
