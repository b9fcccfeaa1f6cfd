package io.matchlock.audit.auditor.fold;

import io.matchlock.audit.auditor.store.PagedRecords;
import io.matchlock.audit.auditor.table.Column;
import io.matchlock.audit.auditor.table.Row;
import io.matchlock.audit.auditor.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.LongArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The rows that one table must have, by numbers without large gaps, and whether they were found. For each row it
 * keeps a hash, and a byte for each column: enough to say which column differs. One thread.
 */
public final class ExpectedRows {
    private static final int HASH_OFFSET = 0;
    private static final int STATE_OFFSET = HASH_OFFSET + Long.BYTES;
    private static final int DIGESTS_OFFSET = STATE_OFFSET + Byte.BYTES;
    private static final byte EXPECTED = 1;
    private static final byte SEEN = 2;

    private final Table table;
    private final PagedRecords records;
    private final RowScope scope;
    private final Column day;
    private final LongArrayList fresh = new LongArrayList();
    private long count;

    ExpectedRows(final Table table, final RowScope scope) {
        this.table = table;
        this.scope = scope;
        day = scope.dayColumn(table);
        records = new PagedRecords(DIGESTS_OFFSET + table.width());
    }

    /** Expects a row instead of the one that was expected under this number, if any. */
    void put(final long number, final Row row) {
        if (day != null && scope.isLeftOut(row.get(day))) {
            return;
        }
        final boolean isNew = !has(number);
        final UnsafeBuffer page = records.write(number);
        if (isNew) {
            count++;
            records.use(number, true);
            if (scope.isWindowed()) {
                fresh.addLong(number);
            }
        }
        final int record = records.offset(number);
        page.putLong(record + HASH_OFFSET, row.hash());
        page.putByte(record + STATE_OFFSET, EXPECTED);
        for (int column = 0; column < table.width(); column++) {
            page.putByte(record + DIGESTS_OFFSET + column, row.digest(column));
        }
    }

    /** {@return whether a row is expected under this number} */
    public boolean has(final long number) {
        return state(number) != 0;
    }

    /** Marks a row that is expected; returns false if it was marked already. */
    public boolean see(final long number) {
        final boolean isFirst = state(number) == EXPECTED;
        records.read(number).putByte(records.offset(number) + STATE_OFFSET, SEEN);
        return isFirst;
    }

    /** {@return whether {@link #see} was called for the row} */
    public boolean wasSeen(final long number) {
        return state(number) == SEEN;
    }

    /** {@return whether a row is the one that is expected under the number, which must be expected; compared by a hash of 64 bits} */
    public boolean isSame(final long number, final Row row) {
        return records.read(number).getLong(records.offset(number) + HASH_OFFSET) == row.hash();
    }

    /** The columns in which a row is not what is expected, with its values. */
    public String differences(final long number, final Row row) {
        final UnsafeBuffer page = records.read(number);
        final int digests = records.offset(number) + DIGESTS_OFFSET;
        final List<String> texts = new ArrayList<>();
        for (int column = 0; column < table.width(); column++) {
            if (page.getByte(digests + column) != row.digest(column)) {
                texts.add(row.text(column));
            }
        }
        if (texts.isEmpty()) { // digests have one byte: none of them tells where the row differs
            for (int column = 0; column < table.width(); column++) {
                texts.add(row.text(column));
            }
        }
        return String.join(", ", texts);
    }

    /** {@return the numbers that rows were expected under since {@link #forget}; kept only where rows are forgotten} */
    public LongArrayList fresh() {
        return fresh;
    }

    /** Expects none of the fresh rows any more. */
    public void forget() {
        for (int i = 0; i < fresh.size(); i++) {
            final long number = fresh.getLong(i);
            records.read(number).putByte(records.offset(number) + STATE_OFFSET, (byte) 0);
            records.use(number, false);
        }
        fresh.clear();
    }

    long count() {
        return count;
    }

    /** {@return the end of the numbers under which rows may be expected} */
    public long end() {
        return records.end();
    }

    private byte state(final long number) {
        final UnsafeBuffer page = records.read(number);
        return page == null ? 0 : page.getByte(records.offset(number) + STATE_OFFSET);
    }
}
