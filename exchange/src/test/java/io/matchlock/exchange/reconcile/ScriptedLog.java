package io.matchlock.exchange.reconcile;

import static io.matchlock.protocol.log.EventsEntry.*;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.log.EntryHandler;
import io.matchlock.protocol.log.ChainId;
import io.matchlock.protocol.log.Checksum;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Both streams in memory, written entry by entry. */
final class ScriptedLog implements LogSource {
    final List<byte[]> orders = new ArrayList<>();
    final List<byte[]> events = new ArrayList<>();
    private final OrdersEntryEncoder encoder = new OrdersEntryEncoder();
    private final UnsafeBuffer cause = new UnsafeBuffer(new byte[OrdersEntry.MAX_LENGTH]);
    private final UnsafeBuffer effect = new UnsafeBuffer(new byte[OrdersEntry.MAX_LENGTH]);
    private int end;
    private int count;

    /** Begins an entry and what it causes. */
    void begin() {
        encoder.wrap(cause, 0, OrdersEntry.BATCH, ChainId.of(1, 0), 1, orders.size() + 1);
        end = HEADER_LENGTH;
        count = 0;
    }

    void message(final int session, final long clientNumber) {
        encoder.append(OrdersEntry.CLIENT_MESSAGE, session, clientNumber, 1, new UnsafeBuffer(new byte[8]), 0, 8);
    }

    void event(
            final int type, final int session, final long reportNumber, final DirectBuffer payload, final int length) {
        effect.setMemory(end, RECORD_HEADER_LENGTH + length + 8, (byte) 0);
        effect.putInt(end + RECORD_LENGTH_OFFSET, RECORD_HEADER_LENGTH + length, LITTLE_ENDIAN);
        effect.putShort(end + RECORD_TYPE_OFFSET, (short) type, LITTLE_ENDIAN);
        effect.putInt(end + RECORD_SESSION_OFFSET, session, LITTLE_ENDIAN);
        effect.putLong(end + RECORD_REPORT_NUMBER_OFFSET, reportNumber, LITTLE_ENDIAN);
        effect.putBytes(end + RECORD_HEADER_LENGTH, payload, 0, length);
        end += OrdersEntry.align(RECORD_HEADER_LENGTH + length);
        count++;
    }

    /** Closes both entries. */
    void end() {
        final int length = encoder.finish(1);
        final int crc = cause.getInt(OrdersEntry.CRC_OFFSET, LITTLE_ENDIAN);
        orders.add(bytes(cause, length));
        effect.setMemory(0, HEADER_LENGTH, (byte) 0);
        effect.putInt(MAGIC_OFFSET, MAGIC, LITTLE_ENDIAN);
        effect.putShort(VERSION_OFFSET, (short) LAYOUT_VERSION, LITTLE_ENDIAN);
        effect.putLong(CAUSE_OFFSET, id(events.size()), LITTLE_ENDIAN);
        effect.putInt(CAUSE_CRC_OFFSET, crc, LITTLE_ENDIAN);
        effect.setMemory(end, END_LENGTH, (byte) 0);
        effect.putInt(end + RECORD_LENGTH_OFFSET, END_LENGTH, LITTLE_ENDIAN);
        effect.putShort(end + RECORD_TYPE_OFFSET, (short) EventsEntry.END, LITTLE_ENDIAN);
        effect.putInt(end + END_COUNT_OFFSET, count, LITTLE_ENDIAN);
        events.add(bytes(effect, end + END_LENGTH));
        sign(events.size() - 1);
    }

    /** Makes the checksum of an events entry right. */
    void sign(final int index) {
        final UnsafeBuffer entry = new UnsafeBuffer(events.get(index));
        final int at = entry.capacity() - END_LENGTH + END_CRC_OFFSET;
        entry.putInt(at, new Checksum().of(entry, 0, at), LITTLE_ENDIAN);
    }

    @Override
    public long lastOrdersId() {
        return orders.isEmpty() ? EntryId.NONE : id(orders.size() - 1);
    }

    @Override
    public int readOrders(final long afterId, final int maxEntries, final EntryHandler handler) {
        return read(orders, afterId, maxEntries, handler);
    }

    @Override
    public int readEvents(final long afterId, final int maxEntries, final EntryHandler handler) {
        return read(events, afterId, maxEntries, handler);
    }

    static long id(final int index) {
        return EntryId.GENESIS + index;
    }

    private static int read(
            final List<byte[]> entries, final long afterId, final int maxEntries, final EntryHandler handler) {
        final int from = afterId == EntryId.NONE ? 0 : (int) (afterId - EntryId.GENESIS) + 1;
        final int to = Math.min(entries.size(), from + maxEntries);
        for (int i = from; i < to; i++) {
            handler.onEntry(id(i), new UnsafeBuffer(entries.get(i)), 0, entries.get(i).length);
        }
        return Math.max(0, to - from);
    }

    private static byte[] bytes(final UnsafeBuffer buffer, final int length) {
        final byte[] copy = new byte[length];
        buffer.getBytes(0, copy);
        return copy;
    }
}
