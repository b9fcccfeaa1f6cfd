package io.matchlock.audit.verify;

import io.matchlock.log.LogConnection;
import io.matchlock.log.PairReader;
import io.matchlock.log.archive.ArchiveCheck;
import io.matchlock.log.archive.ArchiveReader;
import io.matchlock.log.archive.format.ArchiveException;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.entry.PairHandler;
import io.matchlock.log.trim.StreamTrimmer;
import io.matchlock.matcher.archive.SecondEngine;
import io.matchlock.matcher.health.HaltException;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.segment.Genesis;
import io.matchlock.protocol.segment.SegmentDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/** One look at a whole archive: is it as it was written, does a second execution give the same, do the streams say the same? */
public final class ArchiveVerification {
    private final Path folder;
    private final Consumer<String> findings;
    private final SnapshotVerification snapshots;
    private long faults;
    private SecondEngine engine;

    /**
     * A verification that has not begun.
     *
     * @param folder of the archive
     * @param snapshotFolder of the snapshots; need not be there
     * @param findings takes each finding, one sentence that names file or entry
     */
    public ArchiveVerification(final Path folder, final Path snapshotFolder, final Consumer<String> findings) {
        this.folder = folder;
        this.findings = findings;
        snapshots = new SnapshotVerification(snapshotFolder, this::report);
    }

    /** {@return how many findings there were} */
    public long faults() {
        return faults;
    }

    /**
     * Checks all files.
     *
     * @param hashInterval by which the matcher put state hashes into its events; negative for no second execution
     * @return the check, for its figures
     * @throws ArchiveException if the disk fails
     */
    public ArchiveCheck files(final long hashInterval) {
        final ArchiveCheck check = new ArchiveCheck(folder, this::report, execution(hashInterval));
        check.run();
        if (engine != null) {
            snapshots.end();
        }
        return check;
    }

    /** {@return how many snapshots were read whole} */
    public int snapshots() {
        return snapshots.checked();
    }

    /**
     * Compares what both the archive and the streams have; these begin later than the archive once they were trimmed.
     *
     * @param connection to the log
     * @param segment whose log it is
     * @return how many entries of each stream were compared
     */
    public long streams(final LogConnection connection, final String segment) {
        final long[] compared = {0};
        try (ArchiveReader archive = new ArchiveReader(folder)) {
            final long first = new StreamTrimmer(connection).firstId();
            long position = first == EntryId.NONE ? EntryId.NONE : EntryId.before(first);
            final ArchiveCursor cursor = new ArchiveCursor(archive, position);
            final PairReader streams = new PairReader(connection, segment);
            final long end = archive.lastId();
            if (position > end) {
                report("the streams begin at " + EntryId.format(first) + ", and the archive ends at "
                        + EntryId.format(end) + ": what was between is in neither");
                return 0;
            }
            long before;
            do {
                before = position;
                position = streams.read(before, Duration.ZERO, (id, o, oo, ol, e, eo, el) -> {
                    if (id <= end && cursor.next()) {
                        compare(cursor, id, o, oo, ol, e, eo, el);
                        compared[0]++;
                    }
                });
            } while (position > before && position < end);
            if (position < end) {
                report("the streams end at " + EntryId.format(position) + ", and the archive at " + EntryId.format(end)
                        + ": the log went back in time");
            }
        } catch (final LogCorruptException | ArchiveException e) {
            report(e.getMessage());
        }
        return compared[0];
    }

    private void compare(
            final ArchiveCursor cursor,
            final long id,
            final DirectBuffer orders,
            final int ordersOffset,
            final int ordersLength,
            final DirectBuffer events,
            final int eventsOffset,
            final int eventsLength) {
        if (!cursor.hasOrders(orders, ordersOffset, ordersLength)) {
            report("orders entry " + EntryId.format(id) + " has other bytes in the stream than in the archive");
        }
        if (!cursor.hasEvents(events, eventsOffset, eventsLength)) {
            report("events entry " + EntryId.format(id) + " has other bytes in the stream than in the archive");
        }
    }

    private PairHandler execution(final long hashInterval) {
        return (id, orders, ordersOffset, ordersLength, events, eventsOffset, eventsLength) -> {
            if (id == EntryId.GENESIS) {
                final OrdersEntryDecoder genesis = new OrdersEntryDecoder();
                genesis.wrap(orders, ordersOffset, ordersLength);
                final SegmentDefinition segment = Genesis.decode(genesis);
                snapshots.begin(segment);
                engine = hashInterval < 0 ? null : new SecondEngine(segment, hashInterval);
            }
            if (engine != null && EntryId.mayFollow(id, engine.position())) {
                try {
                    engine.apply(id, orders, ordersOffset, ordersLength, events, eventsOffset, eventsLength);
                    snapshots.at(engine);
                } catch (final HaltException e) {
                    report("a second execution ends: " + e.getMessage());
                    engine = null;
                }
            }
        };
    }

    private void report(final String finding) {
        faults++;
        findings.accept(finding);
    }
}
