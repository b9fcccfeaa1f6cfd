package io.matchlock.gateway.testing;

import io.matchlock.protocol.Credentials;
import io.matchlock.protocol.Sofh;
import io.matchlock.protocol.order.NewOrderSingleEncoder;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.OrderCancelReplaceRequestEncoder;
import io.matchlock.protocol.order.OrderCancelRequestEncoder;
import io.matchlock.protocol.order.Price9NullEncoder;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.StpInstruction;
import io.matchlock.protocol.order.TimeInForce;
import io.matchlock.protocol.order.UTCTimestampNanosNullEncoder;
import io.matchlock.protocol.session.CancelOnDisconnect;
import io.matchlock.protocol.session.EstablishEncoder;
import io.matchlock.protocol.session.FlowType;
import io.matchlock.protocol.session.MessageHeaderEncoder;
import io.matchlock.protocol.session.NegotiateEncoder;
import io.matchlock.protocol.session.QueuedMode;
import java.nio.ByteOrder;
import java.util.UUID;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes a client's frames, and allocates nothing for orders. */
public final class ClientFrames {
    /** Where the frames are. */
    public final UnsafeBuffer out = new UnsafeBuffer(new byte[8192]);

    private static final long PRICE = 150_000_000_000L;

    private final UUID sessionId;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final io.matchlock.protocol.order.MessageHeaderEncoder orderHeader =
            new io.matchlock.protocol.order.MessageHeaderEncoder();
    private final NewOrderSingleEncoder order = new NewOrderSingleEncoder();
    private final OrderCancelReplaceRequestEncoder replace = new OrderCancelReplaceRequestEncoder();
    private final OrderCancelRequestEncoder cancel = new OrderCancelRequestEncoder();

    public ClientFrames(final UUID sessionId) {
        this.sessionId = sessionId;
    }

    /** Writes a Negotiate; returns the frame's length. */
    public int negotiate(final long timestampNs, final String key, final byte[] secret) {
        final int length = Sofh.BODY_OFFSET + NegotiateEncoder.BLOCK_LENGTH + 2 + Credentials.LENGTH;
        new NegotiateEncoder()
                .wrapAndApplyHeader(out, Sofh.HEADER_LENGTH, header)
                .timestamp(timestampNs)
                .clientFlow(FlowType.Idempotent);
        sign(Credentials.NEGOTIATE_DOMAIN, NegotiateEncoder.BLOCK_LENGTH, key, secret);
        Sofh.write(out, 0, length);
        return length;
    }

    /** Writes an Establish; returns the frame's length. */
    public int establish(final long timestampNs, final long keepaliveMs) {
        return establish(timestampNs, keepaliveMs, QueuedMode.Each);
    }

    /** Writes an Establish; returns the frame's length. */
    public int establish(final long timestampNs, final long keepaliveMs, final QueuedMode mode) {
        new EstablishEncoder()
                .wrapAndApplyHeader(out, Sofh.HEADER_LENGTH, header)
                .timestamp(timestampNs)
                .keepaliveInterval(keepaliveMs)
                .nextSeqNo(1)
                .cancelOnDisconnect(CancelOnDisconnect.None)
                .cancelGracePeriod(0)
                .queuedMode(mode);
        sign(Credentials.ESTABLISH_DOMAIN, EstablishEncoder.BLOCK_LENGTH, Segment.KEY_ID, Segment.SECRET);
        final int length = Sofh.BODY_OFFSET + EstablishEncoder.BLOCK_LENGTH + 2 + Credentials.LENGTH;
        Sofh.write(out, 0, length);
        return length;
    }

    /** Writes a new order; returns where the next frame goes. */
    public int order(final int offset, final long number, final long clOrdId, final long quantity) {
        return order(offset, number, clOrdId, quantity, Segment.ACCOUNT, false);
    }

    /** Writes a new order; returns where the next frame goes. */
    public int order(
            final int offset,
            final long number,
            final long clOrdId,
            final long quantity,
            final int account,
            final boolean isPossDup) {
        order.wrapAndApplyHeader(out, offset + Sofh.HEADER_LENGTH, orderHeader)
                .msgSeqNum(number)
                .clOrdID(clOrdId)
                .orderQty(quantity)
                .minQty(NewOrderSingleEncoder.minQtyNullValue())
                .displayQty(NewOrderSingleEncoder.displayQtyNullValue())
                .selfMatchPreventionID(NewOrderSingleEncoder.selfMatchPreventionIDNullValue())
                .securityID(1)
                .account(account)
                .side(Side.Buy)
                .ordType(OrdType.Limit)
                .timeInForce(TimeInForce.Day)
                .stpInstruction(StpInstruction.NULL_VAL);
        order.execInst().clear();
        order.expireTime().time(UTCTimestampNanosNullEncoder.timeNullValue());
        order.stopPx().mantissa(Price9NullEncoder.mantissaNullValue());
        order.price().mantissa(PRICE);
        order.possDupFlags().clear().possDup(isPossDup);
        return frame(offset, NewOrderSingleEncoder.BLOCK_LENGTH);
    }

    /** Writes a replacement; returns where the next frame goes. */
    public int replace(
            final int offset, final long number, final long clOrdId, final long origClOrdId, final long quantity) {
        replace.wrapAndApplyHeader(out, offset + Sofh.HEADER_LENGTH, orderHeader)
                .msgSeqNum(number)
                .clOrdID(clOrdId)
                .origClOrdID(origClOrdId)
                .orderID(OrderCancelReplaceRequestEncoder.orderIDNullValue())
                .orderQty(quantity)
                .minQty(OrderCancelReplaceRequestEncoder.minQtyNullValue())
                .displayQty(OrderCancelReplaceRequestEncoder.displayQtyNullValue())
                .selfMatchPreventionID(OrderCancelReplaceRequestEncoder.selfMatchPreventionIDNullValue())
                .securityID(1)
                .account(Segment.ACCOUNT)
                .side(Side.Buy)
                .ordType(OrdType.Limit)
                .timeInForce(TimeInForce.Day)
                .inFlightMitigation(io.matchlock.protocol.order.BooleanType.False)
                .stpInstruction(StpInstruction.NULL_VAL);
        replace.execInst().clear();
        replace.expireTime().time(UTCTimestampNanosNullEncoder.timeNullValue());
        replace.stopPx().mantissa(Price9NullEncoder.mantissaNullValue());
        replace.price().mantissa(PRICE);
        replace.possDupFlags().clear();
        return frame(offset, OrderCancelReplaceRequestEncoder.BLOCK_LENGTH);
    }

    /** Writes a cancel; returns where the next frame goes. */
    public int cancel(final int offset, final long number, final long clOrdId, final long origClOrdId) {
        cancel.wrapAndApplyHeader(out, offset + Sofh.HEADER_LENGTH, orderHeader)
                .msgSeqNum(number)
                .clOrdID(clOrdId)
                .origClOrdID(origClOrdId)
                .orderID(OrderCancelRequestEncoder.orderIDNullValue())
                .securityID(1)
                .side(Side.Buy)
                .possDupFlags()
                .clear();
        return frame(offset, OrderCancelRequestEncoder.BLOCK_LENGTH);
    }

    private int frame(final int offset, final int blockLength) {
        final int length = Sofh.BODY_OFFSET + blockLength;
        Sofh.write(out, offset, length);
        return offset + length;
    }

    private void sign(final String domain, final int blockLength, final String key, final byte[] secret) {
        final int block = Sofh.BODY_OFFSET;
        out.putLong(block, sessionId.getMostSignificantBits(), ByteOrder.BIG_ENDIAN);
        out.putLong(block + 8, sessionId.getLeastSignificantBits(), ByteOrder.BIG_ENDIAN);
        out.putShort(block + blockLength, (short) Credentials.LENGTH, ByteOrder.LITTLE_ENDIAN);
        new Credentials().sign(domain, key, (byte) 0, secret, out, block, blockLength, out, block + blockLength + 2);
    }
}
