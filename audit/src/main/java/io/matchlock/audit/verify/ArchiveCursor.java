package io.matchlock.audit.verify;

import io.matchlock.log.archive.ArchiveReader;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.LongArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/** Goes through an archive pair by pair, as its caller asks; keeps a copy of one block. One thread. */
final class ArchiveCursor {
    private static final int LENGTHS = 2;

    private final ExpandableArrayBuffer bytes = new ExpandableArrayBuffer(1 << 20);
    private final UnsafeBuffer view = new UnsafeBuffer();
    private final LongArrayList ids = new LongArrayList();
    private final IntArrayList lengths = new IntArrayList();
    private final ArchiveReader archive;
    private long lastId;
    private int offset;
    private int index;
    private int end;

    /** Before the first entry. */
    ArchiveCursor(final ArchiveReader archive, final long afterId) {
        this.archive = archive;
        lastId = afterId;
    }

    /** Goes to the next pair; false if the archive has no more. */
    boolean next() {
        if (index * LENGTHS == lengths.size()) {
            ids.clear();
            lengths.clear();
            end = 0;
            offset = 0;
            index = 0;
            archive.read(lastId, this::onPair);
            if (lengths.isEmpty()) {
                return false;
            }
        } else {
            offset += ordersLength() + eventsLength();
        }
        lastId = ids.getLong(index++);
        return true;
    }

    long id() {
        return lastId;
    }

    boolean hasOrders(final DirectBuffer buffer, final int bufferOffset, final int length) {
        return isSame(offset, ordersLength(), buffer, bufferOffset, length);
    }

    boolean hasEvents(final DirectBuffer buffer, final int bufferOffset, final int length) {
        return isSame(offset + ordersLength(), eventsLength(), buffer, bufferOffset, length);
    }

    private boolean isSame(
            final int from, final int expected, final DirectBuffer buffer, final int bufferOffset, final int length) {
        if (length != expected) {
            return false;
        }
        view.wrap(bytes, from, expected);
        return view.equals(new UnsafeBuffer(buffer, bufferOffset, length));
    }

    private int ordersLength() {
        return lengths.getInt(Math.max(0, index - 1) * LENGTHS);
    }

    private int eventsLength() {
        return lengths.getInt(Math.max(0, index - 1) * LENGTHS + 1);
    }

    private void onPair(
            final long id,
            final DirectBuffer orders,
            final int ordersOffset,
            final int ordersLength,
            final DirectBuffer events,
            final int eventsOffset,
            final int eventsLength) {
        bytes.putBytes(end, orders, ordersOffset, ordersLength);
        bytes.putBytes(end + ordersLength, events, eventsOffset, eventsLength);
        end += ordersLength + eventsLength;
        ids.addLong(id);
        lengths.addInt(ordersLength);
        lengths.addInt(eventsLength);
    }
}
