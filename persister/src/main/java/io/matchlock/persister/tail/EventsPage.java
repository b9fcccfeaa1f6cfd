package io.matchlock.persister.tail;

import io.matchlock.log.entry.EntryHandler;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.collections.IntArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/** A page of events entries, copied out of the reader's buffer, until their orders entries are read. Grows as it must. One thread. */
final class EventsPage implements EntryHandler {
    private final IntArrayList ends = new IntArrayList();
    private final UnsafeBuffer buffer;
    private int length;

    EventsPage(final int initialLength) {
        buffer = new UnsafeBuffer(new byte[initialLength]);
    }

    void clear() {
        ends.clear();
        length = 0;
    }

    @Override
    public void onEntry(final long id, final DirectBuffer source, final int offset, final int entryLength) {
        if (length + entryLength > buffer.capacity()) {
            buffer.wrap(Arrays.copyOf(buffer.byteArray(), Math.max(buffer.capacity() * 2, length + entryLength)));
        }
        buffer.putBytes(length, source, offset, entryLength);
        length += entryLength;
        ends.addInt(length);
    }

    DirectBuffer buffer() {
        return buffer;
    }

    /** Of all entries, in bytes. */
    int length() {
        return length;
    }

    int offset(final int index) {
        return index == 0 ? 0 : ends.getInt(index - 1);
    }

    int length(final int index) {
        return ends.getInt(index) - offset(index);
    }
}
