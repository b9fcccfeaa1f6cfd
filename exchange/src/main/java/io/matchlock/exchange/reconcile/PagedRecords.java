package io.matchlock.exchange.reconcile;

import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Records of one length by their index, in pages that are made when they are first written. Grows without copying. One thread. */
final class PagedRecords {
    private static final int PAGE_BITS = 14;
    private static final int PAGE_RECORDS = 1 << PAGE_BITS;

    private final List<UnsafeBuffer> pages = new ArrayList<>();
    private final int recordLength;
    private long end;

    PagedRecords(final int recordLength) {
        this.recordLength = recordLength;
    }

    /** One above the highest index that was written. */
    long end() {
        return end;
    }

    /** The page of a record, made if it isn't there. */
    UnsafeBuffer write(final long index) {
        final int page = (int) (index >> PAGE_BITS);
        while (pages.size() <= page) {
            pages.add(null);
        }
        if (pages.get(page) == null) {
            pages.set(page, new UnsafeBuffer(new byte[PAGE_RECORDS * recordLength]));
        }
        end = Math.max(end, index + 1);
        return pages.get(page);
    }

    /** The page of a record, null if nothing was written near it. */
    UnsafeBuffer read(final long index) {
        final long page = index >> PAGE_BITS;
        return index < 0 || page >= pages.size() ? null : pages.get((int) page);
    }

    /** Where a record begins in its page. */
    int offset(final long index) {
        return (int) (index & (PAGE_RECORDS - 1)) * recordLength;
    }
}
