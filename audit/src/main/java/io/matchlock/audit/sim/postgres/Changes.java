package io.matchlock.audit.sim.postgres;

import io.matchlock.audit.auditor.table.InstrumentColumn;
import io.matchlock.audit.auditor.table.OrderColumn;
import io.matchlock.audit.auditor.table.Table;
import io.matchlock.persister.day.LedgerDay;
import io.matchlock.persister.store.Checkpoint;
import io.matchlock.persister.store.CopyTarget;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * What a transaction has changed, on top of what is committed. Two transactions that add the same key at the same time are found
 * out at the second's end, not, as by Postgres, while it waits for the first's.
 */
public final class Changes {
    private static final int DETAIL_FIELDS = 17;

    private final Tables committed;
    private final Map<Table, Long2ObjectHashMap<Object[]>> keyed = new EnumMap<>(Table.class);
    private final List<Object[]> executions = new ArrayList<>();
    private final Map<Table, List<Object[]>> added = new EnumMap<>(Table.class);
    private Checkpoint checkpoint;
    private boolean hasChangedOrders;

    Changes(final Tables committed) {
        this.committed = committed;
    }

    /** Whether the checkpoint is where it must be, as this transaction sees it. */
    boolean mayMove(final long before, final Checkpoint after) {
        final Checkpoint now = checkpoint == null ? committed.checkpoint : checkpoint;
        return now.position() == before
                && (now.segmentId() == null || now.segmentId().equals(after.segmentId()));
    }

    void move(final Checkpoint after) {
        checkpoint = after;
    }

    /**
     * Adds rows.
     *
     * @param target the table, and with which columns
     * @param rows to add
     * @throws SQLException if a row of that key is there
     */
    public void add(final CopyTarget target, final List<Object[]> rows) throws SQLException {
        requireDays(target, rows);
        switch (target) {
            case EXECUTIONS -> executions.addAll(rows);
            case TRADES -> add(Table.TRADES, rows);
            case SESSIONS -> add(Table.SESSIONS, rows);
            default -> add(Table.ORDERS, rows);
        }
    }

    /**
     * Begins a day; one that is there already stays as it is.
     *
     * @param day to begin
     */
    public void open(final LedgerDay day) {
        if (find(Table.DAYS, day.epochDay()) == null) {
            own(Table.DAYS).put(day.epochDay(), new Object[] {
                (long) day.epochDay(), day.firstEntryId(), day.firstOrderId(), 0L, 0L
            });
        }
    }

    /**
     * Adds instruments or replaces them; the status of one that is there stays.
     *
     * @param rows whole, by {@code InstrumentColumn}
     */
    public void putInstruments(final List<Object[]> rows) {
        for (final Object[] row : rows) {
            final Object[] before = find(Table.INSTRUMENTS, (Long) row[0]);
            if (before != null) {
                row[Layout.place(InstrumentColumn.STATUS)] = before[Layout.place(InstrumentColumn.STATUS)];
            }
            own(Table.INSTRUMENTS).put((long) (Long) row[0], row);
        }
    }

    /**
     * Changes an instrument's status, if the instrument is there.
     *
     * @param securityId of the instrument
     * @param status the new one
     */
    public void putStatus(final int securityId, final int status) {
        final Object[] before = find(Table.INSTRUMENTS, securityId);
        if (before != null) {
            final Object[] row = before.clone();
            row[Layout.place(InstrumentColumn.STATUS)] = (long) status;
            own(Table.INSTRUMENTS).put(securityId, row);
        }
    }

    /**
     * Changes orders, once in a transaction.
     *
     * @param days on which they were entered: a change of another day counts for nothing
     * @param changes the new values, by {@link Layout#CHANGES}
     * @return how many orders were there
     */
    public int change(final IntArrayList days, final List<Object[]> changes) {
        if (hasChangedOrders) {
            throw new UnsupportedOperationException("nobody changes orders twice in a transaction");
        }
        hasChangedOrders = true;
        int found = 0;
        for (final Object[] change : changes) {
            final Object[] before = find(Table.ORDERS, (Long) change[0]);
            if (before != null
                    && days.containsInt(((Long) change[1]).intValue())
                    && change[1].equals(before[Layout.place(OrderColumn.DAY)])) {
                own(Table.ORDERS).put((long) (Long) change[0], changed(before.clone(), change));
                found++;
            }
        }
        return found;
    }

    void commit() throws SQLException {
        for (final Map.Entry<Table, List<Object[]>> rows : added.entrySet()) {
            for (final Object[] row : rows.getValue()) {
                requireNew(rows.getKey(), row, committed.keyed(rows.getKey()));
            }
        }
        keyed.forEach(committed::put);
        committed.executions.addAll(executions);
        committed.checkpoint = checkpoint == null ? committed.checkpoint : checkpoint;
    }

    /**
     * The rows that it adds.
     *
     * @param table that it adds them to
     * @return in the order of the table's columns: a Long, BigInteger, String or null each
     */
    public List<Object[]> added(final Table table) {
        return table == Table.EXECUTIONS ? executions : added.getOrDefault(table, List.of());
    }

    private static Object[] changed(final Object[] row, final Object[] change) {
        if (change[8] != null && row[Layout.REPORT_NUMBER] != null && row[Layout.ENTERED_QTY] == null) {
            row[Layout.ENTERED_CL_ORD_ID] = row[Layout.place(OrderColumn.CL_ORD_ID)];
            row[Layout.ENTERED_QTY] = row[Layout.place(OrderColumn.QTY)];
            row[Layout.ENTERED_PRICE] = row[Layout.place(OrderColumn.PRICE)];
        }
        set(row, OrderColumn.LAST_ENTRY_ID, change[2]);
        set(row, OrderColumn.CUM_QTY, change[3]);
        set(row, OrderColumn.LEAVES_QTY, change[4]);
        set(row, OrderColumn.NOTIONAL, Numerics.sum(row[Layout.place(OrderColumn.NOTIONAL)], change[5]));
        set(row, OrderColumn.STATUS, change[6]);
        setIfThere(row, OrderColumn.CL_ORD_ID, change[7]);
        setIfThere(row, OrderColumn.QTY, change[8]);
        setIfThere(row, OrderColumn.PRICE, change[9]);
        setIfThere(row, OrderColumn.ORD_TYPE, change[10]);
        setIfThere(row, OrderColumn.TIME_IN_FORCE, change[11]);
        if (change.length == DETAIL_FIELDS) {
            if (change[12] != null) {
                set(row, OrderColumn.STOP_PRICE, change[13]);
                set(row, OrderColumn.DISPLAY_QTY, change[14]);
                set(row, OrderColumn.EXPIRE_TIME_NS, change[15]);
            }
            setIfThere(row, OrderColumn.CANCEL_REASON, change[16]);
        }
        return row;
    }

    private static void set(final Object[] row, final OrderColumn column, final Object value) {
        row[Layout.place(column)] = value;
    }

    private static void setIfThere(final Object[] row, final OrderColumn column, final Object value) {
        if (value != null) {
            row[Layout.place(column)] = value;
        }
    }

    private void add(final Table table, final List<Object[]> rows) throws SQLException {
        for (final Object[] row : rows) {
            requireNew(table, row, committed.keyed(table));
            requireNew(table, row, own(table));
            own(table).put((long) (Long) row[0], row);
        }
        added.computeIfAbsent(table, missing -> new ArrayList<>()).addAll(rows);
    }

    /** A row of a day that was not begun has no partition. */
    private void requireDays(final CopyTarget target, final List<Object[]> rows) throws SQLException {
        if (target == CopyTarget.SESSIONS) {
            return;
        }
        final int place = Layout.dayPlace(target);
        for (final Object[] row : rows) {
            if (find(Table.DAYS, (Long) row[place]) == null) {
                throw new SQLException("no partition found for row", "23514");
            }
        }
    }

    private Object[] find(final Table table, final long key) {
        final Object[] own = own(table).get(key);
        return own == null ? committed.keyed(table).get(key) : own;
    }

    private Long2ObjectHashMap<Object[]> own(final Table table) {
        return keyed.computeIfAbsent(table, missing -> new Long2ObjectHashMap<>());
    }

    private static void requireNew(final Table table, final Object[] row, final Long2ObjectHashMap<Object[]> rows)
            throws SQLException {
        if (rows.containsKey((Long) row[0])) {
            throw new SQLException(
                    "duplicate key value violates unique constraint \"" + table.sqlName() + "_pkey\": " + row[0],
                    "23505");
        }
    }
}
