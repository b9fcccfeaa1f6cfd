package io.matchlock.matcher.archive;

import io.matchlock.protocol.log.EntryId;
import org.agrona.collections.LongArrayList;

/**
 * Decides how much of the log stays in the streams: the newest entries up to a number of bytes, and of these no older ones than an
 * age. Ages are taken from the entries' own times, so this sees no clock. One thread.
 */
final class LogTail {
    /** What Redis needs for an entry beside its bytes, about. */
    private static final int OVERHEAD_BYTES = 256;

    private static final int LEAST_STEP_BYTES = 64 * 1024;
    private static final int STEPS = 16;
    private static final int DROP_MARKS = 1024;

    private final long maxBytes;
    private final long maxAgeNs;
    private final long stepBytes;
    /** A mark every step: an entry, the bytes up to it, its time. */
    private final LongArrayList ids = new LongArrayList();

    private final LongArrayList sums = new LongArrayList();
    private final LongArrayList times = new LongArrayList();
    private int oldest;
    private long bytes;
    private long timeNs;

    LogTail(final TailLimits limits) {
        maxBytes = limits.bytes();
        maxAgeNs = limits.age().toNanos();
        stepBytes = Math.max(LEAST_STEP_BYTES, maxBytes / STEPS);
    }

    /** Takes the next entry of the log, {@code length} bytes in both streams. */
    void add(final long id, final int length, final long entryTimeNs) {
        bytes += length + OVERHEAD_BYTES;
        timeNs = Math.max(timeNs, entryTimeNs);
        final int last = ids.size() - 1;
        if (last < 0 || bytes - sums.getLong(last) >= stepBytes || timeNs - times.getLong(last) >= maxAgeNs / STEPS) {
            ids.addLong(id);
            sums.addLong(bytes);
            times.addLong(timeNs);
        }
    }

    /**
     * The first entry that is to stay, of those that are archived.
     *
     * @param archivedId the last entry that the archive has on disk, packed
     * @return packed; {@code EntryId.NONE} if nothing is known that may go
     */
    long firstId(final long archivedId) {
        long first = EntryId.NONE;
        while (oldest < ids.size() && ids.getLong(oldest) <= archivedId && isBeyond(oldest)) {
            first = ids.getLong(oldest);
            oldest++;
        }
        if (oldest > DROP_MARKS) {
            drop();
        }
        return first;
    }

    private boolean isBeyond(final int mark) {
        return bytes - sums.getLong(mark) > maxBytes || timeNs - times.getLong(mark) > maxAgeNs;
    }

    private void drop() {
        final int left = ids.size() - oldest;
        for (final LongArrayList list : new LongArrayList[] {ids, sums, times}) {
            for (int i = 0; i < left; i++) {
                list.setLong(i, list.getLong(oldest + i));
            }
            while (list.size() > left) {
                list.remove(list.size() - 1);
            }
        }
        oldest = 0;
    }
}
