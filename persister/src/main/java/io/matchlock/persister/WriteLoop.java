package io.matchlock.persister;

import io.matchlock.persister.fold.Batch;
import io.matchlock.persister.status.StatusCache;
import io.matchlock.persister.store.CopyWriter;
import io.matchlock.persister.store.StoreException;
import io.matchlock.protocol.log.EntryId;
import java.sql.SQLException;

/**
 * The thread that brings batches to Postgres, in order, each exactly once: after a failure it asks for the checkpoint
 * before it tries again, because a commit whose answer was lost may have happened.
 */
final class WriteLoop implements Runnable {
    private static final long POLL_MS = 100;
    private static final int MAX_BACKLOG = 10;
    /** Of SQLSTATE: data, integrity, syntax or access, feature, internal. No retry changes what these say. */
    private static final String PERMANENT = "22|23|42|0A|XX";

    private final CopyWriter writer;
    private final StatusCache cache;
    private final BatchQueue queue;
    private final Progress progress;
    private final Runnable whenFolded;
    private final Backoff backoff = new Backoff();
    private int backlog;

    /**
     * A writer.
     *
     * @param whenFolded returns when the other thread has ended
     */
    WriteLoop(
            final CopyWriter writer,
            final StatusCache cache,
            final BatchQueue queue,
            final Progress progress,
            final Runnable whenFolded) {
        this.writer = writer;
        this.cache = cache;
        this.queue = queue;
        this.progress = progress;
        this.whenFolded = whenFolded;
    }

    @Override
    public void run() {
        try (writer;
                cache) {
            while (!progress.isStopped()) {
                writeNext(POLL_MS);
            }
            whenFolded.run();
            while (progress.halted().isEmpty() && writeNext(0)) {
                Thread.onSpinWait();
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (final RuntimeException e) {
            progress.halt(Persister.reason(e));
        }
    }

    private boolean writeNext(final long timeoutMs) throws InterruptedException {
        final Batch batch = queue.takeFull(timeoutMs);
        if (batch == null) {
            return false;
        }
        progress.onWriting(batch);
        if (write(batch)) {
            progress.onCommitted(batch);
            cache(batch);
        }
        queue.giveFree(batch);
        return true;
    }

    /** While batch after batch has to wait for Postgres, the cores are for Postgres, and the cache is left out. */
    private void cache(final Batch batch) {
        backlog = queue.hasFull() ? Math.min(backlog + 1, 2 * MAX_BACKLOG) : Math.max(backlog - 1, 0);
        if (backlog > MAX_BACKLOG) {
            cache.skip();
        } else {
            cache.write(batch);
        }
        progress.onCacheSkips(cache.skips());
    }

    /** False only if the persister was stopped before it could be written. */
    private boolean write(final Batch batch) {
        boolean mayBeWritten = false;
        while (true) {
            try {
                if (mayBeWritten && isWritten(batch)) {
                    return true;
                }
                mayBeWritten = true;
                writer.write(batch);
                backoff.reset();
                return true;
            } catch (final SQLException e) {
                if (isPermanent(e)) {
                    throw new StoreException(
                            "Postgres refuses entries " + EntryId.format(batch.before()) + " to "
                                    + EntryId.format(batch.last()) + ": " + e.getMessage(),
                            e);
                }
                progress.onStoreTrouble("Postgres: " + e.getMessage());
                if (progress.isStopped()) {
                    return false;
                }
                progress.pause(backoff.nextMs());
            }
        }
    }

    private boolean isWritten(final Batch batch) throws SQLException {
        return writer.checkpoint() == batch.last();
    }

    private static boolean isPermanent(final SQLException e) {
        final String state = e.getSQLState();
        return state != null && state.length() > 2 && state.substring(0, 2).matches(PERMANENT);
    }
}
