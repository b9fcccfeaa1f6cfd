package io.matchlock.persister;

import io.matchlock.log.LogConnection;
import io.matchlock.persister.fold.RowBatch;
import io.matchlock.persister.store.DatabaseSettings;
import io.matchlock.persister.store.Store;
import io.matchlock.persister.store.StoreException;
import io.matchlock.persister.store.jdbc.JdbcStore;
import io.matchlock.persister.store.jdbc.Schema;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a segment's log to Postgres: one thread reads and folds, one writes. Each entry's rows are there exactly once,
 * whatever is killed. While Redis or Postgres is away it waits; a log that does not fit together, or a second persister, halts it for good. Any thread may ask how it goes; one thread closes it.
 */
public final class Persister implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Persister.class);
    private static final long DRAIN_POLL_NS = 5_000_000L;

    private final FoldProgress progress;
    private final Thread folding;
    private final Thread writing;

    private Persister(final FoldProgress progress, final Thread folding, final Thread writing) {
        this.progress = progress;
        this.folding = folding;
        this.writing = writing;
    }

    /**
     * Starts a persister that logs why it halts, if it does.
     *
     * @param settings of it
     * @return running
     * @throws StoreException if Postgres cannot be reached or does not fit; one sentence
     */
    public static Persister launch(final PersisterSettings settings) {
        return launch(settings, reason -> LOG.error("persister halted: {}", reason));
    }

    /**
     * Starts a persister. Redis may come later; it is then that log and ledger are compared.
     *
     * @param settings of it
     * @param onHalt called once, on one of its threads, if it halts, with one sentence
     * @return running
     * @throws StoreException if Postgres cannot be reached or does not fit, or does not belong to the log; one sentence
     * @throws io.matchlock.log.entry.LogCorruptException if the log's beginning is not sound
     */
    public static Persister launch(final PersisterSettings settings, final Consumer<String> onHalt) {
        final DatabaseSettings database =
                new DatabaseSettings(settings.jdbcUrl(), settings.user(), settings.password());
        final String segment = settings.log().segment();
        new Schema(database).prepare(segment);
        final Store store = JdbcStore.of(database, segment);
        try {
            return start(
                    new Pipeline.Outside(
                            () -> LogConnection.open(settings.log()),
                            store,
                            database.address(),
                            SystemNanoClock.INSTANCE,
                            SystemEpochNanoClock.INSTANCE,
                            RowBatch.BYTES_EXPECTED),
                    settings,
                    onHalt);
        } catch (final RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static Persister start(
            final Pipeline.Outside outside, final PersisterSettings settings, final Consumer<String> onHalt) {
        final Pipeline pipeline = Pipeline.open(outside, settings, onHalt);
        final Thread folding = new Thread(pipeline.folding(), "persister-fold");
        final Thread writing = new Thread(pipeline.writing(), "persister-copy");
        folding.start();
        writing.start();
        return new Persister(pipeline.progress(), folding, writing);
    }

    /** {@return how far Postgres is behind} */
    public PersisterLag lag() {
        return progress.lag();
    }

    /** {@return why it halted, empty as long as it goes on} */
    public Optional<String> halted() {
        return progress.halted();
    }

    /**
     * Waits until an entry is in Postgres.
     *
     * @param entryId packed
     * @param timeout how long at most
     * @return false if it was not there in time, or the persister halted or was closed
     */
    public boolean awaitCommitted(final long entryId, final Duration timeout) {
        final long deadlineNs = System.nanoTime() + timeout.toNanos();
        while (progress.committedId() < entryId && !progress.isStopped() && System.nanoTime() - deadlineNs < 0) {
            progress.pause(DRAIN_POLL_NS);
        }
        return progress.committedId() >= entryId;
    }

    /** Stops reading, writes what has been read if Postgres is there, and ends both threads. */
    @Override
    public void close() {
        progress.stop();
        join(folding);
        join(writing);
    }

    static String reason(final Throwable cause) {
        LOG.debug("persister halts", cause);
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private static void join(final Thread thread) {
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
