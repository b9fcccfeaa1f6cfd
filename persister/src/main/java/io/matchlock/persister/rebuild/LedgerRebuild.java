package io.matchlock.persister.rebuild;

import io.matchlock.log.entry.Entries;
import io.matchlock.log.entry.PairHandler;
import io.matchlock.persister.fold.EntryFold;
import io.matchlock.persister.fold.RowBatch;
import io.matchlock.persister.store.DatabaseSettings;
import io.matchlock.persister.store.StoreException;
import io.matchlock.persister.store.jdbc.CopyWriter;
import io.matchlock.persister.store.jdbc.JdbcStore;
import io.matchlock.persister.store.jdbc.Schema;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/**
 * Writes a ledger anew: into a schema of its own, without indexes but those that it needs, which are made at the end. Only then it takes
 * the old one's place, in one transaction; whatever fails before leaves the old one as it was. No persister may run. One thread, and one
 * that writes.
 */
public final class LedgerRebuild {
    private static final int ROWS_PER_BATCH = 200_000;
    private static final int BYTES_PER_BATCH = 8 << 20;

    private final DatabaseSettings database;
    private final String segment;
    private final LongConsumer progress;
    private final EntryFold fold = new EntryFold();
    private final OrdersEntryDecoder orders = new OrdersEntryDecoder();
    private final EventsEntryDecoder events = new EventsEntryDecoder();
    private RowBatch batch = new RowBatch(BYTES_PER_BATCH);
    private RowBatch other = new RowBatch(BYTES_PER_BATCH);
    private ExecutorService writing;
    private Future<?> written;
    private CopyWriter writer;
    private long position = EntryId.NONE;
    private long rows;

    /** The log from its first entry on. */
    @FunctionalInterface
    public interface PairSource {
        /**
         * Reads some pairs.
         *
         * @param afterId packed; {@code EntryId.NONE} to begin with the first entry
         * @param handler takes each during the call
         * @return the last one's id; {@code afterId} if there is none
         */
        long read(long afterId, PairHandler handler);
    }

    /**
     * A rebuild that has not begun.
     *
     * @param database that holds the ledger, or nothing
     * @param segment its name
     * @param progress is told the position, packed, after each batch
     */
    public LedgerRebuild(final DatabaseSettings database, final String segment, final LongConsumer progress) {
        this.database = database;
        this.segment = segment;
        this.progress = progress;
    }

    /** {@return up to where the log was read, packed} */
    public long position() {
        return position;
    }

    /** {@return how many rows were written, an order that changes once more for each batch} */
    public long rows() {
        return rows;
    }

    /**
     * Rebuilds.
     *
     * @param log all of it
     * @throws StoreException if Postgres does not answer, a persister runs, or the schema holds what is not the ledger's; one sentence
     * @throws io.matchlock.persister.fold.InconsistentLogException if the log does not fit together
     * @throws io.matchlock.log.entry.LogCorruptException if an entry is damaged
     */
    public void run(final PairSource log) {
        try (LedgerSwap swap = new LedgerSwap(database)) {
            swap.begin();
            final DatabaseSettings beside = database.inSchema(LedgerSwap.SCHEMA);
            new Schema(beside).prepare(segment);
            writing = Executors.newSingleThreadExecutor(task -> new Thread(task, "ledger-rebuild"));
            try (CopyWriter copying = new CopyWriter(JdbcStore.loading(beside, segment))) {
                writer = copying;
                copy(log);
            } finally {
                writing.shutdownNow();
            }
            swap.finish();
        }
    }

    private void copy(final PairSource log) {
        batch.clear(position);
        long before;
        do {
            before = position;
            log.read(before, this::onPair);
        } while (position > before);
        send();
        await();
        if (position == EntryId.NONE) {
            throw new StoreException("the log has no entries: there is nothing to rebuild from");
        }
    }

    private void onPair(
            final long id,
            final DirectBuffer ordersBuffer,
            final int ordersOffset,
            final int ordersLength,
            final DirectBuffer eventsBuffer,
            final int eventsOffset,
            final int eventsLength) {
        Entries.requireSound(orders, id, ordersBuffer, ordersOffset, ordersLength);
        Entries.requireSound(events, id, eventsBuffer, eventsOffset, eventsLength);
        fold.apply(id, orders, events, batch);
        position = id;
        if (batch.rows() >= ROWS_PER_BATCH) {
            send();
        }
    }

    /** Hands a batch over, once the one before is written. */
    private void send() {
        await();
        if (batch.entries() > 0) {
            final RowBatch full = batch;
            full.seal();
            rows += full.rows();
            written = writing.submit(() -> {
                write(full);
                return null;
            });
            batch = other;
            other = full;
            batch.clear(position);
        }
    }

    private void write(final RowBatch full) throws SQLException {
        if (!writer.write(full)) {
            throw new StoreException(
                    "somebody else writes to schema " + LedgerSwap.SCHEMA + ": is it rebuilt twice at once?");
        }
    }

    private void await() {
        if (written == null) {
            return;
        }
        try {
            written.get();
            written = null;
            progress.accept(other.last());
        } catch (final ExecutionException e) {
            throw e.getCause() instanceof StoreException told
                    ? told
                    : new StoreException(
                            "Postgres at " + database.address() + ": "
                                    + e.getCause().getMessage(),
                            e.getCause());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("the rebuild was interrupted", e);
        }
    }
}
