package io.matchlock.persister;

import io.matchlock.persister.fold.Batch;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

/**
 * Two batches that go round between the two threads: one is filled while the other is written. Room for both everywhere,
 * so that giving never waits.
 */
final class BatchQueue {
    private static final int BATCHES = 2;

    private final BlockingDeque<Batch> free = new LinkedBlockingDeque<>();
    private final BlockingDeque<Batch> full = new LinkedBlockingDeque<>();

    /** With batches that expect so many bytes of rows. */
    BatchQueue(final int bytesExpected) {
        for (int i = 0; i < BATCHES; i++) {
            free.add(new Batch(bytesExpected));
        }
    }

    /** An empty batch, null if there is none. */
    Batch takeFree() {
        return free.poll();
    }

    /** A sealed batch, null if there is none. */
    Batch takeFull() {
        return full.poll();
    }

    /** Waits, at most so long, until there is an empty batch. By who takes them. */
    void awaitFree(final long timeoutNs) throws InterruptedException {
        await(free, timeoutNs);
    }

    /** Waits, at most so long, until there is a sealed batch. By who takes them. */
    void awaitFull(final long timeoutNs) throws InterruptedException {
        await(full, timeoutNs);
    }

    /** Whether the next batch waits to be written. */
    boolean hasFull() {
        return !full.isEmpty();
    }

    void giveFree(final Batch batch) {
        free.add(batch);
    }

    void giveFull(final Batch batch) {
        full.add(batch);
    }

    private static void await(final BlockingDeque<Batch> batches, final long timeoutNs) throws InterruptedException {
        final Batch first = batches.poll(timeoutNs, TimeUnit.NANOSECONDS);
        if (first != null) {
            batches.addFirst(first);
        }
    }
}
