package io.matchlock.audit.sim.postgres;

import io.matchlock.audit.auditor.rows.RowSource;
import io.matchlock.audit.auditor.table.CheckpointColumn;
import io.matchlock.audit.auditor.table.Column;
import io.matchlock.audit.auditor.table.OrderColumn;
import io.matchlock.audit.auditor.table.Row;
import io.matchlock.audit.auditor.table.Table;
import io.matchlock.persister.store.Checkpoint;
import io.matchlock.protocol.log.EntryId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
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
    final List<Object[]> executions = new ArrayList<>();
    private final String segment;
    Checkpoint checkpoint = new Checkpoint(EntryId.NONE, null, null);

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
            case EXECUTIONS -> executions.size();
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
        executions.clear();
        checkpoint = new Checkpoint(EntryId.NONE, null, null);
    }

    @Override
    public void forEach(final Table table, final Consumer<Row> consumer) {
        final Row row = new Row(table);
        switch (table) {
            case CHECKPOINT -> consumer.accept(checkpointRow(row));
            case EXECUTIONS -> executions.forEach(values -> consumer.accept(fill(row, values)));
            default -> keyed(table).forEachLong((key, values) -> consumer.accept(fill(row, values)));
        }
    }

    Long2ObjectHashMap<Object[]> keyed(final Table table) {
        return switch (table) {
            case ORDERS -> orders;
            case TRADES -> trades;
            case SESSIONS -> sessions;
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

    private static Row fill(final Row row, final Object[] values) {
        row.clear();
        final Table table = row.table();
        for (int i = 0; i < values.length; i++) {
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
