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
record Request(Kind kind, Work work, long before, Checkpoint after, boolean needsRoom) {
    enum Kind {
        READ,
        LOCK_AND_READ,
        MOVE,
        WORK,
        COMMIT,
        ROLLBACK
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    interface Work {
        Object in(Changes changes) throws SQLException;
    }

    static Request of(final Kind kind) {
        return new Request(kind, null, 0, null, false);
    }

    static Request move(final long before, final Checkpoint after) {
        return new Request(Kind.MOVE, null, before, after, false);
    }

    static Request work(final boolean needsRoom, final Work work) {
        return new Request(Kind.WORK, work, 0, null, needsRoom);
    }
}
