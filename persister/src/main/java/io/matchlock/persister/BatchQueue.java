package io.matchlock.persister;

import io.matchlock.persister.fold.RowBatch;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

/**
 * Two batches that go back and forth between the two threads: one is filled while the other is written. Each direction has room for
 * both, so giving never waits.
 */
final class BatchQueue {
    private static final int BATCHES = 2;

    private final BlockingDeque<RowBatch> free = new LinkedBlockingDeque<>();
    private final BlockingDeque<RowBatch> full = new LinkedBlockingDeque<>();

    /** Two empty batches, each for about so many bytes of rows. */
    BatchQueue(final int bytesExpected) {
        for (int i = 0; i < BATCHES; i++) {
            free.add(new RowBatch(bytesExpected));
        }
    }

    /** An empty batch, null if there is none. */
    RowBatch takeFree() {
        return free.poll();
    }

    /** A sealed batch, null if there is none. */
    RowBatch takeFull() {
        return full.poll();
    }

    /** Waits until there is an empty batch, at most so long. For the thread that fills. */
    void awaitFree(final long timeoutNs) throws InterruptedException {
        await(free, timeoutNs);
    }

    /** Waits until there is a sealed batch, at most so long. For the thread that writes. */
    void awaitFull(final long timeoutNs) throws InterruptedException {
        await(full, timeoutNs);
    }

    /** Whether the next batch waits to be written. */
    boolean hasFull() {
        return !full.isEmpty();
    }

    void giveFree(final RowBatch batch) {
        free.add(batch);
    }

    void giveFull(final RowBatch batch) {
        full.add(batch);
    }

    private static void await(final BlockingDeque<RowBatch> batches, final long timeoutNs) throws InterruptedException {
        final RowBatch first = batches.poll(timeoutNs, TimeUnit.NANOSECONDS);
        if (first != null) {
            batches.addFirst(first);
        }
    }
}
