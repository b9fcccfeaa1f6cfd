package io.matchlock.log.report;

import static io.matchlock.protocol.log.EventsEntry.*;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.protocol.log.Checksum;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.OrdersEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes events entries with reports of many sessions, from a seed, and remembers each report. */
final class ReportedLog {
    static final int SESSIONS = 60;

    private static final int MOST_REPORTS = 40;
    private static final int MOST_BYTES = 180;
    private static final int RULES_VERSION = 4;

    /** The place that a session gives to another has the number of this one, plus as much. */
    private static final int STEP = 64;
    /** One in so many reports is the first of a session that takes another's place. */
    private static final int GIVES_WAY = 500;

    private static final int SOME = 5;

    private final Map<Integer, List<byte[]>> reports = new TreeMap<>();
    private final int[] sessions = new int[SESSIONS + 1];
    private final Random random;

    ReportedLog(final long seed) {
        random = new Random(seed);
        for (int i = 1; i <= SESSIONS; i++) {
            sessions[i] = i;
        }
    }

    /** How many reports a session has had. */
    int count(final int session) {
        return reports.getOrDefault(session, List.of()).size();
    }

    /** All that ever had a report. */
    List<Integer> sessions() {
        return List.copyOf(reports.keySet());
    }

    byte[] report(final int session, final long number) {
        return reports.get(session).get((int) number - 1);
    }

    /** The next events entry. */
    UnsafeBuffer next(final long causeId, final int causeCrc) {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(1024);
        buffer.putInt(MAGIC_OFFSET, MAGIC, LITTLE_ENDIAN);
        buffer.putShort(VERSION_OFFSET, (short) LAYOUT_VERSION, LITTLE_ENDIAN);
        buffer.putInt(RULES_VERSION_OFFSET, RULES_VERSION, LITTLE_ENDIAN);
        buffer.putLong(CAUSE_OFFSET, causeId, LITTLE_ENDIAN);
        buffer.putInt(CAUSE_CRC_OFFSET, causeCrc, LITTLE_ENDIAN);
        final int count = random.nextInt(MOST_REPORTS);
        int at = HEADER_LENGTH;
        for (int i = 0; i < count; i++) {
            at = i % 7 == 6 ? control(buffer, at) : report(buffer, at);
        }
        return finish(buffer, at, count);
    }

    private int report(final ExpandableArrayBuffer buffer, final int at) {
        final double skewed = random.nextDouble();
        final int place = 1 + (int) (skewed * skewed * skewed * SESSIONS);
        final boolean givesWay = random.nextInt(GIVES_WAY) == 0 && count(sessions[place]) > SOME;
        sessions[place] += givesWay ? STEP : 0;
        final int session = sessions[place];
        final byte[] bytes = new byte[8 + random.nextInt(MOST_BYTES)];
        random.nextBytes(bytes);
        reports.computeIfAbsent(session, key -> new ArrayList<>()).add(bytes);
        buffer.putInt(at + RECORD_LENGTH_OFFSET, RECORD_HEADER_LENGTH + bytes.length, LITTLE_ENDIAN);
        buffer.putShort(at + RECORD_TYPE_OFFSET, (short) REPORT, LITTLE_ENDIAN);
        buffer.putInt(at + RECORD_SESSION_OFFSET, session, LITTLE_ENDIAN);
        buffer.putLong(at + RECORD_REPORT_NUMBER_OFFSET, count(session), LITTLE_ENDIAN);
        buffer.putBytes(at + RECORD_HEADER_LENGTH, bytes);
        return at + OrdersEntry.align(RECORD_HEADER_LENGTH + bytes.length);
    }

    private static int control(final ExpandableArrayBuffer buffer, final int at) {
        buffer.putInt(at + RECORD_LENGTH_OFFSET, RECORD_HEADER_LENGTH + Long.BYTES, LITTLE_ENDIAN);
        buffer.putShort(at + RECORD_TYPE_OFFSET, (short) CONTROL, LITTLE_ENDIAN);
        buffer.putInt(at + RECORD_SESSION_OFFSET, 1, LITTLE_ENDIAN);
        buffer.putLong(at + RECORD_REPORT_NUMBER_OFFSET, 0, LITTLE_ENDIAN);
        buffer.putLong(at + RECORD_HEADER_LENGTH, 7);
        return at + RECORD_HEADER_LENGTH + Long.BYTES;
    }

    private static UnsafeBuffer finish(final ExpandableArrayBuffer buffer, final int at, final int count) {
        final int end = endLength(RULES_VERSION);
        buffer.setMemory(at, end, (byte) 0);
        buffer.putInt(at + RECORD_LENGTH_OFFSET, end, LITTLE_ENDIAN);
        buffer.putShort(at + RECORD_TYPE_OFFSET, (short) EventsEntry.END, LITTLE_ENDIAN);
        buffer.putInt(at + END_COUNT_OFFSET, count, LITTLE_ENDIAN);
        final byte[] bytes = new byte[at + end];
        buffer.getBytes(0, bytes);
        final UnsafeBuffer entry = new UnsafeBuffer(bytes);
        final int checked = bytes.length - Integer.BYTES;
        entry.putInt(checked, new Checksum().of(entry, 0, checked), LITTLE_ENDIAN);
        return entry;
    }
}
