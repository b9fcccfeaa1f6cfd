package io.matchlock.persister;

import io.matchlock.log.LogUnavailableException;
import io.matchlock.persister.fold.Batch;
import java.time.Duration;

/** The thread that reads the log and fills batches, while the other one writes. */
final class FoldLoop implements Runnable {
    private static final long POLL_MS = 100;
    private static final long MAX_GATHER_MS = 20;
    private static final Duration IDLE = Duration.ofMillis(200);

    private final Tail tail;
    private final BatchQueue queue;
    private final Progress progress;
    private final int maxRows;
    private final long maxDelayNs;
    private final long gatherMs;
    private final BurstPace pace;
    private final Backoff backoff = new Backoff();

    FoldLoop(final Tail tail, final BatchQueue queue, final Progress progress, final PersisterSettings settings) {
        this.tail = tail;
        this.queue = queue;
        this.progress = progress;
        this.maxRows = settings.maxRows();
        this.maxDelayNs = settings.maxDelay().toNanos();
        this.pace = new BurstPace(settings.yieldAbove(), settings.maxYield());
        this.gatherMs = Math.max(1, Math.min(MAX_GATHER_MS, settings.maxDelay().toMillis() / 4));
    }

    @Override
    public void run() {
        try (tail) {
            while (!progress.isStopped()) {
                turn();
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (final Throwable e) { // whatever it is: a thread that is gone must not go unnoticed
            progress.halt(Persister.reason(e));
        }
    }

    private void turn() throws InterruptedException {
        if (mustYield()) {
            progress.pause(POLL_MS);
            return;
        }
        final Batch batch = queue.takeFree(POLL_MS);
        if (batch == null) {
            return;
        }
        batch.clear(tail.position());
        final long rowsBefore = progress.foldedRows();
        fill(batch, rowsBefore);
        progress.onFolded(batch, rowsBefore);
        if (batch.entries() == 0) {
            queue.giveFree(batch);
        } else {
            batch.seal();
            queue.giveFull(batch);
        }
    }

    private boolean mustYield() {
        final long nowNs = System.nanoTime();
        if (pace.wantsSample(nowNs)) {
            try {
                pace.onSample(tail.inputBytes(), nowNs);
                if (pace.mustYield(nowNs)) {
                    progress.onYield(tail.lastId());
                }
            } catch (final LogUnavailableException e) {
                lost(e);
            }
        }
        return pace.mustYield(nowNs);
    }

    private void fill(final Batch batch, final long rowsBefore) {
        long deadlineNs = Long.MAX_VALUE;
        while (!progress.isStopped() && batch.rows() < maxRows && System.nanoTime() - deadlineNs < 0) {
            final boolean hasMore = read(batch);
            if (batch.entries() > 0 && deadlineNs == Long.MAX_VALUE) {
                deadlineNs = System.nanoTime() + maxDelayNs;
            }
            progress.onFolded(batch, rowsBefore);
            if (!hasMore) {
                gather(batch);
            }
        }
    }

    private boolean read(final Batch batch) {
        try {
            final boolean hasMore = batch.entries() == 0 ? tail.readBlocking(batch, IDLE) : tail.read(batch);
            backoff.reset();
            return hasMore;
        } catch (final LogUnavailableException e) {
            lost(e);
            return false;
        }
    }

    /** Lets some more come, rather than asking for each entry. */
    private void gather(final Batch batch) {
        try {
            progress.onLogEnd(tail.lastId());
        } catch (final LogUnavailableException e) {
            lost(e);
        }
        if (batch.entries() > 0) {
            progress.pause(gatherMs);
        }
    }

    private void lost(final LogUnavailableException cause) {
        tail.disconnect();
        progress.onLogTrouble(cause.getMessage());
        progress.pause(backoff.nextMs());
    }
}
