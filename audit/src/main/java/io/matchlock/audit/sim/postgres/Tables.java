package io.matchlock.audit.sim.postgres;

import io.matchlock.audit.auditor.rows.RowSource;
import io.matchlock.audit.auditor.table.CheckpointColumn;
import io.matchlock.audit.auditor.table.Column;
import io.matchlock.audit.auditor.table.ExecutionColumn;
import io.matchlock.audit.auditor.table.OrderColumn;
import io.matchlock.audit.auditor.table.Row;
import io.matchlock.audit.auditor.table.Table;
import io.matchlock.persister.day.LedgerDay;
import io.matchlock.persister.day.LedgerDays;
import io.matchlock.persister.store.Checkpoint;
import io.matchlock.protocol.log.EntryId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.collections.Long2ObjectHashMap;

/** What is committed. */
public final class Tables implements RowSource {
    private static final int DECIMALS = 9;

    final Long2ObjectHashMap<Object[]> orders = new Long2ObjectHashMap<>();
    final Long2ObjectHashMap<Object[]> trades = new Long2ObjectHashMap<>();
    final Long2ObjectHashMap<Object[]> sessions = new Long2ObjectHashMap<>();
    final Long2ObjectHashMap<Object[]> instruments = new Long2ObjectHashMap<>();
    final Long2ObjectHashMap<Object[]> days = new Long2ObjectHashMap<>();
    final List<Object[]> executions = new ArrayList<>();
    private final String segment;
    Checkpoint checkpoint = new Checkpoint(EntryId.NONE, null, null);
    private int acceptances;

    Tables(final String segment) {
        this.segment = segment;
    }

    /**
     * Where a column stands in a row of {@link Changes#added}.
     *
     * @param column of the row's table
     * @return from 0
     */
    public static int place(final Column column) {
        return Layout.place(column);
    }

    /** {@return up to where the rows are there, as the ledger says} */
    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /**
     * How many rows there are.
     *
     * @param table of them
     * @return the number
     */
    public int count(final Table table) {
        return switch (table) {
            case EXECUTIONS -> executions.size() + acceptances;
            case CHECKPOINT -> 1;
            default -> keyed(table).size();
        };
    }

    /** As a new database is. */
    void clear() {
        orders.clear();
        trades.clear();
        sessions.clear();
        instruments.clear();
        days.clear();
        executions.clear();
        acceptances = 0;
        checkpoint = new Checkpoint(EntryId.NONE, null, null);
    }

    @Override
    public void forEach(final Table table, final Consumer<Row> consumer) {
        final Row row = new Row(table);
        switch (table) {
            case CHECKPOINT -> consumer.accept(checkpointRow(row));
            case EXECUTIONS -> {
                executions.forEach(values -> consumer.accept(fill(row, values)));
                orders.forEachLong((key, values) -> {
                    if (isAcceptance(values)) {
                        consumer.accept(fill(row, acceptance(values)));
                    }
                });
            }
            default -> keyed(table).forEachLong((key, values) -> consumer.accept(fill(row, values)));
        }
    }

    /** Adds rows, or puts them in the place of those that have their keys. */
    void put(final Table table, final Long2ObjectHashMap<Object[]> rows) {
        final Long2ObjectHashMap<Object[]> known = keyed(table);
        rows.forEachLong((key, row) -> {
            final Object[] before = known.put(key, row);
            if (table == Table.ORDERS) {
                acceptances += (isAcceptance(row) ? 1 : 0) - (before != null && isAcceptance(before) ? 1 : 0);
            }
        });
    }

    Long2ObjectHashMap<Object[]> keyed(final Table table) {
        return switch (table) {
            case ORDERS -> orders;
            case TRADES -> trades;
            case SESSIONS -> sessions;
            case DAYS -> days;
            default -> instruments;
        };
    }

    private Row checkpointRow(final Row row) {
        row.clear()
                .setText(CheckpointColumn.SEGMENT, segment)
                .set(CheckpointColumn.POSITION, checkpoint.position())
                .set(CheckpointColumn.EPOCH, EntryId.epoch(checkpoint.position()))
                .set(CheckpointColumn.SEQUENCE, EntryId.sequence(checkpoint.position()))
                .set(CheckpointColumn.WRITTEN_AT, 1);
        if (checkpoint.segmentId() != null) {
            row.setText(CheckpointColumn.SEGMENT_ID, checkpoint.segmentId().toString());
        }
        if (checkpoint.chainHash() != null) {
            row.set(CheckpointColumn.CHAIN_HASH, checkpoint.chainHash());
        }
        return row;
    }

    /** {@return the days that there are, in their order, and the last order} */
    public LedgerDays days() {
        final List<LedgerDay> known = new ArrayList<>();
        days.forEachLong((key, row) -> known.add(new LedgerDay((int) key, (Long) row[1], (Long) row[2])));
        known.sort(Comparator.comparingInt(LedgerDay::epochDay));
        return new LedgerDays(
                known, orders.keySet().stream().mapToLong(Long::longValue).max().orElse(0));
    }

    /**
     * Whether the report that accepted an order stands in the order's row.
     *
     * @param order its row
     * @return whether it does
     */
    public static boolean isAcceptance(final Object[] order) {
        return order[Layout.REPORT_NUMBER] != null;
    }

    /**
     * The report that accepted an order.
     *
     * @param order its row
     * @return as a row of executions
     */
    public static Object[] acceptance(final Object[] order) {
        final Object[] row = new Object[Table.EXECUTIONS.width()];
        final boolean hasChanged = order[Layout.ENTERED_QTY] != null;
        row[place(ExecutionColumn.SESSION)] = order[place(OrderColumn.SESSION)];
        row[place(ExecutionColumn.DAY)] = order[place(OrderColumn.DAY)];
        row[place(ExecutionColumn.REPORT_NUMBER)] = order[Layout.REPORT_NUMBER];
        row[place(ExecutionColumn.ENTRY_ID)] = order[place(OrderColumn.ENTRY_ID)];
        row[place(ExecutionColumn.EXEC_ID)] = order[Layout.EXEC_ID];
        row[place(ExecutionColumn.ORDER_ID)] = order[place(OrderColumn.ORDER_ID)];
        row[place(ExecutionColumn.CL_ORD_ID)] =
                order[hasChanged ? Layout.ENTERED_CL_ORD_ID : place(OrderColumn.CL_ORD_ID)];
        row[place(ExecutionColumn.CLIENT_NUMBER)] = order[place(OrderColumn.CLIENT_NUMBER)];
        row[place(ExecutionColumn.TIME_NS)] = order[place(OrderColumn.RECEIVE_TIME_NS)];
        row[place(ExecutionColumn.QTY)] = order[hasChanged ? Layout.ENTERED_QTY : place(OrderColumn.QTY)];
        row[place(ExecutionColumn.CUM_QTY)] = 0L;
        row[place(ExecutionColumn.LEAVES_QTY)] = row[place(ExecutionColumn.QTY)];
        row[place(ExecutionColumn.KIND)] = (long) '0';
        row[place(ExecutionColumn.STATUS)] = (long) '0';
        row[place(ExecutionColumn.PRICE)] = order[hasChanged ? Layout.ENTERED_PRICE : place(OrderColumn.PRICE)];
        return row;
    }

    private static Row fill(final Row row, final Object[] values) {
        row.clear();
        final Table table = row.table();
        for (int i = 0; i < Math.min(values.length, table.width()); i++) {
            final Column column = table.column(i);
            if (values[i] instanceof Long number) {
                row.set(column, number);
            } else if (values[i] instanceof String text) {
                row.setText(column, text);
            } else if (values[i] instanceof BigInteger units) {
                row.setDecimal(column, new BigDecimal(units, DECIMALS));
            }
        }
        if (table == Table.ORDERS) {
            row.set(OrderColumn.AVG_PRICE, 1); // it is not stored
        }
        return row;
    }
}
