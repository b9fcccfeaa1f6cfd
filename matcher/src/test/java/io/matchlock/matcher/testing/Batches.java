package io.matchlock.matcher.testing;

import io.matchlock.protocol.internal.AccountBlockEncoder;
import io.matchlock.protocol.internal.AccountLimitsEncoder;
import io.matchlock.protocol.internal.EstablishRequestedEncoder;
import io.matchlock.protocol.internal.GatewayAliveEncoder;
import io.matchlock.protocol.internal.GatewayStartedEncoder;
import io.matchlock.protocol.internal.InstrumentStatusChangeEncoder;
import io.matchlock.protocol.internal.LeadEncoder;
import io.matchlock.protocol.internal.MessageRefusedEncoder;
import io.matchlock.protocol.internal.NegotiateRequestedEncoder;
import io.matchlock.protocol.internal.ReleaseReason;
import io.matchlock.protocol.internal.ReleaseRequestedEncoder;
import io.matchlock.protocol.internal.RulesVersionEncoder;
import io.matchlock.protocol.internal.TickEncoder;
import io.matchlock.protocol.log.ChainId;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryEncoder;
import io.matchlock.protocol.order.MassActionScope;
import io.matchlock.protocol.order.MessageHeaderEncoder;
import io.matchlock.protocol.order.NewOrderSingleEncoder;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.OrderCancelReplaceRequestEncoder;
import io.matchlock.protocol.order.OrderCancelRequestEncoder;
import io.matchlock.protocol.order.OrderMassActionRequestEncoder;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.StpInstruction;
import io.matchlock.protocol.order.TimeInForce;
import io.matchlock.protocol.segment.InstrumentDefinition;
import io.matchlock.protocol.segment.InstrumentRecord;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** One chain of a gateway, as a test writes it: records go into the open batch, {@link #close} makes it an entry. */
public final class Batches {
    /** Times in batches count from here, ns UTC. */
    public static final long EPOCH_NS = 1_700_000_000_000_000_000L;

    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final long PRICE_NULL = Long.MIN_VALUE;
    private static final long NULL = -1L;

    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(OrdersEntry.MAX_LENGTH));
    private final OrdersEntryEncoder entry = new OrdersEntryEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final io.matchlock.protocol.internal.MessageHeaderEncoder internalHeader =
            new io.matchlock.protocol.internal.MessageHeaderEncoder();
    private final int chainId;
    private final long incarnation;
    private long batchNumber;
    private long timeNs = EPOCH_NS;

    /** A chain whose first batch is open. */
    public Batches(final int gateway, final int loop, final long incarnation) {
        this.chainId = ChainId.of(gateway, loop);
        this.incarnation = incarnation;
        open();
    }

    /** Closes the batch into a new array and opens the next. */
    public byte[] close() {
        final int length = entry.finish(timeNs);
        final byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        open();
        return bytes;
    }

    /** Leaves a number out. */
    public Batches skipBatchNumber() {
        open();
        return this;
    }

    /** Opens the chain. */
    public Batches started() {
        return started(EPOCH_NS);
    }

    /** Opens the chain. */
    public Batches started(final long startTimeNs) {
        final int offset = internal(0, 0, GatewayStartedEncoder.BLOCK_LENGTH);
        new GatewayStartedEncoder()
                .wrapAndApplyHeader(buffer, offset, internalHeader)
                .startTime(startTimeNs);
        return this;
    }

    /** Says that the gateway lives. */
    public Batches alive() {
        final int offset = internal(0, 0, GatewayAliveEncoder.BLOCK_LENGTH);
        new GatewayAliveEncoder()
                .wrapAndApplyHeader(buffer, offset, internalHeader)
                .reserved(0);
        return this;
    }

    /** Bids for a term. */
    public Batches lead(final long term) {
        final int offset = internal(0, 0, LeadEncoder.BLOCK_LENGTH);
        new LeadEncoder().wrapAndApplyHeader(buffer, offset, internalHeader).term(term);
        return this;
    }

    /** Tells the time. */
    public Batches tick(final long term, final long tickNs) {
        final int offset = internal(0, 0, TickEncoder.BLOCK_LENGTH);
        new TickEncoder()
                .wrapAndApplyHeader(buffer, offset, internalHeader)
                .term(term)
                .time(tickNs);
        return this;
    }

    /** Negotiates the session with this low half of the id. */
    public Batches negotiate(final long idLow) {
        final int offset = internal(0, 0, NegotiateRequestedEncoder.BLOCK_LENGTH);
        new NegotiateRequestedEncoder()
                .wrapAndApplyHeader(buffer, offset, internalHeader)
                .connectionId(idLow + 1_000)
                .sessionIdHigh(0x1122334455667788L)
                .sessionIdLow(idLow)
                .timestamp(timeNs)
                .accessKeyId("key")
                .hostTag((short) 1);
        return this;
    }

    /** Establishes the session with this low half of the id. */
    public Batches establish(final long idLow) {
        return establish(idLow, 1);
    }

    /** Establishes a session by its id, {@code nextSeqNo} null or the client's next number. */
    public Batches establish(final long idLow, final long nextSeqNo) {
        final int offset = internal(0, 0, EstablishRequestedEncoder.BLOCK_LENGTH);
        new EstablishRequestedEncoder()
                .wrapAndApplyHeader(buffer, offset, internalHeader)
                .connectionId(idLow + 1_000)
                .sessionIdHigh(0x1122334455667788L)
                .sessionIdLow(idLow)
                .timestamp(timeNs)
                .nextSeqNo(nextSeqNo)
                .keepaliveInterval(10_000)
                .cancelGracePeriod(0)
                .accessKeyId("key")
                .cancelOnDisconnect((short) 0)
                .queuedMode((short) 0)
                .hostTag((short) 1);
        return this;
    }

    /** Releases a session. */
    public Batches release(final int session) {
        final int offset = internal(session, 0, ReleaseRequestedEncoder.BLOCK_LENGTH);
        new ReleaseRequestedEncoder()
                .wrapAndApplyHeader(buffer, offset, internalHeader)
                .reason(ReleaseReason.Disconnect);
        return this;
    }

    /** Stands for a message that was not appended whole. */
    public Batches refused(final int session, final long number, final long clOrdId, final int reason) {
        final int offset = internal(session, number, MessageRefusedEncoder.BLOCK_LENGTH);
        new MessageRefusedEncoder()
                .wrapAndApplyHeader(buffer, offset, internalHeader)
                .clOrdID(clOrdId)
                .securityID(Segments.SECURITY)
                .refTemplateID(NewOrderSingleEncoder.TEMPLATE_ID)
                .refTagID(65_535)
                .reason(reason)
                .side((short) '1');
        return this;
    }

    /** A limit order, good for the day. */
    public Batches limit(
            final int session,
            final long number,
            final long clOrdId,
            final Side side,
            final long quantity,
            final long price) {
        return order(session, number, clOrdId, side, OrdType.Limit, TimeInForce.Day, quantity, price);
    }

    /** An order. */
    public Batches order(
            final int session,
            final long number,
            final long clOrdId,
            final Side side,
            final OrdType type,
            final TimeInForce timeInForce,
            final long quantity,
            final long price) {
        final int offset = client(session, number, NewOrderSingleEncoder.BLOCK_LENGTH);
        final NewOrderSingleEncoder order = new NewOrderSingleEncoder();
        order.wrapAndApplyHeader(buffer, offset, header)
                .msgSeqNum(number)
                .clOrdID(clOrdId)
                .orderQty(quantity)
                .minQty(NULL)
                .displayQty(NULL)
                .selfMatchPreventionID(NULL)
                .securityID(Segments.SECURITY)
                .account(7)
                .side(side)
                .ordType(type)
                .timeInForce(timeInForce)
                .stpInstruction(StpInstruction.None);
        order.price().mantissa(price);
        order.stopPx().mantissa(PRICE_NULL);
        order.sendingTime().time(timeNs);
        order.expireTime().time(NULL);
        return this;
    }

    /** A limit or stop order with whatever a test wants to change; the changes come after the rest is set. */
    public Batches special(
            final int session,
            final long number,
            final long clOrdId,
            final Side side,
            final long quantity,
            final long price,
            final Consumer<NewOrderSingleEncoder> changes) {
        final int offset = client(session, number, NewOrderSingleEncoder.BLOCK_LENGTH);
        final NewOrderSingleEncoder order = new NewOrderSingleEncoder();
        order.wrapAndApplyHeader(buffer, offset, header)
                .msgSeqNum(number)
                .clOrdID(clOrdId)
                .orderQty(quantity)
                .minQty(NULL)
                .displayQty(NULL)
                .selfMatchPreventionID(NULL)
                .securityID(Segments.SECURITY)
                .account(7)
                .side(side)
                .ordType(OrdType.Limit)
                .timeInForce(TimeInForce.GTC)
                .stpInstruction(StpInstruction.None);
        order.price().mantissa(price);
        order.stopPx().mantissa(PRICE_NULL);
        order.expireTime().time(NULL);
        changes.accept(order);
        return this;
    }

    /** Cancels all orders of a session that the scope means. */
    public Batches massCancel(final int session, final long number, final long clOrdId, final MassActionScope scope) {
        final int offset = client(session, number, OrderMassActionRequestEncoder.BLOCK_LENGTH);
        new OrderMassActionRequestEncoder()
                .wrapAndApplyHeader(buffer, offset, header)
                .msgSeqNum(number)
                .clOrdID(clOrdId)
                .securityID(OrderMassActionRequestEncoder.securityIDNullValue())
                .account(OrderMassActionRequestEncoder.accountNullValue())
                .massActionScope(scope)
                .side(Side.NULL_VAL);
        return this;
    }

    /** Leads the instrument to a status, FIX 326. */
    public Batches status(final long requestId, final int securityId, final int status) {
        final int offset = internal(0, 0, InstrumentStatusChangeEncoder.BLOCK_LENGTH);
        new InstrumentStatusChangeEncoder()
                .wrapAndApplyHeader(buffer, offset, internalHeader)
                .requestId(requestId)
                .securityID(securityId)
                .status((short) status);
        return this;
    }

    /** Adds or changes an instrument. */
    public Batches define(final long requestId, final InstrumentDefinition instrument) {
        final int offset = internal(0, 0, InstrumentRecord.CHANGED_LENGTH - HEADER);
        InstrumentRecord.encodeChanged(instrument, requestId, buffer, offset);
        return this;
    }

    /** Limits an account's open orders. */
    public Batches limits(final long requestId, final int account, final int maxOpenOrders) {
        final int offset = internal(0, 0, AccountLimitsEncoder.BLOCK_LENGTH);
        new AccountLimitsEncoder()
                .wrapAndApplyHeader(buffer, offset, internalHeader)
                .requestId(requestId)
                .account(account)
                .maxOpenOrders(maxOpenOrders)
                .maxPosition(Long.MAX_VALUE)
                .maxOpenNotional(Long.MAX_VALUE);
        return this;
    }

    /** Blocks or unblocks an account. */
    public Batches block(final long requestId, final int account, final boolean blocked) {
        final int offset = internal(0, 0, AccountBlockEncoder.BLOCK_LENGTH);
        new AccountBlockEncoder()
                .wrapAndApplyHeader(buffer, offset, internalHeader)
                .requestId(requestId)
                .account(account)
                .blocked((short) (blocked ? 1 : 0));
        return this;
    }

    /** Goes on by another version of the rules. */
    public Batches rules(final long requestId, final int version) {
        final int offset = internal(0, 0, RulesVersionEncoder.BLOCK_LENGTH);
        new RulesVersionEncoder()
                .wrapAndApplyHeader(buffer, offset, internalHeader)
                .requestId(requestId)
                .rulesVersion(version);
        return this;
    }

    /** Cancels by the client's own id. */
    public Batches cancel(
            final int session, final long number, final long clOrdId, final long origClOrdId, final Side side) {
        final int offset = client(session, number, OrderCancelRequestEncoder.BLOCK_LENGTH);
        final OrderCancelRequestEncoder cancel = new OrderCancelRequestEncoder();
        cancel.wrapAndApplyHeader(buffer, offset, header)
                .msgSeqNum(number)
                .clOrdID(clOrdId)
                .origClOrdID(origClOrdId)
                .orderID(NULL)
                .securityID(Segments.SECURITY)
                .side(side);
        cancel.sendingTime().time(timeNs);
        return this;
    }

    /** Replaces by the client's own id. */
    public Batches replace(
            final int session,
            final long number,
            final long clOrdId,
            final long origClOrdId,
            final Side side,
            final long quantity,
            final long price) {
        return change(session, number, clOrdId, origClOrdId, side, quantity, price, replace -> {});
    }

    /** Replaces by the client's own id, with whatever a test wants to change; the changes come after the rest is set. */
    public Batches change(
            final int session,
            final long number,
            final long clOrdId,
            final long origClOrdId,
            final Side side,
            final long quantity,
            final long price,
            final Consumer<OrderCancelReplaceRequestEncoder> changes) {
        final int offset = client(session, number, OrderCancelReplaceRequestEncoder.BLOCK_LENGTH);
        final OrderCancelReplaceRequestEncoder replace = new OrderCancelReplaceRequestEncoder();
        replace.wrapAndApplyHeader(buffer, offset, header)
                .msgSeqNum(number)
                .clOrdID(clOrdId)
                .origClOrdID(origClOrdId)
                .orderID(NULL)
                .orderQty(quantity)
                .minQty(NULL)
                .displayQty(NULL)
                .selfMatchPreventionID(NULL)
                .securityID(Segments.SECURITY)
                .account(7)
                .side(side)
                .ordType(OrdType.Limit)
                .timeInForce(TimeInForce.Day)
                .stpInstruction(StpInstruction.None);
        replace.price().mantissa(price);
        replace.stopPx().mantissa(PRICE_NULL);
        replace.sendingTime().time(timeNs);
        replace.expireTime().time(NULL);
        changes.accept(replace);
        return this;
    }

    /** A record with a header of the test's choice in front of a block of zeros. */
    public Batches raw(
            final int type,
            final int session,
            final long number,
            final int templateId,
            final int schemaId,
            final int blockLength,
            final int actualLength) {
        final int offset = entry.claim(type, session, number, nextTimeNs(), HEADER + actualLength);
        buffer.setMemory(offset, HEADER + actualLength, (byte) 0);
        header.wrap(buffer, offset)
                .blockLength(blockLength)
                .templateId(templateId)
                .schemaId(schemaId)
                .version(0);
        return this;
    }

    private int internal(final int session, final long number, final int blockLength) {
        return claim(OrdersEntry.INTERNAL, session, number, blockLength);
    }

    private int client(final int session, final long number, final int blockLength) {
        return claim(OrdersEntry.CLIENT_MESSAGE, session, number, blockLength);
    }

    private int claim(final int type, final int session, final long number, final int blockLength) {
        final int offset = entry.claim(type, session, number, nextTimeNs(), HEADER + blockLength);
        buffer.setMemory(offset, HEADER + blockLength, (byte) 0);
        return offset;
    }

    private long nextTimeNs() {
        timeNs += 1_000;
        return timeNs;
    }

    private void open() {
        entry.wrap(buffer, 0, OrdersEntry.BATCH, chainId, incarnation, ++batchNumber);
    }
}
