package io.matchlock.audit.sim.postgres;

import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.audit.sim.time.SimProcess;
import io.matchlock.audit.sim.time.WallClock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The ledger's server: a backend for each connection, and faults on demand. What is committed outlives a crash. */
public final class SimPostgres {
    /** After which a transaction in which nothing is asked for is ended. */
    static final long IDLE_NS = 60_000_000_000L;

    private static final long MIN_HOP_NS = 20_000;
    private static final long MAX_HOP_NS = 200_000;
    private static final long MIN_STATEMENT_NS = 50_000;
    private static final long MAX_STATEMENT_NS = 500_000;
    private static final long MIN_COMMIT_NS = 200_000;
    private static final long MAX_COMMIT_NS = 20_000_000;

    private final Scheduler scheduler;
    private long begunNs;
    private final Tables tables;
    private final List<Backend> backends = new ArrayList<>();
    private final List<Consumer<Changes>> watchers = new ArrayList<>();
    private final List<Runnable> emptied = new ArrayList<>();
    private SimProcess process;
    private Actor thread;
    private RowLock locks;
    private boolean isUp;
    private boolean isFull;
    private double lossShare;
    private List<CommitFate> fates = List.of();

    /**
     * A running server with the empty ledger of a segment.
     *
     * @param scheduler that it lives on
     * @param segment its name
     */
    public SimPostgres(final Scheduler scheduler, final String segment) {
        this.scheduler = scheduler;
        tables = new Tables(segment);
        restart();
    }

    /** {@return what is committed} */
    public Tables tables() {
        return tables;
    }

    /**
     * Tells somebody of each transaction, once it is committed.
     *
     * @param watcher that is told what it has changed
     */
    public void watch(final Consumer<Changes> watcher) {
        watchers.add(watcher);
    }

    /** Kills it. What is not committed is gone. */
    public void crash() {
        if (isUp) {
            isUp = false;
            process.kill();
            final List<Backend> all = new ArrayList<>(backends);
            backends.clear();
            all.forEach(backend -> backend.crash(scheduler.random().nextBoolean()));
        }
    }

    /** Starts it again after a crash. */
    public void restart() {
        if (!isUp) {
            isUp = true;
            process = new SimProcess(scheduler, "postgres", new WallClock(scheduler));
            thread = process.actor("main");
            locks = new RowLock(this);
        }
    }

    /** An operator puts an empty database in the place of the ledger. */
    public void empty() {
        crash();
        tables.clear();
        restart();
        begunNs = scheduler.nowNs();
        emptied.forEach(Runnable::run);
    }

    /** {@return when the first row of the ledger can have been written} */
    public long begunNs() {
        return begunNs;
    }

    /**
     * Tells somebody when there is an empty database in the place of the ledger.
     *
     * @param watcher that is told
     */
    public void watchEmptied(final Runnable watcher) {
        emptied.add(watcher);
    }

    /** Stops it, as SIGSTOP does. */
    public void stop() {
        process.stop();
    }

    /** Lets it go on. */
    public void resume() {
        process.resume();
    }

    /** Ends all connections, each in the middle of what it does. */
    public void cutAll() {
        new ArrayList<>(backends).forEach(backend -> backend.terminate("terminating connection"));
    }

    /**
     * Loses connections at the moment of a commit.
     *
     * @param share of all commits, from 0 to 1
     * @param among what becomes of them, one as likely as the other
     */
    public void loseCommits(final double share, final CommitFate... among) {
        lossShare = share;
        fates = List.of(among);
    }

    /**
     * Fills or frees the disk.
     *
     * @param full whether no more rows fit
     */
    public void fill(final boolean full) {
        isFull = full;
    }

    /** {@return the scheduler of the run} */
    public Scheduler scheduler() {
        return scheduler;
    }

    RowLock locks() {
        return locks;
    }

    /** {@return whether the server runs} */
    public boolean isUp() {
        return isUp;
    }

    boolean isFull() {
        return isFull;
    }

    long nowNs() {
        return scheduler.nowNs();
    }

    /** {@return whether a connection is lost at this point; drawn} */
    public boolean isLossDue() {
        return lossShare > 0 && scheduler.random().nextDouble() < lossShare;
    }

    /** {@return what becomes of a commit whose answer is lost; drawn} */
    public CommitFate fate() {
        return fates.get(scheduler.random().nextInt(fates.size()));
    }

    /** {@return how long a message takes one way, in ns; drawn} */
    public long hopNs() {
        return scheduler.between(MIN_HOP_NS, MAX_HOP_NS);
    }

    long statementNs() {
        return scheduler.between(MIN_STATEMENT_NS, MAX_STATEMENT_NS);
    }

    long commitNs() {
        return scheduler.between(MIN_COMMIT_NS, MAX_COMMIT_NS);
    }

    /** Something that the server does, unless it is killed before. */
    public void later(final long delayNs, final Runnable task) {
        scheduler.after(delayNs, thread, task);
    }

    /**
     * Accepts a connection.
     *
     * @param onEnd is told why the session has ended, if the client can't know
     * @return the session
     */
    public Backend accept(final Consumer<String> onEnd) {
        final Backend backend = new Backend(this, onEnd);
        backends.add(backend);
        return backend;
    }

    void ended(final Backend backend) {
        backends.remove(backend);
    }

    void committed(final Changes changes) {
        watchers.forEach(watcher -> watcher.accept(changes));
    }
}
