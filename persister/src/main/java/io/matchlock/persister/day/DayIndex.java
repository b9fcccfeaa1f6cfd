package io.matchlock.persister.day;

import java.util.ArrayList;
import java.util.List;

/** The days of a log as it is read: a new one begins when the market's time comes to it, and none ever comes back. One thread. */
public final class DayIndex {
    /** No day. */
    public static final int NONE = Integer.MIN_VALUE;

    private final List<LedgerDay> days = new ArrayList<>();
    private int told = NONE;
    private int current = NONE;
    private long currentFirstOrderId;

    /**
     * Goes on behind those of a ledger.
     *
     * @param known in their order
     */
    public void goOn(final List<LedgerDay> known) {
        known.forEach(this::add);
    }

    /**
     * The market's time is told; it counts from the next entry on.
     *
     * @param timeNs ns UTC
     */
    public void onTime(final long timeNs) {
        told = Math.max(told, LedgerDay.of(timeNs));
    }

    /**
     * Begins an entry.
     *
     * @param entryId packed
     * @param nextOrderId the next order that can be entered
     * @return the day that begins with it; null if it goes on with the same day
     */
    public LedgerDay begin(final long entryId, final long nextOrderId) {
        if (told <= current) {
            return null;
        }
        final LedgerDay day = new LedgerDay(told, entryId, nextOrderId);
        add(day);
        return day;
    }

    /** {@return the present day, since 1970-01-01} */
    public int current() {
        return current;
    }

    /**
     * The day on which an order was entered.
     *
     * @param orderId of the order, which is there
     * @return since 1970-01-01
     */
    public int of(final long orderId) {
        if (orderId >= currentFirstOrderId) {
            return current;
        }
        int low = 0;
        int high = days.size() - 1;
        while (low < high) {
            final int middle = (low + high + 1) >>> 1;
            if (days.get(middle).firstOrderId() <= orderId) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return days.get(low).epochDay();
    }

    private void add(final LedgerDay day) {
        days.add(day);
        current = day.epochDay();
        told = current;
        currentFirstOrderId = day.firstOrderId();
    }
}
