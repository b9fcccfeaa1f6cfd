package io.matchlock.persister;

import io.matchlock.persister.fold.Batch;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Two batches that go round between the two threads: one is filled while the other is written. Room for both everywhere,
 * so that giving never waits.
 */
final class BatchQueue {
    private static final int BATCHES = 2;

    private final BlockingQueue<Batch> free = new ArrayBlockingQueue<>(BATCHES);
    private final BlockingQueue<Batch> full = new ArrayBlockingQueue<>(BATCHES);

    BatchQueue() {
        for (int i = 0; i < BATCHES; i++) {
            free.add(new Batch());
        }
    }

    /** An empty batch, null if there is none in time. */
    Batch takeFree(final long timeoutMs) throws InterruptedException {
        return free.poll(timeoutMs, TimeUnit.MILLISECONDS);
    }

    /** A sealed batch, null if there is none in time. */
    Batch takeFull(final long timeoutMs) throws InterruptedException {
        return full.poll(timeoutMs, TimeUnit.MILLISECONDS);
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
}
