package io.matchlock.exchange.reconcile;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Every order as it stands by the log, 64 bytes each, by its id. One thread.
 *
 * <pre>
 *    0       session         int32
 *    4       status          FIX 39; 0: there is no such order
 *    5       side            FIX 54
 *    6       seen            1 once Postgres was found to have it
 *    8       ClOrdID
 *   16       client number
 *   24       quantity
 *   32       cum quantity
 *   40       leaves quantity
 *   48       price
 *   56       notional        modulo 2^64
 * </pre>
 */
final class OrderLedger {
    private static final int SESSION_OFFSET = 0;
    private static final int STATUS_OFFSET = SESSION_OFFSET + Integer.BYTES;
    private static final int SIDE_OFFSET = STATUS_OFFSET + Byte.BYTES;
    private static final int SEEN_OFFSET = SIDE_OFFSET + Byte.BYTES;
    private static final int CL_ORD_ID_OFFSET = SEEN_OFFSET + Short.BYTES;
    private static final int CLIENT_NUMBER_OFFSET = CL_ORD_ID_OFFSET + Long.BYTES;
    private static final int QUANTITY_OFFSET = CLIENT_NUMBER_OFFSET + Long.BYTES;
    private static final int CUM_OFFSET = QUANTITY_OFFSET + Long.BYTES;
    private static final int LEAVES_OFFSET = CUM_OFFSET + Long.BYTES;
    private static final int PRICE_OFFSET = LEAVES_OFFSET + Long.BYTES;
    private static final int NOTIONAL_OFFSET = PRICE_OFFSET + Long.BYTES;
    private static final int RECORD_LENGTH = NOTIONAL_OFFSET + Long.BYTES;

    private final PagedRecords records = new PagedRecords(RECORD_LENGTH);
    private long count;

    boolean has(final long orderId) {
        final UnsafeBuffer page = records.read(orderId);
        return page != null && page.getByte(records.offset(orderId) + STATUS_OFFSET) != 0;
    }

    void put(final OrderRow row) {
        count += has(row.orderId) ? 0 : 1;
        final UnsafeBuffer page = records.write(row.orderId);
        final int record = records.offset(row.orderId);
        page.putInt(record + SESSION_OFFSET, row.session);
        page.putByte(record + STATUS_OFFSET, row.status);
        page.putByte(record + SIDE_OFFSET, row.side);
        page.putLong(record + CL_ORD_ID_OFFSET, row.clOrdId);
        page.putLong(record + CLIENT_NUMBER_OFFSET, row.clientNumber);
        page.putLong(record + QUANTITY_OFFSET, row.quantity);
        page.putLong(record + CUM_OFFSET, row.cumQuantity);
        page.putLong(record + LEAVES_OFFSET, row.leavesQuantity);
        page.putLong(record + PRICE_OFFSET, row.price);
        page.putLong(record + NOTIONAL_OFFSET, row.notional);
    }

    /** Reads an order that is there. */
    OrderRow get(final long orderId, final OrderRow row) {
        final UnsafeBuffer page = records.read(orderId);
        final int record = records.offset(orderId);
        row.orderId = orderId;
        row.session = page.getInt(record + SESSION_OFFSET);
        row.status = page.getByte(record + STATUS_OFFSET);
        row.side = page.getByte(record + SIDE_OFFSET);
        row.clOrdId = page.getLong(record + CL_ORD_ID_OFFSET);
        row.clientNumber = page.getLong(record + CLIENT_NUMBER_OFFSET);
        row.quantity = page.getLong(record + QUANTITY_OFFSET);
        row.cumQuantity = page.getLong(record + CUM_OFFSET);
        row.leavesQuantity = page.getLong(record + LEAVES_OFFSET);
        row.price = page.getLong(record + PRICE_OFFSET);
        row.notional = page.getLong(record + NOTIONAL_OFFSET);
        return row;
    }

    /** Marks an order that is there; returns false if it was marked already. */
    boolean see(final long orderId) {
        final UnsafeBuffer page = records.read(orderId);
        final int at = records.offset(orderId) + SEEN_OFFSET;
        final boolean isFirst = page.getByte(at) == 0;
        page.putByte(at, (byte) 1);
        return isFirst;
    }

    boolean wasSeen(final long orderId) {
        return records.read(orderId).getByte(records.offset(orderId) + SEEN_OFFSET) != 0;
    }

    long count() {
        return count;
    }

    long end() {
        return records.end();
    }
}
