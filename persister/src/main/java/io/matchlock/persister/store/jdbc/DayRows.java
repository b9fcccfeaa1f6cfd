package io.matchlock.persister.store.jdbc;

import io.matchlock.persister.day.LedgerDay;
import io.matchlock.persister.day.LedgerDays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The days of the ledger, and the partitions that go with them. */
final class DayRows {
    private static final String SELECT = "SELECT day, first_entry_id, first_order_id FROM days ORDER BY day";
    private static final String SELECT_LAST_ORDER = "SELECT max(order_id) FROM orders";
    private static final String OPEN = "SELECT open_day(?, ?, ?, ?)";

    private DayRows() {}

    static LedgerDays read(final Connection connection) throws SQLException {
        final List<LedgerDay> days = new ArrayList<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(SELECT)) {
            while (row.next()) {
                days.add(new LedgerDay(
                        (int) row.getObject(1, LocalDate.class).toEpochDay(), row.getLong(2), row.getLong(3)));
            }
        }
        return days.isEmpty()
                ? LedgerDays.NONE
                : new LedgerDays(days, lastOrderId(connection, days.get(days.size() - 1)));
    }

    /** The newest day is never detached. */
    private static long lastOrderId(final Connection connection, final LedgerDay newest) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(SELECT_LAST_ORDER + LedgerDay.suffix(newest.epochDay()))) {
            row.next();
            return Math.max(row.getLong(1), newest.firstOrderId() - 1);
        }
    }

    static void open(final Connection connection, final LedgerDay day, final boolean isIndexed) throws SQLException {
        try (PreparedStatement open = connection.prepareStatement(OPEN)) {
            open.setObject(1, LocalDate.ofEpochDay(day.epochDay()));
            open.setLong(2, day.firstEntryId());
            open.setLong(3, day.firstOrderId());
            open.setBoolean(4, isIndexed);
            open.execute();
        }
    }
}
