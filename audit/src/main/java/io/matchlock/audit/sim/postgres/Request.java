package io.matchlock.audit.sim.postgres;

import io.matchlock.persister.store.Checkpoint;
import java.sql.SQLException;

/**
 * What a client asks of its backend.
 *
 * @param kind of request
 * @param work what is done in the transaction, by a {@link Kind#WORK}
 * @param before where the checkpoint must be, of a {@link Kind#MOVE}
 * @param after where it then is
 * @param needsRoom whether it fails on a full disk
 */
public record Request(Kind kind, Work work, long before, Checkpoint after, boolean needsRoom) {
    /** What is asked for. */
    public enum Kind {
        READ,
        READ_ALL,
        LOCK_AND_READ,
        LOCK_AND_READ_ALL,
        MOVE,
        WORK,
        COMMIT,
        ROLLBACK
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    public interface Work {
        Object in(Changes changes) throws SQLException;
    }

    /**
     * A request that needs no more than its kind.
     *
     * @param kind of request
     * @return the request
     */
    public static Request of(final Kind kind) {
        return new Request(kind, null, 0, null, false);
    }

    /**
     * Moves the checkpoint.
     *
     * @param before where it must be
     * @param after where it then is
     * @return the request
     */
    public static Request move(final long before, final Checkpoint after) {
        return new Request(Kind.MOVE, null, before, after, false);
    }

    /**
     * Does something in the transaction.
     *
     * @param needsRoom whether it fails on a full disk
     * @param work to do
     * @return the request
     */
    public static Request work(final boolean needsRoom, final Work work) {
        return new Request(Kind.WORK, work, 0, null, needsRoom);
    }
}
