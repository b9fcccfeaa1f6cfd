package io.matchlock.persister;

import io.matchlock.log.retry.Backoff;
import io.matchlock.persister.fold.RowBatch;
import io.matchlock.persister.status.StatusCache;
import io.matchlock.persister.store.Checkpoint;
import io.matchlock.persister.store.StoreException;
import io.matchlock.persister.store.jdbc.CopyWriter;
import io.matchlock.protocol.log.EntryId;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * The thread that brings batches to Postgres, in order, each exactly once: after a failure it asks for the checkpoint
 * before it tries again, because a commit whose answer was lost may have happened.
 */
final class WriteLoop implements Runnable {
    /** {@link #turn}: there is nothing to do until the other thread has filled a batch. */
    static final long NO_BATCH = -1;

    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int MAX_BACKLOG = 10;
    /** Classes of SQLSTATE that no retry changes: data, integrity, syntax or access, feature, internal. */
    private static final String PERMANENT = "22|23|42|0A|XX";

    private final CopyWriter writer;
    private final StatusCache cache;
    private final BatchQueue queue;
    private final FoldProgress progress;
    private final Backoff backoff = new Backoff(PersisterSettings.FIRST_RETRY_NS, PersisterSettings.LONGEST_RETRY_NS);
    private RowBatch batch;
    private boolean wasTried;
    private int backlog;

    WriteLoop(final CopyWriter writer, final StatusCache cache, final BatchQueue queue, final FoldProgress progress) {
        this.writer = writer;
        this.cache = cache;
        this.queue = queue;
        this.progress = progress;
    }

    @Override
    public void run() {
        try (writer;
                cache) {
            while (!progress.isStopped()) {
                rest(turn());
            }
            progress.awaitFolded();
            if (progress.halted().isEmpty()) {
                finish();
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (final Throwable e) { // a thread must not end unnoticed, whatever the cause
            progress.halt(Persister.reason(e));
        }
    }

    /**
     * Tries once to write the next batch, which stays the next one until it is written. Until it returns, nothing has changed but
     * in the ledger: a turn may be taken again from its beginning, if the ledger then answers the same.
     *
     * @return for how long there is nothing to do, ns, or {@link #NO_BATCH}
     * @throws StoreException if no retry will help: halt
     */
    long turn() {
        if (batch == null) {
            batch = queue.takeFull();
            if (batch == null) {
                return NO_BATCH;
            }
            wasTried = false;
            progress.onWriting(batch);
        }
        try {
            write();
        } catch (final SQLException e) {
            return failed(e);
        }
        written();
        return 0;
    }

    /** Writes the batches that have been read, until one fails: none can be written before the one in front of it. */
    private void finish() {
        boolean isThere = batch == null || !wasTried;
        while (isThere) {
            isThere = turn() == 0;
        }
    }

    private void rest(final long ns) throws InterruptedException {
        if (ns == NO_BATCH) {
            queue.awaitFull(POLL_NS);
        } else if (ns > 0) {
            progress.pause(ns);
        }
    }

    private void write() throws SQLException {
        final boolean isThere = wasTried && isWritten();
        if (!isThere && !writer.write(batch)) {
            requireWritten();
        }
    }

    private void written() {
        backoff.succeeded();
        progress.onCommitted(batch);
        cache();
        queue.giveFree(batch);
        batch = null;
    }

    private long failed(final SQLException cause) {
        if (isPermanent(cause)) {
            throw new StoreException(
                    "Postgres refuses entries " + EntryId.format(batch.before()) + " to " + EntryId.format(batch.last())
                            + ": " + cause.getMessage(),
                    cause);
        }
        wasTried = true;
        progress.onStoreTrouble("Postgres: " + cause.getMessage());
        return backoff.failed();
    }

    /** While batch after batch has to wait for Postgres, the cores are for Postgres, and the cache is left out. */
    private void cache() {
        backlog = queue.hasFull() ? Math.min(backlog + 1, 2 * MAX_BACKLOG) : Math.max(backlog - 1, 0);
        if (backlog > MAX_BACKLOG) {
            cache.skip();
        } else {
            cache.write(batch);
        }
        progress.onCacheSkips(cache.skips());
    }

    /** Whether an earlier try, whose answer was lost, has committed. */
    private boolean isWritten() throws SQLException {
        return isAt(writer.settledCheckpoint(), batch);
    }

    /** The checkpoint is not where the batch begins: an earlier try moved it, or it is somebody else's. */
    private void requireWritten() throws SQLException {
        final Checkpoint checkpoint = writer.settledCheckpoint();
        if (checkpoint.segmentId() != null && !checkpoint.segmentId().equals(batch.segmentId())) {
            throw new StoreException(
                    "the ledger holds segment " + checkpoint.segmentId() + ", and this is the log of segment "
                            + batch.segmentId() + ": give each segment a database of its own");
        }
        if (!wasTried || !isAt(checkpoint, batch)) {
            throw new StoreException(
                    "another persister moved the checkpoint to " + EntryId.format(checkpoint.position())
                            + ", which was " + EntryId.format(batch.before()) + ": end one of the two");
        }
    }

    private static boolean isAt(final Checkpoint checkpoint, final RowBatch batch) {
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
