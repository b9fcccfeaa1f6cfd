package io.matchlock.log;

import io.matchlock.log.archive.ArchiveReader;
import io.matchlock.log.archive.format.ArchiveException;
import io.matchlock.log.entry.EntryHandler;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.entry.PairHandler;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentId;
import java.io.IOException;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/**
 * The entries that a segment's streams no longer have, out of its archive. Both readers of a connection share it, and its thread.
 */
final class ArchivedEntries implements PairHandler, AutoCloseable {
    private final Path folder;
    private final ArchiveReader reader;
    private boolean isOwn;
    private EntryHandler handler;
    private boolean isOrders;
    private long lastId;
    private int count;

    ArchivedEntries(final Path folder) {
        this.folder = folder;
        reader = new ArchiveReader(folder);
    }

    /**
     * Hands on some entries of one stream that come after an entry: as many as one block has of those up to {@code endId}.
     *
     * @return how many there were, 0 if the archive does not reach so far
     * @throws LogCorruptException if the archive is another segment's, or is damaged
     * @throws LogUnavailableException if its files can't be read now
     */
    int read(
            final SegmentId segment,
            final boolean ofOrders,
            final long afterId,
            final long endId,
            final EntryHandler target) {
        handler = target;
        isOrders = ofOrders;
        lastId = endId;
        count = 0;
        try {
            requireSegment(segment);
            reader.read(afterId, this);
        } catch (final ArchiveException e) {
            if (e.getCause() instanceof IOException) {
                throw new LogUnavailableException(e.getMessage(), e);
            }
            throw new LogCorruptException(e.getMessage(), e);
        }
        return count;
    }

    /** Where the archive is and how far it reaches, for a message. */
    String describe() {
        return "the archive in " + folder + " ends at " + EntryId.format(reader.lastId());
    }

    @Override
    public void onPair(
            final long id,
            final DirectBuffer orders,
            final int ordersOffset,
            final int ordersLength,
            final DirectBuffer events,
            final int eventsOffset,
            final int eventsLength) {
        if (id > lastId) {
            return;
        }
        if (isOrders) {
            handler.onEntry(id, orders, ordersOffset, ordersLength);
        } else {
            handler.onEntry(id, events, eventsOffset, eventsLength);
        }
        count++;
    }

    @Override
    public void close() {
        reader.close();
    }

    private void requireSegment(final SegmentId segment) {
        if (isOwn) {
            return;
        }
        final SegmentId found = reader.segment();
        isOwn = segment.equals(found);
        if (found != null && !isOwn) {
            throw new LogCorruptException("the archive in " + folder + " is of segment " + found + ", the log of "
                    + segment + ": point this process to its own archive");
        }
    }
}
