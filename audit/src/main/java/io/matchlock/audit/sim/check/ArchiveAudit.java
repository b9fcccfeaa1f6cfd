package io.matchlock.audit.sim.check;

import io.matchlock.audit.sim.redis.Streams;
import io.matchlock.log.LogConnection;
import io.matchlock.log.archive.ArchiveCheck;
import io.matchlock.log.report.ReportStore;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.EventsEntryDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Compares an archive with all that was ever stored, and what is found by its indexes with what the events say. */
public final class ArchiveAudit {
    private static final int PROBES = 40;

    private final Path folder;
    private final Streams.Stream orders;
    private final Streams.Stream events;
    private final Map<Integer, List<byte[]>> reports = new TreeMap<>();

    /**
     * An audit that has looked at nothing.
     *
     * @param folder of the archive
     * @param segment whose log it is
     * @param streams that it is of
     */
    public ArchiveAudit(final Path folder, final String segment, final Streams streams) {
        this.folder = folder;
        orders = streams.get(Names.ordersKey(segment));
        events = streams.get(Names.eventsKey(segment));
    }

    /**
     * Requires that the archive is sound, and has what was stored.
     *
     * @param lastId that it must have at least, packed
     */
    public void requireSame(final long lastId) {
        final ArchiveCheck check = new ArchiveCheck(
                folder,
                finding -> {
                    throw new Violation("the archive: " + finding);
                },
                (id, entry, offset, length, made, madeOffset, madeLength) -> {
                    requireSame(orders, id, entry, offset, length);
                    requireSame(events, id, made, madeOffset, madeLength);
                });
        check.run();
        if (check.lastId() < lastId) {
            throw new Violation("the archive ends at " + EntryId.format(check.lastId()) + ", it had said "
                    + EntryId.format(lastId));
        }
    }

    /**
     * Requires that any report is found.
     *
     * @param connection to the log
     * @param random draws which are asked for
     */
    public void requireReports(final LogConnection connection, final Random random) {
        final ReportStore store = new ReportStore(connection, Optional.of(folder));
        boolean hasMore = true;
        while (hasMore) {
            hasMore = store.follow();
        }
        collect(store.position());
        for (int i = 0; i < PROBES && !reports.isEmpty(); i++) {
            final List<Integer> sessions = List.copyOf(reports.keySet());
            final int session = sessions.get(random.nextInt(sessions.size()));
            final List<byte[]> all = reports.get(session);
            final int first = 1 + random.nextInt(all.size());
            requireReports(store, session, first, 1 + random.nextInt(all.size() - first + 1));
        }
    }

    private void requireReports(final ReportStore store, final int session, final int first, final int count) {
        final List<byte[]> all = reports.get(session);
        final int found = store.read(session, first, count, (number, buffer, offset, length) -> {
            final byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            if (!Arrays.equals(bytes, all.get((int) number - 1))) {
                throw new Violation("report " + number + " of session " + session + " is found as another one");
            }
        });
        if (found != count) {
            throw new Violation("of reports " + first + " to " + (first + count - 1) + " of session " + session
                    + " only " + found + " are found");
        }
    }

    private void collect(final long lastId) {
        final EventsEntryDecoder decoder = new EventsEntryDecoder();
        final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
        for (final Streams.Entry entry : events.entries()) {
            buffer.wrap(entry.bytes());
            decoder.wrap(buffer, 0, entry.bytes().length);
            while (entry.id() <= lastId && decoder.next()) {
                if (decoder.type() == EventsEntry.REPORT && decoder.reportNumber() > 0) {
                    final byte[] report = new byte[decoder.payloadLength()];
                    buffer.getBytes(decoder.payloadOffset(), report);
                    reports.computeIfAbsent(decoder.session(), session -> new ArrayList<>())
                            .add(report);
                }
            }
        }
    }

    private static void requireSame(
            final Streams.Stream stream, final long id, final DirectBuffer buffer, final int offset, final int length) {
        final byte[] found = new byte[length];
        buffer.getBytes(offset, found);
        if (!Arrays.equals(found, stream.bytes(id))) {
            throw new Violation("the archive has another entry " + EntryId.format(id) + " than was stored");
        }
    }
}
