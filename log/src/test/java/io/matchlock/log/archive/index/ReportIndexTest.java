package io.matchlock.log.archive.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.protocol.log.EntryId;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.agrona.collections.LongArrayList;
import org.junit.jupiter.api.Test;

final class ReportIndexTest {
    private static final int SESSIONS = 60;
    private static final int ENTRIES = 4_000;
    private static final int ENTRY_LENGTH = 20_000;
    private static final long MAX_ROWS = 500;

    private final Random random = new Random(7);
    private final long[] next = new long[SESSIONS + 1];
    /** In which entry a report is: session and number. */
    private final Map<String, Long> entries = new HashMap<>();

    @Test
    void shouldStaySmallByLongerPiecesAndFindEachReport() {
        final ReportIndex small = new ReportIndex(EntryId.NONE, new NextNumbers(), MAX_ROWS);
        final ReportIndex whole = new ReportIndex(EntryId.NONE, new NextNumbers());
        for (int i = 1; i <= ENTRIES; i++) {
            final LongArrayList reports = reports(EntryId.of(1, i));
            small.add(EntryId.of(1, i), ENTRY_LENGTH, reports);
            whole.add(EntryId.of(1, i), ENTRY_LENGTH, reports);
            assertTrue(
                    small.pieces().rowCount() <= MAX_ROWS + SESSIONS,
                    () -> small.pieces().rowCount() + " rows");
        }

        assertTrue(whole.pieces().rowCount() > 10 * MAX_ROWS);
        entries.forEach((report, id) -> assertTrue(has(small, report, id), report));
        assertFalse(small.find(1, next[1] + 1, new ReportIndex.Piece()), "it has not come yet");
    }

    @Test
    void shouldCountWhatIsLeftWhenTheOldestIsForgotten() {
        final ReportIndex index = new ReportIndex(EntryId.NONE, new NextNumbers(), MAX_ROWS);
        for (int i = 1; i <= ENTRIES; i++) {
            index.add(EntryId.of(1, i), ENTRY_LENGTH, reports(EntryId.of(1, i)));
        }
        final long before = index.pieces().rowCount();

        index.dropBefore(EntryId.of(1, ENTRIES / 2));

        assertTrue(index.pieces().rowCount() < before);
        entries.entrySet().stream()
                .filter(report -> report.getValue() >= EntryId.of(1, ENTRIES / 2))
                .forEach(report -> assertTrue(has(index, report.getKey(), report.getValue()), report.getKey()));
        index.dropBefore(EntryId.of(1, ENTRIES));
        assertTrue(index.pieces().rowCount() <= SESSIONS);
        assertEquals(next[1] + 1, index.nextNumber(1));
    }

    private static boolean has(final ReportIndex index, final String report, final long id) {
        final String[] parts = report.split(" ", -1);
        final ReportIndex.Piece piece = new ReportIndex.Piece();
        return index.find(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), piece)
                && piece.firstId() <= id
                && id <= piece.lastId();
    }

    private LongArrayList reports(final long id) {
        final LongArrayList reports = new LongArrayList();
        for (int i = 0; i < 10; i++) {
            final int session = 1 + random.nextInt(SESSIONS);
            next[session]++;
            reports.addLong(session);
            reports.addLong(next[session]);
            entries.put(session + " " + next[session], id);
        }
        return reports;
    }
}
