package io.matchlock.audit.auditor.rows;

import io.matchlock.audit.auditor.fold.ExpectedRows;
import io.matchlock.audit.auditor.fold.IndependentFold;
import io.matchlock.audit.auditor.fold.RowLedger;
import io.matchlock.audit.auditor.store.Findings;
import io.matchlock.audit.auditor.table.CheckpointColumn;
import io.matchlock.audit.auditor.table.DayColumn;
import io.matchlock.audit.auditor.table.ExecutionColumn;
import io.matchlock.audit.auditor.table.InstrumentColumn;
import io.matchlock.audit.auditor.table.OrderColumn;
import io.matchlock.audit.auditor.table.Row;
import io.matchlock.audit.auditor.table.SessionColumn;
import io.matchlock.audit.auditor.table.Table;
import io.matchlock.audit.auditor.table.TradeColumn;
import io.matchlock.protocol.log.EntryId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.agrona.collections.IntHashSet;
import org.agrona.collections.LongArrayList;

/** Compares every column of every row with what follows from the log. One thread. */
public final class RowAudit {
    private final IndependentFold fold;
    private final RowLedger ledger;
    private final Findings findings;

    /**
     * Has compared nothing.
     *
     * @param fold of the whole log
     * @param findings to add to
     */
    public RowAudit(final IndependentFold fold, final Findings findings) {
        this.fold = fold;
        ledger = fold.ledger();
        this.findings = findings;
    }

    /**
     * Compares.
     *
     * @param segment its name by the genesis entry
     * @param last the last entry of the log, packed
     * @param rows to compare
     */
    public void run(final String segment, final long last, final RowSource rows) {
        ledger.close();
        fold.expectCheckpoint(segment, last);
        compareColumns(rows.columns());
        for (final Table table : Table.values()) {
            rows.forEach(table, this::onRow);
        }
        for (final Table table : List.of(Table.ORDERS, Table.TRADES, Table.SESSIONS, Table.INSTRUMENTS, Table.DAYS)) {
            findMissing(table, expected(table), 0);
        }
        findMissing(Table.CHECKPOINT, ledger.checkpoint, 0);
        for (int session = 0; session < ledger.sessionEnd(); session++) {
            findMissing(Table.EXECUTIONS, ledger.knownExecutions(session), session);
        }
    }

    /**
     * Compares which columns there are.
     *
     * @param columns their names by their tables'
     */
    public void compareColumns(final Map<String, Set<String>> columns) {
        final Set<String> unknown = new TreeSet<>();
        columns.forEach((table, names) -> names.forEach(name -> unknown.add(table + "." + name)));
        for (final Table table : Table.values()) {
            for (final String name : table.columnNames()) {
                if (!unknown.remove(table.sqlName() + "." + name)) {
                    findings.lost("Postgres has no column " + table.sqlName() + "." + name);
                }
            }
        }
        unknown.forEach(name -> findings.different("Postgres has column " + name + ", which no audit compares"));
    }

    /**
     * Compares the rows of some entries, or all orders that came to their end in them, with the fresh ones of the fold, which are then
     * forgotten.
     *
     * @param table of the rows
     * @param source hands over all rows that can be among them
     */
    public void compareFresh(final Table table, final Consumer<Consumer<Row>> source) {
        source.accept(this::onRow);
        if (table == Table.EXECUTIONS) {
            final IntHashSet sessions = ledger.freshSessions();
            sessions.forEachInt(session -> endFresh(table, ledger.knownExecutions(session), session));
            sessions.clear();
        } else {
            endFresh(table, expected(table), 0);
        }
    }

    private void endFresh(final Table table, final ExpectedRows expected, final int session) {
        final LongArrayList fresh = expected.fresh();
        for (int i = 0; i < fresh.size(); i++) {
            if (!expected.wasSeen(fresh.getLong(i))) {
                findings.lost(missing(table, fresh.getLong(i), session) + " is not in Postgres");
            }
        }
        expected.forget();
    }

    private void onRow(final Row row) {
        final ExpectedRows expected = expected(row);
        final long number = number(row);
        if (expected == null || number < 0 || !expected.has(number)) {
            findings.duplicated("Postgres has " + name(row) + ", which the log doesn't know");
            return;
        }
        if (!expected.see(number)) {
            findings.duplicated("Postgres has " + name(row) + " more than once");
        }
        if (!expected.isSame(number, row)) {
            findings.different(name(row) + " stands in Postgres with other values than by the log: "
                    + expected.differences(number, row));
        }
    }

    private ExpectedRows expected(final Row row) {
        return row.table() == Table.EXECUTIONS
                ? ledger.knownExecutions(row.get(ExecutionColumn.SESSION))
                : expected(row.table());
    }

    private ExpectedRows expected(final Table table) {
        return switch (table) {
            case ORDERS -> ledger.orders;
            case TRADES -> ledger.trades;
            case SESSIONS -> ledger.sessions;
            case INSTRUMENTS -> ledger.instruments;
            case DAYS -> ledger.days;
            case CHECKPOINT -> ledger.checkpoint;
            case EXECUTIONS -> null;
        };
    }

    /** By which a row is expected. */
    private long number(final Row row) {
        return switch (row.table()) {
            case ORDERS -> row.get(OrderColumn.ORDER_ID);
            case EXECUTIONS -> row.get(ExecutionColumn.REPORT_NUMBER);
            case TRADES -> row.get(TradeColumn.TRADE_ID);
            case SESSIONS -> row.get(SessionColumn.SESSION);
            case INSTRUMENTS -> ledger.instrumentNumber(row.get(InstrumentColumn.SECURITY_ID));
            case DAYS -> row.get(DayColumn.DAY);
            case CHECKPOINT -> 0;
        };
    }

    private static String name(final Row row) {
        return switch (row.table()) {
            case ORDERS -> "order " + row.get(OrderColumn.ORDER_ID);
            case EXECUTIONS ->
                "report " + row.get(ExecutionColumn.REPORT_NUMBER) + " of session " + row.get(ExecutionColumn.SESSION);
            case TRADES -> "trade " + row.get(TradeColumn.TRADE_ID);
            case SESSIONS -> "session " + row.get(SessionColumn.SESSION);
            case INSTRUMENTS -> "instrument " + row.get(InstrumentColumn.SECURITY_ID);
            case DAYS -> "day " + LocalDate.ofEpochDay(row.get(DayColumn.DAY));
            case CHECKPOINT -> "checkpoint " + EntryId.format(row.get(CheckpointColumn.POSITION));
        };
    }

    private void findMissing(final Table table, final ExpectedRows expected, final int session) {
        for (long number = 0; expected != null && number < expected.end(); number++) {
            if (expected.has(number) && !expected.wasSeen(number)) {
                findings.lost(missing(table, number, session) + " is not in Postgres");
            }
        }
    }

    private static String missing(final Table table, final long number, final int session) {
        return switch (table) {
            case ORDERS -> "order " + number;
            case EXECUTIONS -> "report " + number + " of session " + session;
            case TRADES -> "trade " + number;
            case SESSIONS -> "session " + number;
            case INSTRUMENTS -> "instrument number " + number + " of the log";
            case DAYS -> "day " + LocalDate.ofEpochDay(number);
            case CHECKPOINT -> "the checkpoint";
        };
    }
}
