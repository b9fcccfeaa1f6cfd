package io.matchlock.persister.store.jdbc;

import io.matchlock.persister.day.DayIndex;
import io.matchlock.persister.day.LedgerDay;
import io.matchlock.persister.fold.RowBatch;
import io.matchlock.persister.rows.CopyBuffer;
import io.matchlock.persister.store.Checkpoint;
import io.matchlock.persister.store.CopyTarget;
import io.matchlock.persister.store.DatabaseSettings;
import io.matchlock.persister.store.LedgerStart;
import io.matchlock.persister.store.Store;
import io.matchlock.persister.store.StoreException;
import io.matchlock.persister.store.StoreTransaction;
import io.matchlock.protocol.log.EntryId;
import java.sql.SQLException;
import java.util.Map;

/**
 * Brings a batch to a ledger: the checkpoint and all rows in one transaction, so that each entry is there once or not at
 * all. The checkpoint goes first: its row is the lock that makes a second persister wait, and then find that it is not
 * alone. One thread; every method may be tried again after an {@link SQLException}.
 */
public final class CopyWriter implements AutoCloseable {
    private final Store store;

    /**
     * To Postgres. Makes no connection yet.
     *
     * @param database where Postgres is
     * @param segment whose log is written
     */
    public CopyWriter(final DatabaseSettings database, final String segment) {
        this(JdbcStore.of(database, segment));
    }

    /**
     * To any store, which is closed along with this.
     *
     * @param store that holds the ledger
     */
    public CopyWriter(final Store store) {
        this.store = store;
    }

    /**
     * Up to where the rows are there.
     *
     * @return as it stands now
     * @throws SQLException if Postgres does not answer
     */
    public Checkpoint checkpoint() throws SQLException {
        return store.checkpoint();
    }

    /**
     * As {@link Store#settledCheckpoint}.
     *
     * @return as it stands once nothing is on its way
     * @throws SQLException if Postgres does not answer, or a transaction that moves it goes on for too long
     */
    public Checkpoint settledCheckpoint() throws SQLException {
        return store.settledCheckpoint();
    }

    /**
     * As {@link Store#start}.
     *
     * @return as it stands once nothing is on its way
     * @throws SQLException if Postgres does not answer, or a transaction that moves the checkpoint goes on for too long
     */
    public LedgerStart start() throws SQLException {
        return store.start();
    }

    /**
     * Writes a batch, all of it or nothing.
     *
     * @param batch sealed
     * @return false if the checkpoint is not where the batch begins, or is another segment's; nothing is changed then
     * @throws SQLException if it failed, or if it is unknown whether it was written: ask {@link #settledCheckpoint()}
     * @throws StoreException if the rows do not fit those that are there
     */
    public boolean write(final RowBatch batch) throws SQLException {
        try (StoreTransaction transaction = store.begin()) {
            final Checkpoint after = new Checkpoint(batch.last(), batch.segmentId(), batch.chainHash());
            if (!transaction.move(batch.before(), after)) {
                return false;
            }
            putInstruments(transaction, batch);
            for (final LedgerDay day : batch.openedDays()) {
                transaction.open(day);
            }
            copy(transaction, CopyTarget.SESSIONS, DayIndex.NONE, batch.sessions());
            copy(
                    transaction,
                    batch.haveCreatedDetails() ? CopyTarget.DETAILED_ORDERS : CopyTarget.ORDERS,
                    batch.day(),
                    batch.createdOrders());
            copy(transaction, CopyTarget.EXECUTIONS, batch.day(), batch.executions());
            copy(transaction, CopyTarget.TRADES, batch.day(), batch.trades());
            change(transaction, batch);
            transaction.commit();
            return true;
        }
    }

    @Override
    public void close() {
        store.close();
    }

    private static void copy(
            final StoreTransaction transaction, final CopyTarget target, final int day, final CopyBuffer rows)
            throws SQLException {
        if (rows.rows() > 0) {
            transaction.copy(target, day, rows);
        }
    }

    private static void putInstruments(final StoreTransaction transaction, final RowBatch batch) throws SQLException {
        if (batch.instruments().rows() > 0) {
            transaction.putInstruments(batch.instruments());
        }
        for (final Map.Entry<Integer, Integer> status : batch.statuses().entrySet()) {
            transaction.putStatus(status.getKey(), status.getValue());
        }
    }

    private static void change(final StoreTransaction transaction, final RowBatch batch) throws SQLException {
        final int changes = batch.changedOrders().rows();
        if (changes == 0) {
            return;
        }
        final int updated = transaction.change(batch.changedOrders(), batch.changedDays(), batch.haveChangedDetails());
        if (updated != changes) {
            throw new StoreException("entries " + EntryId.format(batch.before()) + " to " + EntryId.format(batch.last())
                    + " change " + changes + " earlier orders, Postgres has " + updated + " of them");
        }
    }
}
