package io.matchlock.persister;

import io.matchlock.log.LogConnection;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.persister.status.StatusCache;
import io.matchlock.persister.store.Checkpoint;
import io.matchlock.persister.store.LedgerStart;
import io.matchlock.persister.store.Store;
import io.matchlock.persister.store.StoreException;
import io.matchlock.persister.store.jdbc.CopyWriter;
import io.matchlock.persister.tail.LedgerCheck;
import io.matchlock.persister.tail.Tail;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;

/**
 * A persister without its threads. Its owner calls {@link #fold()} on one thread and {@link #write()} on another one, each again and
 * again; {@link Persister} does so.
 */
public final class Pipeline {
    /** {@link #fold()} and {@link #write()}: there is nothing to do until the other one has given a batch. */
    public static final long NO_BATCH = FoldLoop.NO_BATCH;

    private final FoldProgress progress;
    private final FoldLoop folding;
    private final WriteLoop writing;

    private Pipeline(final FoldProgress progress, final FoldLoop folding, final WriteLoop writing) {
        this.progress = progress;
        this.folding = folding;
        this.writing = writing;
    }

    /**
     * What a persister takes from outside.
     *
     * @param connections makes one to the log; used by the thread that folds
     * @param store that holds the ledger, prepared; used by the thread that writes, and closed by it
     * @param address of the store, for messages
     * @param clock monotonic
     * @param wallClock UTC
     * @param bytesExpected of a batch, for each large table; there may be more
     */
    public record Outside(
            Supplier<LogConnection> connections,
            Store store,
            String address,
            NanoClock clock,
            EpochNanoClock wallClock,
            int bytesExpected) {}

    /**
     * Finds out where the ledger is, and whether it belongs to the log if that is there already; asks the ledger first.
     *
     * @param outside what it takes from outside
     * @param settings of the persister
     * @param onHalt called once if it halts, with one sentence
     * @return ready to go on from there
     * @throws StoreException if Postgres cannot be reached or does not fit, or does not belong to the log; one sentence
     * @throws io.matchlock.log.entry.LogCorruptException if the log's beginning is not sound
     */
    public static Pipeline open(
            final Outside outside, final PersisterSettings settings, final Consumer<String> onHalt) {
        final String segment = settings.log().segment();
        final CopyWriter writer = new CopyWriter(outside.store());
        final LedgerStart start = start(writer);
        final Checkpoint checkpoint = start.checkpoint();
        final Tail tail = new Tail(
                segment,
                outside.connections(),
                new LedgerCheck(outside.address(), settings.log()),
                checkpoint,
                start.days());
        final FoldProgress progress = new FoldProgress(checkpoint.position(), outside.wallClock(), onHalt);
        connect(tail, progress);
        final BatchQueue queue = new BatchQueue(outside.bytesExpected());
        final StatusCache cache = StatusCache.of(settings.cacheUrl(), segment, checkpoint);
        return new Pipeline(
                progress,
                new FoldLoop(tail, queue, progress, outside.clock(), settings),
                new WriteLoop(writer, cache, queue, progress));
    }

    /**
     * Reads once from the log, and folds it.
     *
     * @return for how long there is nothing to do, ns, or {@link #NO_BATCH}
     * @throws RuntimeException if log or ledger are not what they must be: {@link #halt}
     */
    public long fold() {
        return folding.turn();
    }

    /**
     * Tries once to write the next batch. Until it returns, nothing has changed but in the store, so a call that was cut short may be
     * made again, provided that the store answers the same.
     *
     * @return for how long there is nothing to do, ns, or {@link #NO_BATCH}
     * @throws RuntimeException if no retry will help: {@link #halt}
     */
    public long write() {
        return writing.turn();
    }

    /**
     * Halts for good.
     *
     * @param cause why
     */
    public void halt(final Throwable cause) {
        progress.halt(Persister.reason(cause));
    }

    /** {@return how far the ledger is behind} */
    public PersisterLag lag() {
        return progress.lag();
    }

    /** {@return why it halted, empty as long as it goes on} */
    public Optional<String> halted() {
        return progress.halted();
    }

    FoldProgress progress() {
        return progress;
    }

    Runnable folding() {
        return folding;
    }

    Runnable writing() {
        return writing;
    }

    private static void connect(final Tail tail, final FoldProgress progress) {
        try {
            tail.connect();
        } catch (final LogUnavailableException e) {
            progress.onLogTrouble(e.getMessage());
        }
    }

    private static LedgerStart start(final CopyWriter writer) {
        try {
            return writer.start();
        } catch (final SQLException e) {
            throw new StoreException("Postgres does not tell the checkpoint: " + e.getMessage(), e);
        }
    }
}
