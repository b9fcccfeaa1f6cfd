package io.matchlock.matcher.events;

import static io.matchlock.protocol.LittleEndian.putLong;
import static io.matchlock.protocol.order.ExecutionReportEncoder.*;

import io.matchlock.engine.event.Order;
import io.matchlock.engine.event.Report;
import io.matchlock.engine.request.Codes;
import io.matchlock.protocol.BlockLayout;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.order.ExecType;

/**
 * Writes ExecutionReport, word by word: the record's length is checked once, when it is claimed. Owned by the matcher's agent;
 * sets every byte of the block, so that equal events have equal bytes.
 *
 * <pre>
 *    0  msgSeqNum     48  price         96  minQty
 *    8  orderID       56  orderQty     104  transactTime
 *   16  execID        64  leavesQty    112  expireTime
 *   24  clOrdID       72  cumQty       120  massActionReportID
 *   32  origClOrdID   80  stopPx       128  securityID | account
 *   40  refSeqNum     88  displayQty   136  execRestatementReason | execType | ordStatus | side | ordType | timeInForce | flags
 * </pre>
 */
final class ExecutionReports {
    private static final long HEADER = BlockLayout.header(BLOCK_LENGTH, TEMPLATE_ID, SCHEMA_ID, SCHEMA_VERSION);
    private static final int BLOCK = EventsEntry.RECORD_HEADER_LENGTH + Long.BYTES;
    private static final int LENGTH = EntryWriter.unpadded(BLOCK + BLOCK_LENGTH);
    private static final long KIND = EntryWriter.kind(EventsEntry.REPORT, LENGTH);

    private static final BlockLayout LAYOUT = new BlockLayout("ExecutionReport", BLOCK_LENGTH);
    private static final int MSG_SEQ_NUM = LAYOUT.longAt(msgSeqNumEncodingOffset(), msgSeqNumEncodingLength());
    private static final int ORDER_ID = LAYOUT.longAt(orderIDEncodingOffset(), orderIDEncodingLength());
    private static final int EXEC_ID = LAYOUT.longAt(execIDEncodingOffset(), execIDEncodingLength());
    private static final int CL_ORD_ID = LAYOUT.longAt(clOrdIDEncodingOffset(), clOrdIDEncodingLength());
    private static final int ORIG_CL_ORD_ID = LAYOUT.longAt(origClOrdIDEncodingOffset(), origClOrdIDEncodingLength());
    private static final int REF_SEQ_NUM = LAYOUT.longAt(refSeqNumEncodingOffset(), refSeqNumEncodingLength());
    private static final int PRICE = LAYOUT.longAt(priceEncodingOffset(), priceEncodingLength());
    private static final int ORDER_QTY = LAYOUT.longAt(orderQtyEncodingOffset(), orderQtyEncodingLength());
    private static final int LEAVES_QTY = LAYOUT.longAt(leavesQtyEncodingOffset(), leavesQtyEncodingLength());
    private static final int CUM_QTY = LAYOUT.longAt(cumQtyEncodingOffset(), cumQtyEncodingLength());
    private static final int STOP_PX = LAYOUT.longAt(stopPxEncodingOffset(), stopPxEncodingLength());
    private static final int DISPLAY_QTY = LAYOUT.longAt(displayQtyEncodingOffset(), displayQtyEncodingLength());
    private static final int MIN_QTY = LAYOUT.longAt(minQtyEncodingOffset(), minQtyEncodingLength());
    private static final int TRANSACT_TIME = LAYOUT.longAt(transactTimeEncodingOffset(), transactTimeEncodingLength());
    private static final int EXPIRE_TIME = LAYOUT.longAt(expireTimeEncodingOffset(), expireTimeEncodingLength());
    private static final int MASS_ACTION_REPORT_ID =
            LAYOUT.longAt(massActionReportIDEncodingOffset(), massActionReportIDEncodingLength());
    private static final int SECURITY_ID = LAYOUT.intAt(securityIDEncodingOffset(), securityIDEncodingLength());
    private static final int ACCOUNT_SHIFT =
            LAYOUT.shift(LAYOUT.intAt(accountEncodingOffset(), accountEncodingLength()), SECURITY_ID);
    private static final int REASON =
            LAYOUT.shortAt(execRestatementReasonEncodingOffset(), execRestatementReasonEncodingLength());
    private static final int EXEC_TYPE_SHIFT = codeShift(execTypeEncodingOffset(), execTypeEncodingLength());
    private static final int ORD_STATUS_SHIFT = codeShift(ordStatusEncodingOffset(), ordStatusEncodingLength());
    private static final int SIDE_SHIFT = codeShift(sideEncodingOffset(), sideEncodingLength());
    private static final int ORD_TYPE_SHIFT = codeShift(ordTypeEncodingOffset(), ordTypeEncodingLength());
    private static final int TIME_IN_FORCE_SHIFT = codeShift(timeInForceEncodingOffset(), timeInForceEncodingLength());

    static {
        codeShift(possDupFlagsEncodingOffset(), possDupFlagsEncodingLength()); // the gateway's, zero here
        LAYOUT.requireCovered();
    }

    private final EntryWriter entry;
    private final long address;

    ExecutionReports(final EntryWriter entry) {
        this.entry = entry;
        this.address = entry.buffer().addressOffset();
    }

    /** In one piece, so that it is too large to be inlined into each of the engine's paths, which would grow out of bounds. */
    void report(
            final Report head,
            final Order order,
            final ExecType execType,
            final long clOrdId,
            final long origClOrdId,
            final int restatementReason,
            final long massActionId) {
        final long codes = restatementReason
                | (long) execType.value() << EXEC_TYPE_SHIFT
                | (long) order.ordStatus() << ORD_STATUS_SHIFT
                | (long) order.side() << SIDE_SHIFT
                | (long) order.ordType() << ORD_TYPE_SHIFT
                | (long) order.timeInForce() << TIME_IN_FORCE_SHIFT;
        final long record = address + entry.take(LENGTH);
        putLong(record + EventsEntry.RECORD_LENGTH_OFFSET, KIND);
        putLong(record + EventsEntry.RECORD_SESSION_OFFSET, EntryWriter.recipient(head.session(), head.ownerChainId()));
        putLong(record + EventsEntry.RECORD_REPORT_NUMBER_OFFSET, head.number());
        putLong(record + EventsEntry.RECORD_HEADER_LENGTH, HEADER);
        final long block = record + BLOCK;
        putLong(block + MSG_SEQ_NUM, head.number());
        putLong(block + ORDER_ID, order.orderId());
        putLong(block + EXEC_ID, head.execId());
        putLong(block + CL_ORD_ID, clOrdId);
        putLong(block + ORIG_CL_ORD_ID, origClOrdId);
        putLong(block + REF_SEQ_NUM, head.refSeqNum());
        putLong(block + PRICE, order.price());
        putLong(block + ORDER_QTY, order.orderQty());
        putLong(block + LEAVES_QTY, order.leavesQty());
        putLong(block + CUM_QTY, order.cumQty());
        putLong(block + TRANSACT_TIME, head.transactTimeNs());
        putLong(block + MASS_ACTION_REPORT_ID, massActionId);
        putLong(
                block + SECURITY_ID,
                Integer.toUnsignedLong(order.securityId()) | (long) order.account() << ACCOUNT_SHIFT);
        putLong(block + REASON, codes);
        if (order.hasDetails()) {
            putLong(block + STOP_PX, order.stopPx());
            putLong(block + DISPLAY_QTY, order.displayQty());
            putLong(block + MIN_QTY, order.minQty());
            putLong(block + EXPIRE_TIME, order.expireTimeNs());
        } else {
            putLong(block + STOP_PX, Codes.NULL_PRICE);
            putLong(block + DISPLAY_QTY, Codes.NULL_U64);
            putLong(block + MIN_QTY, Codes.NULL_U64);
            putLong(block + EXPIRE_TIME, Codes.NULL_U64);
        }
    }

    private static int codeShift(final int offset, final int length) {
        return LAYOUT.shift(LAYOUT.byteAt(offset, length), REASON);
    }
}
