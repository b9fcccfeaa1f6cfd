package io.matchlock.persister;

import io.matchlock.persister.fold.Batch;
import io.matchlock.persister.status.StatusCache;
import io.matchlock.persister.store.Checkpoint;
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
    private boolean isGivenUp;

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
            while (!isGivenUp && progress.halted().isEmpty() && writeNext(0)) {
                Thread.onSpinWait();
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (final Throwable e) { // whatever it is: a thread that is gone must not go unnoticed
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
        } else {
            isGivenUp = true; // those behind it have no place without it
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
        boolean wasTried = false;
        while (true) {
            try {
                if (!wasTried || !isWritten(batch)) {
                    final boolean mayBeWritten = wasTried;
                    wasTried = true;
                    if (!writer.write(batch)) {
                        requireWritten(batch, mayBeWritten);
                    }
                }
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

    /** Whether an earlier try, whose answer was lost, has committed. */
    private boolean isWritten(final Batch batch) throws SQLException {
        return isAt(writer.settledCheckpoint(), batch);
    }

    /** The checkpoint is not where the batch begins: an earlier try moved it, or it is somebody else's. */
    private void requireWritten(final Batch batch, final boolean mayBeWritten) throws SQLException {
        final Checkpoint checkpoint = writer.settledCheckpoint();
        if (checkpoint.segmentId() != null && !checkpoint.segmentId().equals(batch.segmentId())) {
            throw new StoreException(
                    "the ledger holds segment " + checkpoint.segmentId() + ", and this is the log of segment "
                            + batch.segmentId() + ": give each segment a database of its own");
        }
        if (!mayBeWritten || !isAt(checkpoint, batch)) {
            throw new StoreException(
                    "another persister moved the checkpoint to " + EntryId.format(checkpoint.position())
                            + ", which was " + EntryId.format(batch.before()) + ": end one of the two");
        }
    }

    private static boolean isAt(final Checkpoint checkpoint, final Batch batch) {
        return checkpoint.position() == batch.last()
                && batch.segmentId().equals(checkpoint.segmentId())
                && checkpoint.chainHash() != null
                && checkpoint.chainHash() == batch.chainHash();
    }

    private static boolean isPermanent(final SQLException e) {
        final String state = e.getSQLState();
        return state != null && state.length() > 2 && state.substring(0, 2).matches(PERMANENT);
    }
}
