package io.matchlock.log.events;

import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EntryOrder;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.LongArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/** Events entries of consecutive ids, copied one behind the other. Grows only for an entry that is larger than the whole buffer. */
final class PendingEvents {
    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
    private final IntArrayList ends = new IntArrayList();
    private final LongArrayList ids = new LongArrayList();

    PendingEvents(final int capacity) {
        bytes.wrap(BufferUtil.allocateDirectAligned(capacity, Long.BYTES));
    }

    boolean hasRoomFor(final int length) {
        return ends.isEmpty() || length <= bytes.capacity() - limit();
    }

    void add(final long id, final DirectBuffer buffer, final int offset, final int length) {
        if (!ends.isEmpty() && !EntryOrder.follows(id, lastId(), buffer, offset, length)) {
            throw new IllegalArgumentException(
                    "events entry " + EntryId.format(id) + " does not follow " + EntryId.format(lastId()));
        }
        if (!hasRoomFor(length)) {
            throw new IllegalStateException("no room for an events entry of " + length + " bytes: flush first");
        }
        if (length > bytes.capacity()) {
            bytes.wrap(BufferUtil.allocateDirectAligned(length, Long.BYTES));
        }
        final int start = limit();
        bytes.putBytes(start, buffer, offset, length);
        ids.addLong(id);
        ends.addInt(start + length);
    }

    int count() {
        return ends.size();
    }

    long id(final int index) {
        return ids.getLong(index);
    }

    long firstId() {
        return id(0);
    }

    long lastId() {
        return id(count() - 1);
    }

    /** The id before that of an entry. */
    long before(final int index) {
        return EntryOrder.before(id(index), bytes, offset(index), length(index));
    }

    /** How many of the entries, counted from the first, are not behind an entry. */
    int countUpTo(final long lastId) {
        int upTo = 0;
        while (upTo < count() && id(upTo) <= lastId) {
            upTo++;
        }
        return upTo;
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
        ids.clear();
        ends.clear();
    }

    private int limit() {
        return ends.isEmpty() ? 0 : ends.getInt(ends.size() - 1);
    }
}
