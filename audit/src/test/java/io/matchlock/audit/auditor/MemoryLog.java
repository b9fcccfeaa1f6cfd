package io.matchlock.audit.auditor;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.audit.auditor.log.LogSource;
import io.matchlock.log.entry.EntryHandler;
import io.matchlock.protocol.log.Checksum;
import io.matchlock.protocol.log.EntryId;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Copies of both streams, to be altered. */
final class MemoryLog implements LogSource {
    final List<byte[]> orders = new ArrayList<>();
    final List<byte[]> events = new ArrayList<>();

    static MemoryLog copyOf(final LogSource log) {
        final MemoryLog copy = new MemoryLog();
        read(log::readOrders, copy.orders);
        read(log::readEvents, copy.events);
        return copy;
    }

    private interface Reader {
        int read(long afterId, EntryHandler handler);
    }

    private static void read(final Reader reader, final List<byte[]> entries) {
        long position = EntryId.NONE;
        final EntryHandler keep = (id, buffer, offset, length) -> entries.add(bytes(buffer, offset, length));
        while (reader.read(position, keep) > 0) {
            position = EntryId.GENESIS + entries.size() - 1;
        }
    }

    /** Makes the checksum of an events entry right. */
    void sign(final int index) {
        final UnsafeBuffer entry = new UnsafeBuffer(events.get(index));
        final int at = entry.capacity() - Integer.BYTES;
        entry.putInt(at, new Checksum().of(entry, 0, at), LITTLE_ENDIAN);
    }

    @Override
    public long lastOrdersId() {
        return EntryId.GENESIS + orders.size() - 1;
    }

    @Override
    public int readOrders(final long afterId, final EntryHandler handler) {
        return read(orders, afterId, handler);
    }

    @Override
    public int readEvents(final long afterId, final EntryHandler handler) {
        return read(events, afterId, handler);
    }

    /** A few at a time, so that pages end in the midst. */
    private static int read(final List<byte[]> entries, final long afterId, final EntryHandler handler) {
        final int from = afterId == EntryId.NONE ? 0 : (int) (afterId - EntryId.GENESIS) + 1;
        final int to = Math.min(entries.size(), from + 7);
        for (int i = from; i < to; i++) {
            handler.onEntry(EntryId.GENESIS + i, new UnsafeBuffer(entries.get(i)), 0, entries.get(i).length);
        }
        return Math.max(0, to - from);
    }

    private static byte[] bytes(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        return copy;
    }
}
