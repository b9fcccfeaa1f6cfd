package io.matchlock.log.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.log.archive.index.NextNumbers;
import io.matchlock.log.archive.index.ReportIndex;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.testing.TestLog;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.EventsEntryDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.LongArrayList;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class ReportTailTest {
    private static final int ENTRIES = 6_000;
    private static final int SEED = 3;

    private final ReportedLog log = new ReportedLog(SEED);
    private final List<UnsafeBuffer> entries = new ArrayList<>();
    private final ReportTail tail = new ReportTail();

    @Test
    void shouldTakeWhatWasToldAheadAsSoonAsTheReaderHasComeSoFar() {
        write(10);
        begin();
        read(1);
        tell(4, 9);
        read(2);
        assertEquals(id(2), tail.position());

        read(3);

        assertEquals(id(9), tail.position());
        tell(10, 10);
        assertEquals(id(10), tail.position());
        assertHasAll();
    }

    @Test
    void shouldKeepTheLastOfWhatIsToldAhead() {
        write(ENTRIES);
        tell(2, ENTRIES - 1);
        begin();
        int readAlone = 0;
        while (tail.position() < id(ENTRIES - 1) && readAlone < ENTRIES) {
            readAlone++;
            read((int) EntryId.sequence(tail.position()) + 1);
        }

        assertEquals(ENTRIES - 2 - 4_096, readAlone - 1, "besides the first");
        tell(ENTRIES, ENTRIES);
        assertHasAll();
    }

    @Test
    void shouldForgetAllThatItWasToldWhereTheLogDoesNotGoWithIt() {
        write(5);
        begin();
        read(1);
        read(2);
        tail.tell(id(4), 100, reports(entries.get(4)));

        assertThrows(LogCorruptException.class, () -> read(3));

        assertFalse(tail.hasBegun());
        assertEquals(EntryId.NONE, tail.position());
        begin();
        for (int i = 1; i <= 3; i++) {
            read(i);
        }
        assertEquals(id(3), tail.position());
    }

    private void write(final int count) {
        for (int i = 1; i <= count; i++) {
            entries.add(log.next(id(i), 0));
        }
    }

    private void begin() {
        final NextNumbers next = new NextNumbers();
        next.begin(TestLog.segment());
        tail.begin(new ReportIndex(EntryId.GENESIS, next));
    }

    private void read(final int number) {
        final UnsafeBuffer entry = entries.get(number - 1);
        tail.add(id(number), entry, 0, entry.capacity());
    }

    private void tell(final int first, final int last) {
        for (int i = first; i <= last; i++) {
            tail.tell(id(i), entries.get(i - 1).capacity(), reports(entries.get(i - 1)));
        }
    }

    private void assertHasAll() {
        for (final int session : log.sessions()) {
            assertTrue(tail.find(session, log.count(session), new ReportIndex.Piece()), () -> "session " + session);
        }
    }

    private static long id(final int number) {
        return EntryId.of(1, number);
    }

    private static LongArrayList reports(final UnsafeBuffer entry) {
        final LongArrayList reports = new LongArrayList();
        final EventsEntryDecoder decoder = new EventsEntryDecoder();
        decoder.wrap(entry, 0, entry.capacity());
        while (decoder.next()) {
            if (decoder.type() == EventsEntry.REPORT) {
                reports.addLong(decoder.session());
                reports.addLong(decoder.reportNumber());
            }
        }
        return reports;
    }
}
