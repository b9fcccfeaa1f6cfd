package io.matchlock.persister;

import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.pace.BurstPace;
import io.matchlock.log.retry.Backoff;
import io.matchlock.persister.fold.RowBatch;
import io.matchlock.persister.tail.Tail;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.NanoClock;

/** The thread that reads the log and fills batches, while the other one writes. */
final class FoldLoop implements Runnable {
    /** {@link #turn}: there is nothing to do until the other thread has given a batch back. */
    static final long NO_BATCH = -1;

    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long MAX_GATHER_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long MIN_GATHER_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final Duration IDLE = Duration.ofMillis(200);

    private final Tail tail;
    private final BatchQueue queue;
    private final FoldProgress progress;
    private final NanoClock clock;
    private final int maxRows;
    private final long maxDelayNs;
    private final long gatherNs;
    private final BurstPace pace;
    private final Backoff backoff = new Backoff(PersisterSettings.FIRST_RETRY_NS, PersisterSettings.LONGEST_RETRY_NS);
    private RowBatch batch;
    private long rowsBefore;
    private long begunNs;

    FoldLoop(
            final Tail tail,
            final BatchQueue queue,
            final FoldProgress progress,
            final NanoClock clock,
            final PersisterSettings settings) {
        this.tail = tail;
        this.queue = queue;
        this.progress = progress;
        this.clock = clock;
        this.maxRows = settings.maxRows();
        this.maxDelayNs = settings.maxDelay().toNanos();
        this.pace = new BurstPace(settings.pace());
        this.gatherNs = Math.max(MIN_GATHER_NS, Math.min(MAX_GATHER_NS, maxDelayNs / 4));
    }

    @Override
    public void run() {
        try (tail) {
            while (!progress.isStopped()) {
                rest(turn());
            }
            finish();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (final Throwable e) { // a thread must not end unnoticed, whatever the cause
            progress.halt(Persister.reason(e));
        } finally {
            progress.folded();
        }
    }

    /**
     * Reads once, and gives the batch to the other thread if it is full or old enough.
     *
     * @return for how long there is nothing to do, ns, or {@link #NO_BATCH}
     * @throws RuntimeException if log or ledger are not what they must be: halt
     */
    long turn() {
        if (batch == null) {
            final long yieldNs = yieldNs();
            if (yieldNs > 0) {
                return yieldNs;
            }
            batch = queue.takeFree();
            if (batch == null) {
                return NO_BATCH;
            }
            batch.clear(tail.position());
            rowsBefore = progress.foldedRows();
        }
        final long restNs = fill();
        progress.onFolded(batch, rowsBefore);
        if (batch.entries() > 0 && (batch.rows() >= maxRows || clock.nanoTime() - begunNs >= maxDelayNs)) {
            finish();
        }
        return restNs;
    }

    /** Gives the batch away as it is. */
    private void finish() {
        if (batch == null) {
            return;
        }
        if (batch.entries() == 0) {
            queue.giveFree(batch);
        } else {
            batch.seal();
            queue.giveFull(batch);
        }
        batch = null;
    }

    private void rest(final long ns) throws InterruptedException {
        if (ns == NO_BATCH) {
            queue.awaitFree(POLL_NS);
        } else if (ns > 0) {
            progress.pause(ns);
        }
    }

    /** For how long to read nothing, ns; 0 for not at all. */
    private long yieldNs() {
        final long nowNs = clock.nanoTime();
        if (pace.wantsSample(nowNs)) {
            try {
                pace.onSample(tail.inputBytes(), nowNs);
                if (pace.mustYield(nowNs)) {
                    progress.onYield(tail.lastId());
                }
            } catch (final LogUnavailableException e) {
                return lost(e);
            }
        }
        return pace.mustYield(nowNs) ? POLL_NS : 0;
    }

    /** Returns for how long to rest, ns. */
    private long fill() {
        try {
            final boolean isEmpty = batch.entries() == 0;
            final boolean hasMore = isEmpty ? tail.readBlocking(batch, IDLE) : tail.read(batch);
            backoff.succeeded();
            if (isEmpty) {
                begunNs = clock.nanoTime();
            }
            return hasMore ? 0 : gather();
        } catch (final LogUnavailableException e) {
            return lost(e);
        }
    }

    /** Waits until more has come, so that Redis is not asked for each single entry. */
    private long gather() {
        progress.onLogEnd(tail.lastId());
        return batch.entries() > 0 ? gatherNs : 0;
    }

    private long lost(final LogUnavailableException cause) {
        tail.disconnect();
        progress.onLogTrouble(cause.getMessage());
        return backoff.failed();
    }
}
