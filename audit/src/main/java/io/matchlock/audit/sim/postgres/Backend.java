package io.matchlock.audit.sim.postgres;

import io.matchlock.persister.day.LedgerDays;
import io.matchlock.persister.store.Checkpoint;
import io.matchlock.persister.store.LedgerStart;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * The server's side of one connection. It carries out one request after the other, and notices that the client has
 * gone only between two of them. It ends with the server.
 */
public final class Backend {
    private final SimPostgres server;
    private final Consumer<String> onEnd;
    private final ArrayDeque<Asked> asked = new ArrayDeque<>();
    private Asked current;
    private Changes transaction;
    private boolean isFailed;
    private boolean isClientGone;
    private boolean isGone;
    private long activeNs;

    private record Asked(Request request, Consumer<Answer> onAnswer) {}

    /** {@code onEnd} is told why it has ended, if the client doesn't know. */
    Backend(final SimPostgres server, final Consumer<String> onEnd) {
        this.server = server;
        this.onEnd = onEnd;
    }

    /**
     * Takes a request, which is carried out after those before it.
     *
     * @param request to carry out
     * @param onAnswer is told the answer, unless the connection ends before
     */
    public void ask(final Request request, final Consumer<Answer> onAnswer) {
        asked.add(new Asked(request, onAnswer));
        next();
    }

    /** The client has closed the connection, or it was lost. */
    public void clientGone() {
        isClientGone = true;
        next();
    }

    /** Ends it in the middle of what it does, unless that is a commit. */
    void terminate(final String why) {
        if (!isGone && (current == null || current.request().kind() != Request.Kind.COMMIT)) {
            end(why);
        }
    }

    /** The server was killed: a commit that was on its way is done or not. */
    void crash(final boolean commitIsDone) {
        if (isGone) {
            return;
        }
        isGone = true;
        if (commitIsDone
                && transaction != null
                && current != null
                && !isFailed
                && current.request().kind() == Request.Kind.COMMIT) {
            try {
                transaction.commit();
                server.committed(transaction);
            } catch (final SQLException e) {
                transaction = null; // it was not done
            }
        }
        onEnd.accept("the server closed the connection unexpectedly");
    }

    /** The lock that it waited for is its own. */
    void locked() {
        server.later(server.statementNs(), this::carryOut);
    }

    /** The lock that it waited for has not come in time. */
    void lockTimedOut() {
        fail("canceling statement due to lock timeout", "55P03");
    }

    /** {@return whether the session has ended} */
    public boolean isGone() {
        return isGone;
    }

    private void next() {
        if (isGone || current != null) {
            return;
        }
        current = asked.poll();
        if (current == null) {
            if (isClientGone) {
                end(null);
            }
            return;
        }
        final boolean isCommit = current.request().kind() == Request.Kind.COMMIT;
        server.later(isCommit ? server.commitNs() : server.statementNs(), this::carryOut);
    }

    private void carryOut() {
        if (isGone) {
            return;
        }
        try {
            switch (current.request().kind()) {
                case READ -> answer(Answer.of(server.tables().checkpoint()));
                case READ_ALL ->
                    answer(Answer.of(new LedgerStart(
                            server.tables().checkpoint(), server.tables().days())));
                case LOCK_AND_READ, LOCK_AND_READ_ALL -> lockAndRead();
                case MOVE -> move(current.request().before(), current.request().after());
                case WORK -> work();
                case COMMIT -> commit();
                case ROLLBACK -> {
                    endTransaction();
                    answer(Answer.DONE);
                }
            }
        } catch (final SQLException e) {
            fail(e.getMessage(), e.getSQLState());
        }
    }

    private void lockAndRead() {
        if (server.locks().take(this)) {
            final Checkpoint checkpoint = server.tables().checkpoint();
            final LedgerDays days = server.tables().days();
            server.locks().release(this);
            final boolean isAll = current.request().kind() == Request.Kind.LOCK_AND_READ_ALL;
            answer(Answer.of(isAll ? new LedgerStart(checkpoint, days) : checkpoint));
        }
    }

    /** A row that does not fit is not waited for; one that fits is looked at again once it is locked. */
    private void move(final long before, final Checkpoint after) throws SQLException {
        final Changes changes = begun();
        if (!changes.mayMove(before, after)) {
            answer(Answer.of(false));
        } else if (server.locks().take(this)) {
            final boolean fits = changes.mayMove(before, after);
            if (fits) {
                changes.move(after);
            }
            answer(Answer.of(fits));
        }
    }

    private void work() throws SQLException {
        final Changes changes = begun();
        if (current.request().needsRoom() && server.isFull()) {
            throw new SQLException("could not extend file: No space left on device", "53100");
        }
        answer(Answer.of(current.request().work().in(changes)));
    }

    /** Of a transaction that has failed nothing is left, and its commit does not say so: the driver takes the one for the other. */
    private void commit() throws SQLException {
        final Changes changes = isFailed ? null : transaction;
        if (changes != null) {
            changes.commit();
        }
        endTransaction();
        if (changes != null) {
            server.committed(changes);
        }
        answer(Answer.DONE);
    }

    private Changes begun() throws SQLException {
        if (isFailed) {
            throw new SQLException("current transaction is aborted, commands ignored until end of it", "25P02");
        }
        if (transaction == null) {
            transaction = new Changes(server.tables());
            activeNs = server.nowNs();
            watchIdle();
        }
        return transaction;
    }

    /** A transaction in which nobody asks for anything for long is ended. */
    private void watchIdle() {
        final Changes mine = transaction;
        server.later(activeNs + SimPostgres.IDLE_NS - server.nowNs(), () -> {
            if (transaction == mine && !isGone) {
                if (current == null && server.nowNs() - activeNs >= SimPostgres.IDLE_NS) {
                    end("terminating connection due to idle-in-transaction timeout");
                } else {
                    activeNs = current == null ? activeNs : server.nowNs();
                    watchIdle();
                }
            }
        });
    }

    private void fail(final String what, final String state) {
        isFailed = transaction != null;
        if (isFailed) {
            server.locks().release(this);
            transaction = new Changes(server.tables());
        }
        answer(Answer.failure(what, state));
    }

    private void answer(final Answer answer) {
        final Asked done = current;
        current = null;
        activeNs = server.nowNs();
        done.onAnswer().accept(answer);
        next();
    }

    private void endTransaction() {
        transaction = null;
        isFailed = false;
        server.locks().release(this);
    }

    private void end(final String why) {
        isGone = true;
        asked.clear();
        endTransaction();
        server.ended(this);
        onEnd.accept(why);
    }
}
