package io.matchlock.gateway.chain;

import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.OrdersEntry;

/**
 * How much memory of the log the orders that are not answered yet can still take. No one counts other gateways' orders;
 * but whatever the server has read since an entry that is answered was the log's last is at least as much as the orders behind it.
 * So samples of (last entry, bytes read) are kept, and measured from the latest whose entry is answered. Nor is it more than as many
 * entries of the largest size. What the log's memory
 * grows by would not do: it is trimmed meanwhile. Pure; one thread.
 */
public final class Owed {
    /**
     * The most memory of events for each byte of orders. A new order takes 136 bytes of the orders stream. It causes a New of 176,
     * and each trade, of two reports of 152, ends an order, so there are no more trades than orders: 480 bytes, 3.5 times as
     * many.
     */
    public static final long AMPLIFICATION = 4;

    /**
     * The memory that an order which lives can still take: it ends once, by a trade of two reports of 152 bytes, or by one
     * report; and streams take 1.26 bytes for each. So sweeps and mass cancels of orders that rested before are paid for.
     */
    public static final long LIVE_ORDER_BYTES = 400;

    /** What a stream takes for each byte that the server reads, in percent; measured: 126. */
    private static final long STREAM_PERCENT = 130;

    private static final long WHOLE = 100;
    /** The most memory that an orders entry takes. */
    private static final long MAX_ENTRY_BYTES = OrdersEntry.MAX_LENGTH * STREAM_PERCENT / WHOLE;

    private static final int MAX_SAMPLES = 256;
    private static final long UNKNOWN = -1;

    private final long[] ids = new long[MAX_SAMPLES];
    /** What the log had grown by when the entry was its last, since the first sample. */
    private final long[] grown = new long[MAX_SAMPLES];

    private int count;
    private long grownBytes;
    private long lastInputBytes = UNKNOWN;
    private boolean isKnown;

    /**
     * The server was asked how much it has read.
     *
     * @param lastId the last orders entry in the log, packed, asked for afterwards
     * @param answeredId the last entry whose events are in the log, packed, asked for before
     * @param inputBytes that the server has read since its start; fewer than before if it was started again
     * @param usedBytes of its memory
     * @return bytes that may still be needed; more than that where no sample is old enough to tell
     */
    public long onSample(final long lastId, final long answeredId, final long inputBytes, final long usedBytes) {
        if (lastInputBytes != UNKNOWN) {
            final long read = inputBytes >= lastInputBytes ? inputBytes - lastInputBytes : inputBytes;
            grownBytes += read * STREAM_PERCENT / WHOLE;
        }
        lastInputBytes = inputBytes;
        add(Math.max(lastId, answeredId));
        forgetAnswered(answeredId);
        isKnown = ids[0] <= answeredId;
        final long taken = isKnown ? grownBytes - grown[0] : usedBytes;
        return AMPLIFICATION * Math.min(taken, mostBytes(answeredId, ids[count - 1]));
    }

    /** {@return whether a sample was old enough to tell; all that is used was taken for unanswered otherwise} */
    public boolean isKnown() {
        return isKnown;
    }

    /** How many bytes the entries from one to another can have; no limit where an epoch has ended in between. */
    private static long mostBytes(final long from, final long to) {
        return EntryId.epoch(from) == EntryId.epoch(to) ? EntryId.distance(from, to) * MAX_ENTRY_BYTES : Long.MAX_VALUE;
    }

    private void add(final long id) {
        if (count > 0 && ids[count - 1] >= id) {
            grown[count - 1] = grownBytes; // whatever was read since, it was no order
            return;
        }
        if (count == MAX_SAMPLES) {
            thin();
        }
        ids[count] = id;
        grown[count++] = grownBytes;
    }

    /** Every other sample, the first among those that stay: less exact, and never too little. */
    private void thin() {
        for (int i = 0; 2 * i < count; i++) {
            ids[i] = ids[2 * i];
            grown[i] = grown[2 * i];
        }
        count = (count + 1) / 2;
    }

    private void forgetAnswered(final long answeredId) {
        int first = 0;
        while (first + 1 < count && ids[first + 1] <= answeredId) {
            first++;
        }
        if (first > 0) {
            count -= first;
            System.arraycopy(ids, first, ids, 0, count);
            System.arraycopy(grown, first, grown, 0, count);
        }
    }
}
