package io.matchlock.persister.store;

import io.matchlock.persister.day.DayIndex;
import io.matchlock.persister.day.LedgerDay;
import io.matchlock.persister.rows.CopyBuffer;
import java.sql.SQLException;
import org.agrona.collections.IntArrayList;

/**
 * A transaction. After an {@link SQLException} it can only be closed. One thread.
 */
public interface StoreTransaction extends AutoCloseable {
    /**
     * Moves the checkpoint if it stands where it should, and locks it until the end of the transaction. Waits for another
     * transaction that has locked it.
     *
     * @param before the position that it must have, packed
     * @param after where it then stands, with the segment's id, which must be that of the ledger if the ledger names one
     * @return whether it was moved
     * @throws SQLException if it failed
     */
    boolean move(long before, Checkpoint after) throws SQLException;

    /**
     * Begins a day, so that there is room for its rows. One that is there already stays as it is.
     *
     * @param day to begin
     * @throws SQLException if it failed
     */
    void open(LedgerDay day) throws SQLException;

    /**
     * Adds rows.
     *
     * @param target of them
     * @param day of all of them, since 1970-01-01; {@link DayIndex#NONE} if they are of several, or the table knows no days
     * @param rows finished, at least one
     * @throws SQLException if it failed
     */
    void copy(CopyTarget target, int day, CopyBuffer rows) throws SQLException;

    /**
     * Adds instruments, or changes those that are there but for their status; of several rows of one the last counts.
     *
     * @param rows finished, at least one
     * @throws SQLException if it failed
     */
    void putInstruments(CopyBuffer rows) throws SQLException;

    /**
     * Changes an instrument's status.
     *
     * @param securityId of the instrument
     * @param status FIX 326
     * @throws SQLException if it failed
     */
    void putStatus(int securityId, int status) throws SQLException;

    /**
     * Changes orders.
     *
     * @param changes finished, at least one
     * @param days on which these orders were entered, each once
     * @param withDetails whether they have the columns that few changes need
     * @return how many of the orders are there
     * @throws SQLException if it failed
     */
    int change(CopyBuffer changes, IntArrayList days, boolean withDetails) throws SQLException;

    /**
     * Ends it, so that all of it counts.
     *
     * @throws SQLException if it failed, or if it is unknown whether it did
     */
    void commit() throws SQLException;

    /**
     * Undoes what is not committed, and gives the connection back.
     *
     * @throws SQLException if the connection is lost, which undoes it as well
     */
    @Override
    void close() throws SQLException;
}
