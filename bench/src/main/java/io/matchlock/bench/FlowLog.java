package io.matchlock.bench;

import io.matchlock.bench.flow.FlowFile;
import io.matchlock.bench.flow.FlowScan;
import io.matchlock.protocol.internal.EstablishRequestedEncoder;
import io.matchlock.protocol.internal.GatewayStartedEncoder;
import io.matchlock.protocol.internal.NegotiateRequestedEncoder;
import io.matchlock.protocol.log.ChainId;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryEncoder;
import io.matchlock.protocol.order.BooleanType;
import io.matchlock.protocol.order.MessageHeaderEncoder;
import io.matchlock.protocol.order.NewOrderSingleEncoder;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.OrderCancelReplaceRequestEncoder;
import io.matchlock.protocol.order.OrderCancelRequestEncoder;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.StpInstruction;
import io.matchlock.protocol.order.TimeInForce;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A flow as the orders entries of one session: what a gateway would have appended. In memory, made before anything is timed. */
final class FlowLog {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final long NULL = -1L;
    private static final long NULL_PRICE = Long.MIN_VALUE;

    private final List<UnsafeBuffer> entries = new ArrayList<>();
    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(OrdersEntry.MAX_LENGTH));
    private final OrdersEntryEncoder entry = new OrdersEntryEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final io.matchlock.protocol.internal.MessageHeaderEncoder internalHeader =
            new io.matchlock.protocol.internal.MessageHeaderEncoder();
    private final NewOrderSingleEncoder newOrder = new NewOrderSingleEncoder();
    private final OrderCancelReplaceRequestEncoder replace = new OrderCancelReplaceRequestEncoder();
    private final OrderCancelRequestEncoder cancel = new OrderCancelRequestEncoder();
    private final FlowFile flow;
    private final long priceShift;
    private long batchNumber;
    private int prefillEntries;

    /** Encodes a flow; a batch holds up to {@code messages} of them. */
    FlowLog(final FlowFile flow, final FlowScan scan, final int messages) {
        this.flow = flow;
        priceShift = scan.priceShift();
        openBatch();
        opening();
        closeBatch();
        for (int index = 0; index < flow.count(); index++) {
            encode(index);
            if (entry.count() == messages || index + 1 == flow.prefill()) {
                closeBatch();
            }
            if (index + 1 == flow.prefill()) {
                prefillEntries = entries.size();
            }
        }
        if (entry.count() > 0) {
            closeBatch();
        }
    }

    /** Entries, those that build the book included. */
    int count() {
        return entries.size();
    }

    /** The first entries, which bind the session and build the book. */
    int prefill() {
        return prefillEntries;
    }

    UnsafeBuffer entry(final int index) {
        return entries.get(index);
    }

    private void openBatch() {
        entry.wrap(buffer, 0, OrdersEntry.BATCH, ChainId.of(1, 0), 1L, ++batchNumber);
    }

    private void closeBatch() {
        final int length = entry.finish(batchNumber);
        final UnsafeBuffer copy = new UnsafeBuffer(ByteBuffer.allocateDirect(length));
        copy.putBytes(0, buffer, 0, length);
        entries.add(copy);
        openBatch();
    }

    private void opening() {
        new GatewayStartedEncoder()
                .wrapAndApplyHeader(buffer, internal(GatewayStartedEncoder.BLOCK_LENGTH), internalHeader)
                .startTime(1);
        new NegotiateRequestedEncoder()
                .wrapAndApplyHeader(buffer, internal(NegotiateRequestedEncoder.BLOCK_LENGTH), internalHeader)
                .connectionId(1)
                .sessionIdHigh(1)
                .sessionIdLow(1);
        new EstablishRequestedEncoder()
                .wrapAndApplyHeader(buffer, internal(EstablishRequestedEncoder.BLOCK_LENGTH), internalHeader)
                .connectionId(1)
                .sessionIdHigh(1)
                .sessionIdLow(1)
                .nextSeqNo(1);
    }

    private void encode(final int index) {
        switch (flow.type(index)) {
            case FlowFile.NEW_GTC -> enter(index, TimeInForce.GTC);
            case FlowFile.NEW_IOC -> enter(index, TimeInForce.IOC);
            case FlowFile.CANCEL -> cancel(index);
            default -> replace(index);
        }
    }

    private void enter(final int index, final TimeInForce timeInForce) {
        final int offset = client(index, NewOrderSingleEncoder.BLOCK_LENGTH);
        newOrder.wrapAndApplyHeader(buffer, offset, header)
                .msgSeqNum(index + 1L)
                .clOrdID(flow.orderId(index))
                .orderQty(flow.quantity(index))
                .minQty(NULL)
                .displayQty(NULL)
                .selfMatchPreventionID(NULL)
                .securityID(flow.symbol(index))
                .side(side(index))
                .ordType(OrdType.Limit)
                .timeInForce(timeInForce)
                .stpInstruction(StpInstruction.None);
        newOrder.price().mantissa(flow.price(index) + priceShift);
        newOrder.stopPx().mantissa(NULL_PRICE);
        newOrder.expireTime().time(NULL);
    }

    private void replace(final int index) {
        final long id = flow.orderId(index);
        final int offset = client(index, OrderCancelReplaceRequestEncoder.BLOCK_LENGTH);
        replace.wrapAndApplyHeader(buffer, offset, header)
                .msgSeqNum(index + 1L)
                .clOrdID(id)
                .origClOrdID(id)
                .orderID(NULL)
                .orderQty(flow.quantity(index))
                .minQty(NULL)
                .displayQty(NULL)
                .selfMatchPreventionID(NULL)
                .securityID(flow.symbol(index))
                .side(side(index))
                .ordType(OrdType.Limit)
                .timeInForce(TimeInForce.GTC)
                .inFlightMitigation(BooleanType.False)
                .stpInstruction(StpInstruction.None);
        replace.price().mantissa(flow.price(index) + priceShift);
        replace.stopPx().mantissa(NULL_PRICE);
        replace.expireTime().time(NULL);
    }

    private void cancel(final int index) {
        final int offset = client(index, OrderCancelRequestEncoder.BLOCK_LENGTH);
        cancel.wrapAndApplyHeader(buffer, offset, header)
                .msgSeqNum(index + 1L)
                .clOrdID(flow.orderId(index))
                .origClOrdID(flow.orderId(index))
                .orderID(NULL)
                .securityID(flow.symbol(index))
                .side(side(index));
    }

    private int internal(final int blockLength) {
        return claim(OrdersEntry.INTERNAL, 0, 0L, 0L, blockLength);
    }

    private int client(final int index, final int blockLength) {
        return claim(OrdersEntry.CLIENT_MESSAGE, 1, index + 1L, index, blockLength);
    }

    private int claim(final int type, final int session, final long number, final long timeNs, final int blockLength) {
        final int offset = entry.claim(type, session, number, timeNs, HEADER + blockLength);
        buffer.setMemory(offset, HEADER + blockLength, (byte) 0);
        return offset;
    }

    private Side side(final int index) {
        return flow.isBuy(index) ? Side.Buy : Side.Sell;
    }
}
