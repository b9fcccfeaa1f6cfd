package io.matchlock.audit.replay;

import io.matchlock.audit.replay.record.RecordException;
import io.matchlock.audit.replay.tally.TradeTally;

/** A recorded order flow, read from beginning to end. One thread. */
public interface RecordedFlow extends AutoCloseable {
    /**
     * Goes to the next command.
     *
     * @param command to fill in
     * @return false at the end
     * @throws RecordException if the record can't be read
     */
    boolean next(ReplayCommand command);

    /**
     * The trades of the record that were read so far.
     *
     * @return a tally, empty where the record has none
     */
    TradeTally truth();

    @Override
    void close();
}
