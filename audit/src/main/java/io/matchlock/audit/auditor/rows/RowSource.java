package io.matchlock.audit.auditor.rows;

import io.matchlock.audit.auditor.table.Row;
import io.matchlock.audit.auditor.table.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The rows that the persister wrote, all of the same moment. */
public interface RowSource {
    /**
     * What there is.
     *
     * @return the names of all columns by the names of their tables
     */
    default Map<String, Set<String>> columns() {
        final Map<String, Set<String>> columns = new LinkedHashMap<>();
        for (final Table table : Table.values()) {
            columns.put(table.sqlName(), table.columnNames());
        }
        return columns;
    }

    /**
     * Hands over each row of a table.
     *
     * @param table of the rows
     * @param consumer called once for each; the row is valid only during the call
     */
    void forEach(Table table, Consumer<Row> consumer);
}
