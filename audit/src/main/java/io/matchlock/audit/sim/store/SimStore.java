package io.matchlock.audit.sim.store;

import io.matchlock.audit.sim.postgres.Answer;
import io.matchlock.audit.sim.postgres.Changes;
import io.matchlock.audit.sim.postgres.Layout;
import io.matchlock.audit.sim.postgres.Request;
import io.matchlock.audit.sim.postgres.SimPostgres;
import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.persister.day.LedgerDay;
import io.matchlock.persister.rows.CopyBuffer;
import io.matchlock.persister.store.Checkpoint;
import io.matchlock.persister.store.CopyTarget;
import io.matchlock.persister.store.LedgerStart;
import io.matchlock.persister.store.Store;
import io.matchlock.persister.store.StoreTransaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.agrona.collections.IntArrayList;

/**
 * The ledger as one thread of a process sees it, over one connection at a time. The thread does not wait in the middle of its turn: a
 * turn that needs an answer is given up, and taken again from its beginning once the answer is there; what was answered before is
 * then answered the same, and not asked again.
 */
public final class SimStore implements Store {
    /** {@link #turn}: the turn is taken again when {@code onAnswer} is called. */
    public static final long WAITS = -2;

    private static final long CONNECT_NS = 3_000_000;
    private static final long CONNECT_TIMEOUT_NS = 5_000_000_000L;
    private static final long CONNECT_AGAIN_NS = 500_000_000L;
    private static final Answer UNREACHABLE = Answer.failure(
            "matchlock-persister - Connection is not available, request timed out after 5000ms", "08001");

    private final SimPostgres server;
    private final Scheduler scheduler;
    private final Actor client;
    private final Runnable onAnswer;
    private final List<Answer> answers = new ArrayList<>();
    private StoreLink link;
    private int told;
    private int asked;
    private boolean isAsking;
    private boolean isInTurn;
    private boolean isGivenUp;

    /**
     * Not connected.
     *
     * @param server that holds the ledger
     * @param client the thread
     * @param onAnswer called when a turn that waits is to be taken again
     */
    public SimStore(final SimPostgres server, final Actor client, final Runnable onAnswer) {
        this.server = server;
        scheduler = server.scheduler();
        this.client = client;
        this.onAnswer = onAnswer;
    }

    /**
     * Takes a turn, or the same one again.
     *
     * @param turn of the thread
     * @return what it returns, or {@link #WAITS}
     */
    public long turn(final LongSupplier turn) {
        told = 0;
        isGivenUp = false;
        isInTurn = true;
        try {
            final long result = turn.getAsLong();
            answers.clear();
            return result;
        } catch (final NoAnswerYet e) {
            return WAITS;
        } catch (final RuntimeException e) {
            answers.clear();
            throw e;
        } finally {
            isInTurn = false;
        }
    }

    @Override
    public Checkpoint checkpoint() throws SQLException {
        return (Checkpoint) query(Request.of(Request.Kind.READ));
    }

    @Override
    public Checkpoint settledCheckpoint() throws SQLException {
        return (Checkpoint) query(Request.of(Request.Kind.LOCK_AND_READ));
    }

    @Override
    public LedgerStart start() throws SQLException {
        return settledStart();
    }

    private LedgerStart settledStart() throws SQLException {
        return (LedgerStart) query(Request.of(Request.Kind.LOCK_AND_READ_ALL));
    }

    /** As a store would say that does not wait for a commit on its way: a seeded bug asks for it. */
    LedgerStart hastyStart() throws SQLException {
        return (LedgerStart) query(Request.of(Request.Kind.READ_ALL));
    }

    @Override
    public StoreTransaction begin() throws SQLException {
        call(this::connect);
        return new SimTransaction();
    }

    /** The connection ends, as it does when the process is killed. */
    @Override
    public void close() {
        if (link != null && link.isOpen()) {
            link.close();
        }
    }

    private Object query(final Request request) throws SQLException {
        call(this::connect);
        return call(answer -> link.ask(request, answer));
    }

    /** What the question that is due in this turn is answered, if it is. */
    private Object call(final Consumer<Consumer<Answer>> question) throws SQLException {
        if (told < answers.size()) {
            return answers.get(told++).get();
        }
        if (!isAsking) {
            isAsking = true;
            final int mine = ++asked;
            question.accept(answer -> onAnswer(mine, answer));
            if (told < answers.size()) {
                return answers.get(told++).get();
            }
        }
        isGivenUp = true;
        throw new NoAnswerYet();
    }

    private void onAnswer(final int question, final Answer answer) {
        if (isAsking && question == asked) {
            isAsking = false;
            answers.add(answer);
            if (!isInTurn) {
                onAnswer.run();
            }
        }
    }

    private void connect(final Consumer<Answer> answer) {
        if (link != null && !link.isKnownBroken()) {
            answer.accept(Answer.DONE);
        } else {
            scheduler.after(CONNECT_TIMEOUT_NS, client, () -> answer.accept(UNREACHABLE));
            tryToConnect(answer, asked);
        }
    }

    private void tryToConnect(final Consumer<Answer> answer, final int question) {
        if (!isAsking || question != asked) {
            return;
        }
        if (!server.isUp()) {
            scheduler.after(CONNECT_AGAIN_NS, client, () -> tryToConnect(answer, question));
            return;
        }
        final StoreLink next = new StoreLink(server, client);
        server.later(CONNECT_NS, () -> {
            next.accepted();
            scheduler.after(server.hopNs(), client, () -> connected(next, answer, question));
        });
    }

    private void connected(final StoreLink next, final Consumer<Answer> answer, final int question) {
        if (isAsking && question == asked) {
            link = next;
            answer.accept(Answer.DONE);
        } else {
            next.close();
        }
    }

    /** The transaction of the connection that there is. */
    private final class SimTransaction implements StoreTransaction {
        private final StoreLink mine = link;
        private boolean isDone;

        @Override
        public boolean move(final long before, final Checkpoint after) throws SQLException {
            return (Boolean) ask(Request.move(before, after));
        }

        @Override
        public void open(final LedgerDay day) throws SQLException {
            ask(Request.work(true, changes -> {
                changes.open(day);
                return null;
            }));
        }

        @Override
        public void copy(final CopyTarget target, final int day, final CopyBuffer rows) throws SQLException {
            work(Layout.of(target), rows, (changes, read) -> {
                changes.add(target, read);
                return null;
            });
        }

        @Override
        public void putInstruments(final CopyBuffer rows) throws SQLException {
            work(Layout.ALL_INSTRUMENTS, rows, (changes, read) -> {
                changes.putInstruments(read);
                return null;
            });
        }

        @Override
        public void putStatus(final int securityId, final int status) throws SQLException {
            ask(Request.work(true, changes -> {
                changes.putStatus(securityId, status);
                return null;
            }));
        }

        @Override
        public int change(final CopyBuffer changes, final IntArrayList days, final boolean withDetails)
                throws SQLException {
            final Layout layout = withDetails ? Layout.DETAILED_CHANGES : Layout.CHANGES;
            return (Integer) work(layout, changes, (all, read) -> all.change(days, read));
        }

        @Override
        public void commit() throws SQLException {
            ask(Request.of(Request.Kind.COMMIT));
            isDone = true;
        }

        /** Nobody waits for the end of what is undone. */
        @Override
        public void close() throws SQLException {
            if (isGivenUp || isDone) {
                return;
            }
            if (told < answers.size()) {
                told++;
            } else {
                mine.send(Request.of(Request.Kind.ROLLBACK));
                answers.add(Answer.DONE);
                told++;
            }
        }

        /** What is sent is as it was then, whatever becomes of the buffer. */
        private Object work(final Layout layout, final CopyBuffer rows, final RowWork work) throws SQLException {
            return call(answer -> {
                final Request.Work bound = bind(layout, rows, work);
                mine.ask(Request.work(true, bound), answer);
            });
        }

        private Object ask(final Request request) throws SQLException {
            return call(answer -> mine.ask(request, answer));
        }
    }

    /** What is done with rows in a transaction. */
    @FunctionalInterface
    private interface RowWork {
        Object in(Changes changes, List<Object[]> rows) throws SQLException;
    }

    private static Request.Work bind(final Layout layout, final CopyBuffer rows, final RowWork work) {
        try {
            final List<Object[]> read = CopyFormat.read(layout, rows);
            return changes -> work.in(changes, read);
        } catch (final SQLException e) {
            return changes -> {
                throw e;
            };
        }
    }
}
