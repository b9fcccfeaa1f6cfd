package io.matchlock.audit.auditor.fold;

import io.matchlock.audit.auditor.table.Column;
import io.matchlock.audit.auditor.table.ExecutionColumn;
import io.matchlock.audit.auditor.table.OrderColumn;
import io.matchlock.audit.auditor.table.Table;
import io.matchlock.audit.auditor.table.TradeColumn;
import org.agrona.collections.LongHashSet;

/** Which rows a ledger is asked for: all, or without the days that it does not have any more; at once, or in windows. */
public final class RowScope {
    private final LongHashSet leftOut = new LongHashSet();
    private final boolean isWindowed;
    private long migratedDay = Long.MIN_VALUE;
    private long migratedEnd = Long.MIN_VALUE;

    private RowScope(final boolean isWindowed) {
        this.isWindowed = isWindowed;
    }

    /** {@return all rows, to be compared at the end} */
    public static RowScope whole() {
        return new RowScope(false);
    }

    /** {@return all rows, to be compared and forgotten window by window} */
    public static RowScope windows() {
        return new RowScope(true);
    }

    /**
     * The ledger does not have the rows of that day.
     *
     * @param day since 1970-01-01
     */
    public void leaveOut(final long day) {
        leftOut.add(day);
    }

    /**
     * Rows that an older build wrote count as of one day.
     *
     * @param day since 1970-01-01
     * @param endEntryId the first entry of which this does not hold, packed
     */
    public void migrated(final long day, final long endEntryId) {
        migratedDay = day;
        migratedEnd = endEntryId;
    }

    boolean isWindowed() {
        return isWindowed;
    }

    boolean isLeftOut(final long day) {
        return leftOut.contains(day);
    }

    boolean isMigrated(final long entryId) {
        return entryId < migratedEnd;
    }

    long migratedDay() {
        return migratedDay;
    }

    Column dayColumn(final Table table) {
        return switch (table) {
            case ORDERS -> OrderColumn.DAY;
            case EXECUTIONS -> ExecutionColumn.DAY;
            case TRADES -> TradeColumn.DAY;
            default -> null;
        };
    }
}
