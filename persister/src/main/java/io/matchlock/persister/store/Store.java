package io.matchlock.persister.store;

import java.sql.SQLException;

/**
 * The ledger of one segment in a database: what is read of it outside of transactions, and transactions. Used by one thread at a
 * time. After an {@link SQLException} everything may be asked again.
 */
public interface Store extends AutoCloseable {
    /**
     * Up to where the rows are there.
     *
     * @return as it stands now
     * @throws SQLException if the database does not answer
     */
    Checkpoint checkpoint() throws SQLException;

    /**
     * Up to where the rows are there, once no transaction that moves it is on its way: a backend may still be committing for a
     * process that was killed, or for a connection that was lost.
     *
     * @return as it stands then
     * @throws SQLException if the database does not answer, or such a transaction goes on for longer than a lock is waited for
     */
    Checkpoint settledCheckpoint() throws SQLException;

    /**
     * From where to go on: as {@link #settledCheckpoint}, with the days of the same moment.
     *
     * @return as it stands then
     * @throws SQLException as there
     */
    LedgerStart start() throws SQLException;

    /**
     * Begins a transaction, on a new connection where there is none.
     *
     * @return to be closed by the caller
     * @throws SQLException if the database cannot be reached
     */
    StoreTransaction begin() throws SQLException;

    /** Closes the connection. */
    @Override
    void close();
}
