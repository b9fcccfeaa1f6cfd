package io.matchlock.client;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.protocol.Sofh;
import io.matchlock.protocol.order.MessageHeaderEncoder;
import io.matchlock.protocol.order.NewOrderSingleEncoder;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.OrderCancelReplaceRequestEncoder;
import io.matchlock.protocol.order.OrderCancelRequestEncoder;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.StpInstruction;
import io.matchlock.protocol.order.TimeInForce;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Writes numbered application messages into slots of the send window. Owned by the session's thread. */
final class OrderMessages {
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NewOrderSingleEncoder newOrder = new NewOrderSingleEncoder();
    private final OrderCancelRequestEncoder cancel = new OrderCancelRequestEncoder();
    private final OrderCancelReplaceRequestEncoder replace = new OrderCancelReplaceRequestEncoder();
    private final SendWindow window;

    OrderMessages(final SendWindow window) {
        this.window = window;
    }

    long newOrder(
            final int slot,
            final long sendingTimeNs,
            final long clOrdId,
            final int securityId,
            final int account,
            final Side side,
            final OrdType type,
            final TimeInForce timeInForce,
            final long quantity,
            final long price) {
        blank(slot, NewOrderSingleEncoder.BLOCK_LENGTH);
        newOrder.wrapAndApplyHeader(window.buffer(), slot + Sofh.HEADER_LENGTH, header);
        newOrder.msgSeqNum(window.next()).clOrdID(clOrdId).orderQty(quantity);
        newOrder.price().mantissa(price);
        newOrder.stopPx().mantissa(ClientSession.NO_PRICE);
        newOrder.minQty(NewOrderSingleEncoder.minQtyNullValue());
        newOrder.displayQty(NewOrderSingleEncoder.displayQtyNullValue());
        newOrder.sendingTime().time(sendingTimeNs);
        newOrder.expireTime().time(NewOrderSingleEncoder.minQtyNullValue());
        newOrder.selfMatchPreventionID(NewOrderSingleEncoder.selfMatchPreventionIDNullValue());
        newOrder.securityID(securityId).account(account & 0xFFFF_FFFFL);
        newOrder.side(side).ordType(type).timeInForce(timeInForce);
        newOrder.stpInstruction(StpInstruction.None);
        return window.commit(Sofh.BODY_OFFSET + NewOrderSingleEncoder.BLOCK_LENGTH);
    }

    long cancel(
            final int slot,
            final long sendingTimeNs,
            final long clOrdId,
            final long origClOrdId,
            final long orderId,
            final int securityId,
            final Side side) {
        blank(slot, OrderCancelRequestEncoder.BLOCK_LENGTH);
        cancel.wrapAndApplyHeader(window.buffer(), slot + Sofh.HEADER_LENGTH, header);
        cancel.msgSeqNum(window.next()).clOrdID(clOrdId).origClOrdID(origClOrdId);
        cancel.orderID(orderId).securityID(securityId).side(side);
        cancel.sendingTime().time(sendingTimeNs);
        return window.commit(Sofh.BODY_OFFSET + OrderCancelRequestEncoder.BLOCK_LENGTH);
    }

    long replace(
            final int slot,
            final long sendingTimeNs,
            final long clOrdId,
            final long origClOrdId,
            final long orderId,
            final int securityId,
            final int account,
            final Side side,
            final OrdType type,
            final TimeInForce timeInForce,
            final long quantity,
            final long price) {
        blank(slot, OrderCancelReplaceRequestEncoder.BLOCK_LENGTH);
        replace.wrapAndApplyHeader(window.buffer(), slot + Sofh.HEADER_LENGTH, header);
        replace.msgSeqNum(window.next()).clOrdID(clOrdId).origClOrdID(origClOrdId);
        replace.orderID(orderId).orderQty(quantity);
        replace.price().mantissa(price);
        replace.stopPx().mantissa(ClientSession.NO_PRICE);
        replace.minQty(OrderCancelReplaceRequestEncoder.minQtyNullValue());
        replace.displayQty(OrderCancelReplaceRequestEncoder.displayQtyNullValue());
        replace.sendingTime().time(sendingTimeNs);
        replace.securityID(securityId).account(account & 0xFFFF_FFFFL);
        replace.side(side).ordType(type).timeInForce(timeInForce);
        replace.stpInstruction(StpInstruction.None);
        replace.expireTime().time(OrderCancelReplaceRequestEncoder.minQtyNullValue());
        replace.selfMatchPreventionID(OrderCancelReplaceRequestEncoder.selfMatchPreventionIDNullValue());
        return window.commit(Sofh.BODY_OFFSET + OrderCancelReplaceRequestEncoder.BLOCK_LENGTH);
    }

    /** A message of the caller's own: header and block as they stand, but for the number at the block's begin. */
    long any(final int slot, final DirectBuffer message, final int offset, final int length) {
        final MutableDirectBuffer buffer = window.buffer();
        buffer.putBytes(slot + Sofh.HEADER_LENGTH, message, offset, length);
        buffer.putLong(slot + Sofh.BODY_OFFSET, window.next(), LITTLE_ENDIAN);
        return window.commit(Sofh.HEADER_LENGTH + length);
    }

    private void blank(final int slot, final int blockLength) {
        window.buffer().setMemory(slot + Sofh.BODY_OFFSET, blockLength, (byte) 0);
    }
}
