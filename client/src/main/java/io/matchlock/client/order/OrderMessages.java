package io.matchlock.client.order;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.protocol.Sofh;
import io.matchlock.protocol.order.BooleanType;
import io.matchlock.protocol.order.MassActionScope;
import io.matchlock.protocol.order.MessageHeaderEncoder;
import io.matchlock.protocol.order.NewOrderSingleEncoder;
import io.matchlock.protocol.order.OrderCancelReplaceRequestEncoder;
import io.matchlock.protocol.order.OrderCancelRequestEncoder;
import io.matchlock.protocol.order.OrderMassActionRequestEncoder;
import io.matchlock.protocol.order.Side;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Writes numbered application messages into slots of the send window. Owned by the session's thread. */
public final class OrderMessages {
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NewOrderSingleEncoder newOrder = new NewOrderSingleEncoder();
    private final OrderCancelRequestEncoder cancel = new OrderCancelRequestEncoder();
    private final OrderCancelReplaceRequestEncoder replace = new OrderCancelReplaceRequestEncoder();
    private final OrderMassActionRequestEncoder massAction = new OrderMassActionRequestEncoder();
    private final SendWindow window;

    /**
     * Writes into a window.
     *
     * @param window that holds the slots
     */
    public OrderMessages(final SendWindow window) {
        this.window = window;
    }

    /**
     * Writes and takes a new order.
     *
     * @param slot that was claimed
     * @param sendingTimeNs UTC
     * @param clOrdId of the order
     * @param terms what it asks for
     * @return the message's client number
     */
    public long newOrder(final int slot, final long sendingTimeNs, final long clOrdId, final OrderForm terms) {
        blank(slot, NewOrderSingleEncoder.BLOCK_LENGTH);
        newOrder.wrapAndApplyHeader(window.buffer(), slot + Sofh.HEADER_LENGTH, header);
        newOrder.msgSeqNum(window.next()).clOrdID(clOrdId).orderQty(terms.quantity);
        newOrder.price().mantissa(terms.price);
        newOrder.stopPx().mantissa(terms.stopPrice);
        newOrder.minQty(terms.minQuantity).displayQty(terms.displayQuantity);
        newOrder.sendingTime().time(sendingTimeNs);
        newOrder.expireTime().time(terms.expireTimeNs);
        newOrder.selfMatchPreventionID(terms.selfTradeGroup);
        newOrder.securityID(terms.securityId).account(terms.account & 0xFFFF_FFFFL);
        newOrder.side(terms.side).ordType(terms.type).timeInForce(terms.timeInForce);
        newOrder.execInst().participateDoNotInitiate(terms.isPostOnly);
        newOrder.stpInstruction(terms.selfTrade);
        return window.commit(Sofh.BODY_OFFSET + NewOrderSingleEncoder.BLOCK_LENGTH);
    }

    /**
     * Writes and takes a cancel.
     *
     * @param slot that was claimed
     * @param sendingTimeNs UTC
     * @param clOrdId of the cancel itself
     * @param origClOrdId of the order, or null value
     * @param orderId of the order, or null value
     * @param securityId of the instrument
     * @param side of the order
     * @return the message's client number
     */
    public long cancel(
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

    /**
     * Writes and takes a replace.
     *
     * @param slot that was claimed
     * @param sendingTimeNs UTC
     * @param clOrdId the order's new one
     * @param origClOrdId of the order, or null value
     * @param orderId of the order, or null value
     * @param terms what the order is to be
     * @param isTotal whether the quantity has what is filled in it
     * @return the message's client number
     */
    public long replace(
            final int slot,
            final long sendingTimeNs,
            final long clOrdId,
            final long origClOrdId,
            final long orderId,
            final OrderForm terms,
            final boolean isTotal) {
        blank(slot, OrderCancelReplaceRequestEncoder.BLOCK_LENGTH);
        replace.wrapAndApplyHeader(window.buffer(), slot + Sofh.HEADER_LENGTH, header);
        replace.msgSeqNum(window.next()).clOrdID(clOrdId).origClOrdID(origClOrdId);
        replace.orderID(orderId).orderQty(terms.quantity);
        replace.price().mantissa(terms.price);
        replace.stopPx().mantissa(terms.stopPrice);
        replace.minQty(terms.minQuantity).displayQty(terms.displayQuantity);
        replace.sendingTime().time(sendingTimeNs);
        replace.securityID(terms.securityId).account(terms.account & 0xFFFF_FFFFL);
        replace.side(terms.side).ordType(terms.type).timeInForce(terms.timeInForce);
        replace.execInst().participateDoNotInitiate(terms.isPostOnly);
        replace.inFlightMitigation(isTotal ? BooleanType.True : BooleanType.False);
        replace.stpInstruction(terms.selfTrade);
        replace.expireTime().time(terms.expireTimeNs);
        replace.selfMatchPreventionID(terms.selfTradeGroup);
        return window.commit(Sofh.BODY_OFFSET + OrderCancelReplaceRequestEncoder.BLOCK_LENGTH);
    }

    /**
     * Writes and takes a mass cancel.
     *
     * @param slot that was claimed
     * @param sendingTimeNs UTC
     * @param clOrdId of the request itself
     * @param scope which orders are meant
     * @param securityId of the instrument, or null value
     * @param account unsigned, or null value
     * @param side of the orders, null for both
     * @return the message's client number
     */
    public long massCancel(
            final int slot,
            final long sendingTimeNs,
            final long clOrdId,
            final MassActionScope scope,
            final int securityId,
            final long account,
            final Side side) {
        blank(slot, OrderMassActionRequestEncoder.BLOCK_LENGTH);
        massAction.wrapAndApplyHeader(window.buffer(), slot + Sofh.HEADER_LENGTH, header);
        massAction.msgSeqNum(window.next()).clOrdID(clOrdId).securityID(securityId);
        massAction.account(account & 0xFFFF_FFFFL).massActionScope(scope).side(side == null ? Side.NULL_VAL : side);
        massAction.sendingTime().time(sendingTimeNs);
        return window.commit(Sofh.BODY_OFFSET + OrderMassActionRequestEncoder.BLOCK_LENGTH);
    }

    /**
     * Takes a message of the caller's own: header and block as they stand, but for the number at the block's beginning.
     *
     * @param slot that was claimed
     * @param message that holds it
     * @param offset of its SBE header
     * @param length of header and message in bytes
     * @return the message's client number
     */
    public long any(final int slot, final DirectBuffer message, final int offset, final int length) {
        final MutableDirectBuffer buffer = window.buffer();
        buffer.putBytes(slot + Sofh.HEADER_LENGTH, message, offset, length);
        buffer.putLong(slot + Sofh.BODY_OFFSET, window.next(), LITTLE_ENDIAN);
        return window.commit(Sofh.HEADER_LENGTH + length);
    }

    private void blank(final int slot, final int blockLength) {
        window.buffer().setMemory(slot + Sofh.BODY_OFFSET, blockLength, (byte) 0);
    }
}
