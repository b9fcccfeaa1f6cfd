package io.matchlock.matcher.events;

import static io.matchlock.protocol.LittleEndian.putLong;
import static io.matchlock.protocol.order.ExecutionReportTradeEncoder.*;

import io.matchlock.engine.event.Order;
import io.matchlock.engine.event.Report;
import io.matchlock.engine.request.Codes;
import io.matchlock.protocol.BlockLayout;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.order.BooleanType;
import io.matchlock.protocol.order.ExecType;

/**
 * Writes ExecutionReportTrade, word by word: the record's length is checked once, when it is claimed. Owned by the matcher's
 * agent; sets every byte of the block, so that equal events have equal bytes.
 *
 * <pre>
 *    0  msgSeqNum   40  lastPx       80  transactTime
 *    8  orderID     48  lastQty      88  contraTrader
 *   16  execID      56  leavesQty    96  refSeqNum
 *   24  clOrdID     64  cumQty      104  securityID | account
 *   32  tradeID     72  price       112  execType | ordStatus | side | aggressorIndicator | flags | zeros
 * </pre>
 */
final class TradeReports {
    private static final long HEADER = BlockLayout.header(BLOCK_LENGTH, TEMPLATE_ID, SCHEMA_ID, SCHEMA_VERSION);
    private static final int BLOCK = EventsEntry.RECORD_HEADER_LENGTH + Long.BYTES;
    private static final int LENGTH = EntryWriter.unpadded(BLOCK + BLOCK_LENGTH);
    private static final long KIND = EntryWriter.kind(EventsEntry.REPORT, LENGTH);

    private static final BlockLayout LAYOUT = new BlockLayout("ExecutionReportTrade", BLOCK_LENGTH);
    private static final int MSG_SEQ_NUM = LAYOUT.longAt(msgSeqNumEncodingOffset(), msgSeqNumEncodingLength());
    private static final int ORDER_ID = LAYOUT.longAt(orderIDEncodingOffset(), orderIDEncodingLength());
    private static final int EXEC_ID = LAYOUT.longAt(execIDEncodingOffset(), execIDEncodingLength());
    private static final int CL_ORD_ID = LAYOUT.longAt(clOrdIDEncodingOffset(), clOrdIDEncodingLength());
    private static final int TRADE_ID = LAYOUT.longAt(tradeIDEncodingOffset(), tradeIDEncodingLength());
    private static final int LAST_PX = LAYOUT.longAt(lastPxEncodingOffset(), lastPxEncodingLength());
    private static final int LAST_QTY = LAYOUT.longAt(lastQtyEncodingOffset(), lastQtyEncodingLength());
    private static final int LEAVES_QTY = LAYOUT.longAt(leavesQtyEncodingOffset(), leavesQtyEncodingLength());
    private static final int CUM_QTY = LAYOUT.longAt(cumQtyEncodingOffset(), cumQtyEncodingLength());
    private static final int PRICE = LAYOUT.longAt(priceEncodingOffset(), priceEncodingLength());
    private static final int TRANSACT_TIME = LAYOUT.longAt(transactTimeEncodingOffset(), transactTimeEncodingLength());
    private static final int CONTRA_TRADER = LAYOUT.longAt(contraTraderEncodingOffset(), contraTraderEncodingLength());
    private static final int REF_SEQ_NUM = LAYOUT.longAt(refSeqNumEncodingOffset(), refSeqNumEncodingLength());
    private static final int SECURITY_ID = LAYOUT.intAt(securityIDEncodingOffset(), securityIDEncodingLength());
    private static final int ACCOUNT_SHIFT =
            LAYOUT.shift(LAYOUT.intAt(accountEncodingOffset(), accountEncodingLength()), SECURITY_ID);
    private static final int EXEC_TYPE = LAYOUT.byteAt(execTypeEncodingOffset(), execTypeEncodingLength());
    private static final int ORD_STATUS_SHIFT = codeShift(ordStatusEncodingOffset(), ordStatusEncodingLength());
    private static final int SIDE_SHIFT = codeShift(sideEncodingOffset(), sideEncodingLength());
    private static final long AGGRESSOR = (long) BooleanType.True.value()
            << codeShift(aggressorIndicatorEncodingOffset(), aggressorIndicatorEncodingLength());

    static {
        codeShift(possDupFlagsEncodingOffset(), possDupFlagsEncodingLength()); // the gateway's, zero here
        LAYOUT.requireCovered();
    }

    private final EntryWriter entry;
    private final long address;

    TradeReports(final EntryWriter entry) {
        this.entry = entry;
        this.address = entry.buffer().addressOffset();
    }

    /** In one piece, so that it is too large to be inlined into each of the engine's paths, which would grow out of bounds. */
    void report(
            final Report head,
            final Order order,
            final long tradeId,
            final long lastPx,
            final long lastQty,
            final boolean aggressor) {
        final long codes = ExecType.Trade.value()
                | (long) order.ordStatus() << ORD_STATUS_SHIFT
                | (long) order.side() << SIDE_SHIFT
                | (aggressor ? AGGRESSOR : 0L);
        final long record = address + entry.take(LENGTH);
        putLong(record + EventsEntry.RECORD_LENGTH_OFFSET, KIND);
        putLong(record + EventsEntry.RECORD_SESSION_OFFSET, EntryWriter.recipient(head.session(), head.ownerChainId()));
        putLong(record + EventsEntry.RECORD_REPORT_NUMBER_OFFSET, head.number());
        putLong(record + EventsEntry.RECORD_HEADER_LENGTH, HEADER);
        final long block = record + BLOCK;
        putLong(block + MSG_SEQ_NUM, head.number());
        putLong(block + ORDER_ID, order.orderId());
        putLong(block + EXEC_ID, head.execId());
        putLong(block + CL_ORD_ID, order.clOrdId());
        putLong(block + TRADE_ID, tradeId);
        putLong(block + LAST_PX, lastPx);
        putLong(block + LAST_QTY, lastQty);
        putLong(block + LEAVES_QTY, order.leavesQty());
        putLong(block + CUM_QTY, order.cumQty());
        putLong(block + PRICE, order.price());
        putLong(block + TRANSACT_TIME, head.transactTimeNs());
        putLong(block + CONTRA_TRADER, Codes.NULL_U64);
        putLong(block + REF_SEQ_NUM, head.refSeqNum());
        putLong(
                block + SECURITY_ID,
                Integer.toUnsignedLong(order.securityId()) | (long) order.account() << ACCOUNT_SHIFT);
        putLong(block + EXEC_TYPE, codes);
    }

    private static int codeShift(final int offset, final int length) {
        return LAYOUT.shift(LAYOUT.byteAt(offset, length), EXEC_TYPE);
    }
}
