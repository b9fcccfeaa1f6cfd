package io.matchlock.audit.auditor.fold;

import io.matchlock.audit.auditor.table.OrderColumn;
import io.matchlock.audit.auditor.table.Row;
import io.matchlock.audit.auditor.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2IntHashMap;
import org.agrona.collections.IntHashSet;

/**
 * All rows that follow from the log: those that will not change any more as expected rows, open orders and
 * instruments as they are now. One thread.
 */
public final class RowLedger {
    private static final int NONE = -1;

    /** Orders that are over, by their numbers. */
    public final ExpectedRows orders;
    /** Trades, by their numbers. */
    public final ExpectedRows trades;
    /** Sessions, by their numbers. */
    public final ExpectedRows sessions;
    /** Instruments, in the order of their first definition. */
    public final ExpectedRows instruments;
    /** Days, since 1970-01-01. */
    public final ExpectedRows days;
    /** The one row of the checkpoint. */
    public final ExpectedRows checkpoint;
    /** Orders that are open. */
    public final LiveOrderRows live = new LiveOrderRows();

    private final RowScope scope;
    private final IntHashSet freshSessions = new IntHashSet();
    private final List<ExpectedRows> executions = new ArrayList<>();
    private final List<Row> instrumentRows = new ArrayList<>();
    private final Int2IntHashMap instrumentIndexes = new Int2IntHashMap(NONE);

    RowLedger(final RowScope scope) {
        this.scope = scope;
        orders = new ExpectedRows(Table.ORDERS, scope);
        trades = new ExpectedRows(Table.TRADES, scope);
        sessions = new ExpectedRows(Table.SESSIONS, scope);
        instruments = new ExpectedRows(Table.INSTRUMENTS, scope);
        days = new ExpectedRows(Table.DAYS, scope);
        checkpoint = new ExpectedRows(Table.CHECKPOINT, scope);
    }

    RowScope scope() {
        return scope;
    }

    /** {@return sessions with reports since they were forgotten; kept only where rows are forgotten} */
    public IntHashSet freshSessions() {
        return freshSessions;
    }

    /** Reports of a session that are no trades. */
    ExpectedRows executions(final int session) {
        if (scope.isWindowed()) {
            freshSessions.add(session);
        }
        while (executions.size() <= session) {
            executions.add(null);
        }
        if (executions.get(session) == null) {
            executions.set(session, new ExpectedRows(Table.EXECUTIONS, scope));
        }
        return executions.get(session);
    }

    /** Sessions are numbered below this. */
    public int sessionEnd() {
        return executions.size();
    }

    /** Reports of a session that are no trades, null if it has none. */
    public ExpectedRows knownExecutions(final long session) {
        return session >= 0 && session < executions.size() ? executions.get((int) session) : null;
    }

    /** The row of an instrument as it stands, made if it isn't there. */
    Row instrument(final int securityId) {
        if (instrumentIndexes.get(securityId) == NONE) {
            instrumentIndexes.put(securityId, instrumentRows.size());
            instrumentRows.add(new Row(Table.INSTRUMENTS));
        }
        return instrumentRows.get(instrumentIndexes.get(securityId));
    }

    boolean hasInstrument(final int securityId) {
        return instrumentIndexes.get(securityId) != NONE;
    }

    /** By which an instrument's row is expected; negative for none. */
    public int instrumentNumber(final long securityId) {
        return securityId == (int) securityId ? instrumentIndexes.get((int) securityId) : NONE;
    }

    /** What is open or stands at the end of the log is expected so. */
    public void close() {
        live.forEach(row -> orders.put(row.get(OrderColumn.ORDER_ID), row));
        for (int i = 0; i < instrumentRows.size(); i++) {
            instruments.put(i, instrumentRows.get(i));
        }
    }
}
