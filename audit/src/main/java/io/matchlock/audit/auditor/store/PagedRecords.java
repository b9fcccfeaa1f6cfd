package io.matchlock.audit.auditor.store;

import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.IntArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/** Records of one length by their index, in pages that are made when they are first written. Grows without copying. One thread. */
public final class PagedRecords {
    private static final int PAGE_BITS = 10;
    private static final int PAGE_RECORDS = 1 << PAGE_BITS;

    private final List<UnsafeBuffer> pages = new ArrayList<>();
    private final IntArrayList used = new IntArrayList();
    private final int recordLength;
    private long end;

    /**
     * No records.
     *
     * @param recordLength in bytes
     */
    public PagedRecords(final int recordLength) {
        this.recordLength = recordLength;
    }

    /** {@return one above the highest index that was written} */
    public long end() {
        return end;
    }

    /**
     * The page of a record, made if it isn't there.
     *
     * @param index from 0
     * @return the page
     */
    public UnsafeBuffer write(final long index) {
        final int page = (int) (index >> PAGE_BITS);
        while (pages.size() <= page) {
            pages.add(null);
            used.addInt(0);
        }
        if (pages.get(page) == null) {
            pages.set(page, new UnsafeBuffer(new byte[PAGE_RECORDS * recordLength]));
        }
        end = Math.max(end, index + 1);
        return pages.get(page);
    }

    /**
     * The page of a record.
     *
     * @param index any
     * @return the page, null if nothing was written near it
     */
    public UnsafeBuffer read(final long index) {
        final long page = index >> PAGE_BITS;
        return index < 0 || page >= pages.size() ? null : pages.get((int) page);
    }

    /**
     * Counts a record as used or as not used any more; a page without used ones is given back.
     *
     * @param index of the record, which was written
     * @param isUsed which of the two
     */
    public void use(final long index, final boolean isUsed) {
        final int page = (int) (index >> PAGE_BITS);
        final int count = used.getInt(page) + (isUsed ? 1 : -1);
        used.setInt(page, count);
        if (count == 0) {
            pages.set(page, null);
        }
    }

    /**
     * Where a record begins in its page.
     *
     * @param index from 0
     * @return offset in bytes
     */
    public int offset(final long index) {
        return (int) (index & (PAGE_RECORDS - 1)) * recordLength;
    }
}
