package io.matchlock.audit.auditor.table;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables that the persister writes, with all of their columns. */
public enum Table {
    /** Orders as they stand. */
    ORDERS(OrderColumn.values()),
    /** Reports that are no trades. */
    EXECUTIONS(ExecutionColumn.values()),
    /** Trades, each with both its reports. */
    TRADES(TradeColumn.values()),
    /** Sessions ever negotiated. */
    SESSIONS(SessionColumn.values()),
    /** Instruments as they stand. */
    INSTRUMENTS(InstrumentColumn.values()),
    /** Days that the rows are of. */
    DAYS(DayColumn.values()),
    /** How far the rows go. */
    CHECKPOINT(CheckpointColumn.values());

    @SuppressWarnings("ImmutableEnumChecker") // never written, and handed out as copies
    private final Column[] columns;

    Table(final Column[] columns) {
        this.columns = columns;
    }

    /** {@return how many columns it has} */
    public int width() {
        return columns.length;
    }

    /**
     * A column.
     *
     * @param index from 0
     * @return the column
     */
    public Column column(final int index) {
        return columns[index];
    }

    /** {@return a copy of its columns, in their order} */
    public Column[] columns() {
        return columns.clone();
    }

    /** {@return as Postgres knows it} */
    public String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return what to read its rows from: some reports have no row of their own} */
    public String source() {
        return this == EXECUTIONS ? "execution_reports" : sqlName();
    }

    /** {@return the names of its columns in Postgres} */
    public Set<String> columnNames() {
        return Arrays.stream(columns).map(Column::sqlName).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
