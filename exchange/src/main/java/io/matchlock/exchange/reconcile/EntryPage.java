package io.matchlock.exchange.reconcile;

import io.matchlock.log.EntryHandler;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/** Copies of consecutive entries of one stream. Reusable, one thread. */
final class EntryPage implements EntryHandler {
    private final ExpandableArrayBuffer bytes = new ExpandableArrayBuffer(64 * 1024);
    private final long[] ids;
    private final int[] offsets;
    private final int[] lengths;
    private int count;
    private int end;

    EntryPage(final int capacity) {
        ids = new long[capacity];
        offsets = new int[capacity];
        lengths = new int[capacity];
    }

    void clear() {
        count = 0;
        end = 0;
    }

    @Override
    public void onEntry(final long id, final DirectBuffer buffer, final int offset, final int length) {
        ids[count] = id;
        offsets[count] = end;
        lengths[count++] = length;
        bytes.putBytes(end, buffer, offset, length);
        end += length + 7 & ~7;
    }

    int count() {
        return count;
    }

    int capacity() {
        return ids.length;
    }

    long id(final int index) {
        return ids[index];
    }

    DirectBuffer buffer() {
        return bytes;
    }

    int offset(final int index) {
        return offsets[index];
    }

    int length(final int index) {
        return lengths[index];
    }
}
