package io.matchlock.audit.sim.postgres;

import io.matchlock.persister.day.DayIndex;
import io.matchlock.persister.day.LedgerDay;
import io.matchlock.persister.fold.RowBatch;
import io.matchlock.persister.rows.CopyBuffer;
import io.matchlock.persister.store.Checkpoint;
import io.matchlock.persister.store.CopyTarget;
import io.matchlock.persister.store.StoreTransaction;
import java.sql.SQLException;

/** What a transaction is made of, and what each step says. */
final class Steps {
    private Steps() {}

    static String begin(final LedgerServer.Client client, final StoreTransaction[] open) throws SQLException {
        open[0] = client.store().begin();
        return "begun ";
    }

    static boolean move(final StoreTransaction transaction, final RowBatch batch) throws SQLException {
        return transaction.move(batch.before(), new Checkpoint(batch.last(), batch.segmentId(), batch.chainHash()));
    }

    static String copy(final StoreTransaction transaction, final RowBatch batch) throws SQLException {
        for (final LedgerDay day : batch.openedDays()) {
            transaction.open(day);
        }
        return copy(transaction, CopyTarget.SESSIONS, batch.sessions())
                + copy(
                        transaction,
                        batch.haveCreatedDetails() ? CopyTarget.DETAILED_ORDERS : CopyTarget.ORDERS,
                        batch.createdOrders())
                + copy(transaction, CopyTarget.EXECUTIONS, batch.executions())
                + copy(transaction, CopyTarget.TRADES, batch.trades());
    }

    static String change(final StoreTransaction transaction, final RowBatch batch) throws SQLException {
        return "changed " + transaction.change(batch.changedOrders(), batch.changedDays(), batch.haveChangedDetails())
                + " ";
    }

    static String open(final StoreTransaction transaction, final LedgerDay day) throws SQLException {
        transaction.open(day);
        return "opened ";
    }

    static String copy(final StoreTransaction transaction, final CopyTarget target, final CopyBuffer rows)
            throws SQLException {
        transaction.copy(target, DayIndex.NONE, rows);
        return "copied ";
    }

    static String insert(final LedgerServer.Client client, final CopyTarget target, final CopyBuffer rows)
            throws SQLException {
        try (StoreTransaction transaction = client.store().begin()) {
            return copy(transaction, target, rows);
        }
    }

    static String commit(final StoreTransaction transaction) throws SQLException {
        transaction.commit();
        return "committed ";
    }

    /** A lost connection may be noticed here or not: it matters to nobody. */
    static String close(final StoreTransaction transaction) {
        return Said.of(() -> {
                    transaction.close();
                    return "closed";
                })
                .replace("connection lost", "closed");
    }
}
