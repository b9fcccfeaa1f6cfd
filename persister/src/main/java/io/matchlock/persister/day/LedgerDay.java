package io.matchlock.persister.day;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * A day of the log, by the market's time and UTC. An entry belongs to the day that it was before the entry.
 *
 * @param epochDay days since 1970-01-01
 * @param firstEntryId packed id of the first entry of that day
 * @param firstOrderId the first order that can be entered on that day
 */
public record LedgerDay(int epochDay, long firstEntryId, long firstOrderId) {
    private static final long NS_PER_DAY = 86_400_000_000_000L;

    /**
     * The day of a time.
     *
     * @param timeNs ns UTC
     * @return days since 1970-01-01
     */
    public static int of(final long timeNs) {
        return (int) Math.floorDiv(timeNs, NS_PER_DAY);
    }

    /**
     * By what the tables of a day are called behind the name of their parent.
     *
     * @param epochDay the day
     * @return such as {@code _20261128}
     */
    public static String suffix(final int epochDay) {
        return "_" + DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofEpochDay(epochDay));
    }
}
