package io.matchlock.persister;

import io.matchlock.persister.fold.RowBatch;
import io.matchlock.protocol.log.EntryId;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.agrona.concurrent.EpochNanoClock;

/**
 * What the persister's threads tell the outside: how far they are, what they wait for, why they halted. Also whether they are to
 * stop. Each field has one writer, any thread reads.
 */
final class FoldProgress {
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch folded = new CountDownLatch(1);
    private final AtomicReference<String> halted = new AtomicReference<>();
    private final AtomicLong retries = new AtomicLong();
    private final EpochNanoClock clock;
    private final Consumer<String> onHalt;
    private volatile long logEnd;
    private volatile long committedId;
    private volatile long committedRows;
    private volatile long foldedRows;
    private volatile long openSinceNs;
    private volatile long writingSinceNs;
    private volatile long cacheSkips;
    private volatile String logTrouble;
    private volatile String storeTrouble;

    FoldProgress(final long committedId, final EpochNanoClock clock, final Consumer<String> onHalt) {
        this.clock = clock;
        this.committedId = committedId;
        this.logEnd = committedId;
        this.onHalt = onHalt;
    }

    void stop() {
        stop.countDown();
    }

    boolean isStopped() {
        return stop.getCount() == 0;
    }

    /** Waits so long, or until the persister is stopped. */
    void pause(final long ns) {
        try {
            if (stop.await(ns, TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        }
    }

    /** Nobody gives batches to be written any more. */
    void folded() {
        folded.countDown();
    }

    void awaitFolded() throws InterruptedException {
        folded.await();
    }

    /** Stops all for good; the first reason counts. */
    void halt(final String reason) {
        stop();
        if (halted.compareAndSet(null, reason)) {
            onHalt.accept(reason);
        }
    }

    Optional<String> halted() {
        return Optional.ofNullable(halted.get());
    }

    void onLogEnd(final long lastId) {
        logEnd = lastId;
        logTrouble = null;
    }

    /** Nothing is read for now. What comes in meanwhile is no older than this rest. */
    void onYield(final long lastId) {
        onLogEnd(lastId);
        if (openSinceNs == 0) {
            openSinceNs = clock.nanoTime();
        }
    }

    void onFolded(final RowBatch batch, final long rowsBefore) {
        openSinceNs = batch.firstTurnTimeNs();
        foldedRows = rowsBefore + batch.rows();
    }

    void onWriting(final RowBatch batch) {
        writingSinceNs = batch.firstTurnTimeNs();
    }

    void onCommitted(final RowBatch batch) {
        committedRows = committedRows() + batch.rows();
        committedId = batch.last();
        writingSinceNs = 0;
        storeTrouble = null;
    }

    void onLogTrouble(final String what) {
        retries.incrementAndGet();
        logTrouble = what;
    }

    void onStoreTrouble(final String what) {
        retries.incrementAndGet();
        storeTrouble = what;
    }

    void onCacheSkips(final long skips) {
        cacheSkips = skips;
    }

    long committedId() {
        return committedId;
    }

    long committedRows() {
        return committedRows;
    }

    long foldedRows() {
        return foldedRows;
    }

    PersisterLag lag() {
        final long end = logEnd;
        final long committed = committedId;
        return new PersisterLag(
                Math.max(0, EntryId.distance(committed, end)),
                Math.max(0, foldedRows - committedRows),
                ageNs(),
                committed,
                committedRows,
                retries.get(),
                cacheSkips,
                storeTrouble != null ? storeTrouble : logTrouble);
    }

    private long ageNs() {
        final long since = writingSinceNs != 0 ? writingSinceNs : openSinceNs;
        return since == 0 ? 0 : Math.max(0, clock.nanoTime() - since);
    }
}
