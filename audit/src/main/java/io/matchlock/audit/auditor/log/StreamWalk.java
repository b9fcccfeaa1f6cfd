package io.matchlock.audit.auditor.log;

import io.matchlock.log.entry.EntryHandler;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.LongArrayList;

/** Goes through one stream entry by entry; keeps copies of those that were read with the current one. One thread. */
final class StreamWalk implements EntryHandler {
    private static final int INITIAL_CAPACITY = 64 * 1024;

    /** Reads some entries of the stream. */
    @FunctionalInterface
    interface Reader {
        int read(long afterId, EntryHandler handler);
    }

    private final ExpandableArrayBuffer bytes = new ExpandableArrayBuffer(INITIAL_CAPACITY);
    private final LongArrayList ids = new LongArrayList();
    private final IntArrayList offsets = new IntArrayList();
    private final IntArrayList lengths = new IntArrayList();
    private final Reader reader;
    private int current = -1;
    private int end;

    StreamWalk(final Reader reader) {
        this.reader = reader;
    }

    /** Goes to the entry after another, which was the current one; false if there is none. */
    boolean next(final long afterId) {
        if (++current == ids.size()) {
            ids.clear();
            offsets.clear();
            lengths.clear();
            end = 0;
            current = 0;
            reader.read(afterId, this);
        }
        return current < ids.size();
    }

    @Override
    public void onEntry(final long id, final DirectBuffer buffer, final int offset, final int length) {
        ids.addLong(id);
        offsets.addInt(end);
        lengths.addInt(length);
        bytes.putBytes(end, buffer, offset, length);
        end += BitUtil.align(length, Long.BYTES);
    }

    long id() {
        return ids.getLong(current);
    }

    DirectBuffer buffer() {
        return bytes;
    }

    int offset() {
        return offsets.getInt(current);
    }

    int length() {
        return lengths.getInt(current);
    }
}
