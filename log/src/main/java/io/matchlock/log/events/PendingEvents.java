package io.matchlock.log.events;

import io.matchlock.protocol.log.EntryId;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.collections.IntArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/** Events entries of consecutive ids, copied one behind the other. Grows only for an entry that is larger than the whole buffer. */
final class PendingEvents {
    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
    private final IntArrayList ends = new IntArrayList();
    private long firstId;

    PendingEvents(final int capacity) {
        bytes.wrap(BufferUtil.allocateDirectAligned(capacity, Long.BYTES));
    }

    boolean hasRoomFor(final int length) {
        return ends.isEmpty() || length <= bytes.capacity() - limit();
    }

    void add(final long id, final DirectBuffer buffer, final int offset, final int length) {
        if (!ends.isEmpty() && id != EntryId.next(lastId())) {
            throw new IllegalArgumentException(
                    "events entry " + EntryId.format(id) + " does not follow " + EntryId.format(lastId()));
        }
        if (!hasRoomFor(length)) {
            throw new IllegalStateException("no room for an events entry of " + length + " bytes: flush first");
        }
        if (ends.isEmpty()) {
            firstId = id;
            if (length > bytes.capacity()) {
                bytes.wrap(BufferUtil.allocateDirectAligned(length, Long.BYTES));
            }
        }
        final int start = limit();
        bytes.putBytes(start, buffer, offset, length);
        ends.addInt(start + length);
    }

    int count() {
        return ends.size();
    }

    long firstId() {
        return firstId;
    }

    long lastId() {
        return firstId + ends.size() - 1;
    }

    DirectBuffer bytes() {
        return bytes;
    }

    int offset(final int index) {
        return index == 0 ? 0 : ends.getInt(index - 1);
    }

    int length(final int index) {
        return ends.getInt(index) - offset(index);
    }

    void clear() {
        ends.clear();
    }

    private int limit() {
        return ends.isEmpty() ? 0 : ends.getInt(ends.size() - 1);
    }
}
