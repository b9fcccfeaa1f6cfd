package io.matchlock.audit.sim.postgres;

import io.matchlock.audit.auditor.rows.RowSource;
import io.matchlock.audit.auditor.table.CheckpointColumn;
import io.matchlock.audit.auditor.table.Column;
import io.matchlock.audit.auditor.table.Row;
import io.matchlock.audit.auditor.table.Table;
import io.matchlock.persister.testing.PostgresDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Tables as text, to be compared. */
final class TableText {
    private TableText() {}

    /** A line for each row of each table, but for the clock's column. */
    static List<String> lines(final RowSource rows) {
        final List<String> lines = new ArrayList<>();
        for (final Table table : Table.values()) {
            rows.forEach(table, row -> lines.add(line(row)));
        }
        lines.sort(null);
        return lines;
    }

    private static String line(final Row row) {
        final StringBuilder text = new StringBuilder(row.table().sqlName());
        for (final Column column : row.table().columns()) {
            if (column != CheckpointColumn.WRITTEN_AT) {
                text.append('|').append(row.isNull(column) ? "" : Long.toString(row.get(column)));
            }
        }
        return text.toString();
    }

    /** As a {@link Layout} has them. */
    static String columns(final PostgresDatabase postgres, final String table) throws SQLException {
        final StringBuilder types = new StringBuilder();
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT udt_name, is_nullable FROM information_schema.columns"
                        + " WHERE table_name = '" + table + "' AND is_generated = 'NEVER' ORDER BY ordinal_position")) {
            while (rows.next()) {
                final char type = letter(rows.getString(1));
                types.append(rows.getString(2).equals("NO") ? Character.toUpperCase(type) : type);
            }
        }
        return types.toString();
    }

    private static char letter(final String type) {
        return switch (type) {
            case "int2" -> 's';
            case "int4" -> 'i';
            case "int8" -> 'l';
            default -> type.charAt(0); // char, bool, date, numeric, text, uuid
        };
    }
}
