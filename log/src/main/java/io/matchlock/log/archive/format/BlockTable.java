package io.matchlock.log.archive.format;

import org.agrona.collections.LongArrayList;

/** Where the blocks of one file begin. */
public final class BlockTable {
    private final LongArrayList firstIds = new LongArrayList();
    private final LongArrayList offsets = new LongArrayList();

    public void add(final long firstId, final long offset) {
        firstIds.addLong(firstId);
        offsets.addLong(offset);
    }

    public int size() {
        return firstIds.size();
    }

    public long firstId(final int block) {
        return firstIds.getLong(block);
    }

    public long offset(final int block) {
        return offsets.getLong(block);
    }

    /** The last block that begins at an entry or before it; -1 if there is none. */
    public int find(final long id) {
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            final int middle = (low + high) >>> 1;
            if (firstId(middle) <= id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }
}
