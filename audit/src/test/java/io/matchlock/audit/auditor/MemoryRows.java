package io.matchlock.audit.auditor;

import io.matchlock.audit.auditor.rows.RowSource;
import io.matchlock.audit.auditor.table.Row;
import io.matchlock.audit.auditor.table.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Copies of all rows, to be altered. */
final class MemoryRows implements RowSource {
    private final Map<Table, List<Row>> rows = new EnumMap<>(Table.class);

    static MemoryRows copyOf(final RowSource source) {
        final MemoryRows copy = new MemoryRows();
        for (final Table table : Table.values()) {
            final List<Row> rows = new ArrayList<>();
            source.forEach(table, row -> rows.add(copyOf(row)));
            copy.rows.put(table, rows);
        }
        return copy;
    }

    static Row copyOf(final Row row) {
        final Row copy = new Row(row.table());
        copy.copyFrom(row);
        return copy;
    }

    List<Row> of(final Table table) {
        return rows.get(table);
    }

    @Override
    public void forEach(final Table table, final Consumer<Row> consumer) {
        rows.get(table).forEach(consumer);
    }
}
