package io.matchlock.matcher.process;

import io.matchlock.matcher.engine.Codes;
import io.matchlock.matcher.engine.Engine;
import io.matchlock.matcher.engine.OrderRequest;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.order.BooleanType;
import io.matchlock.protocol.order.MessageHeaderDecoder;
import io.matchlock.protocol.order.NewOrderSingleDecoder;
import io.matchlock.protocol.order.OrderCancelReplaceRequestDecoder;
import io.matchlock.protocol.order.OrderCancelRequestDecoder;
import io.matchlock.protocol.order.OrderMassActionRequestDecoder;
import org.agrona.DirectBuffer;

/**
 * Decodes client messages of checked shape and calls the engine. Owned by the matcher's agent; judges nothing: enum values go
 * on as they came.
 */
final class ClientMessages {
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int UNSUPPORTED_MESSAGE_TYPE = 3; // FIX 380
    private static final int RULES_WITH_MASS_CANCEL = 2;

    private final Engine engine;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NewOrderSingleDecoder newOrder = new NewOrderSingleDecoder();
    private final OrderCancelReplaceRequestDecoder replace = new OrderCancelReplaceRequestDecoder();
    private final OrderCancelRequestDecoder cancel = new OrderCancelRequestDecoder();
    private final OrderMassActionRequestDecoder massAction = new OrderMassActionRequestDecoder();
    private final OrderRequest request = new OrderRequest();

    ClientMessages(final Engine engine) {
        this.engine = engine;
    }

    /** Hands on the entry's current record. */
    void apply(final OrdersEntryDecoder entry) {
        if (!engine.beginMessage(entry.session(), entry.clientNumber(), entry.receiveTimeNs())) {
            return;
        }
        final DirectBuffer buffer = entry.buffer();
        final int offset = entry.payloadOffset();
        header.wrap(buffer, offset);
        final int template = header.templateId();
        if (RecordShapes.clientBlockLength(template, header.version()) < 0 || isRefused(template)) {
            engine.onRefused(Codes.NULL_U64, UNSUPPORTED_MESSAGE_TYPE, Codes.NULL_U16, template);
            return;
        }
        switch (template) {
            case NewOrderSingleDecoder.TEMPLATE_ID -> newOrder(buffer, offset);
            case OrderCancelReplaceRequestDecoder.TEMPLATE_ID -> replace(buffer, offset);
            case OrderCancelRequestDecoder.TEMPLATE_ID -> cancel(buffer, offset);
            case OrderMassActionRequestDecoder.TEMPLATE_ID -> massCancel(buffer, offset);
            default -> throw new IllegalStateException("template " + template + " has a shape but no case");
        }
    }

    /** Whether the rules of now don't know the message. */
    private boolean isRefused(final int template) {
        return template == OrderMassActionRequestDecoder.TEMPLATE_ID && engine.rulesVersion() < RULES_WITH_MASS_CANCEL;
    }

    private void newOrder(final DirectBuffer buffer, final int offset) {
        newOrder.wrap(buffer, offset + HEADER, header.blockLength(), header.version());
        request.clOrdId(newOrder.clOrdID())
                .origClOrdId(Codes.NULL_U64)
                .orderId(Codes.NULL_U64)
                .price(newOrder.price().mantissa())
                .orderQty(newOrder.orderQty())
                .stopPx(newOrder.stopPx().mantissa())
                .minQty(newOrder.minQty())
                .displayQty(newOrder.displayQty())
                .expireTimeNs(newOrder.expireTime().time())
                .selfMatchPreventionId(newOrder.selfMatchPreventionID())
                .securityId(newOrder.securityID())
                .account((int) newOrder.account())
                .side(newOrder.sideRaw())
                .ordType(newOrder.ordTypeRaw())
                .timeInForce(newOrder.timeInForceRaw())
                .execInst(newOrder.execInst().getRaw())
                .stpInstruction(newOrder.stpInstructionRaw());
        engine.onNewOrder(request);
    }

    private void replace(final DirectBuffer buffer, final int offset) {
        replace.wrap(buffer, offset + HEADER, header.blockLength(), header.version());
        request.clOrdId(replace.clOrdID())
                .origClOrdId(replace.origClOrdID())
                .orderId(replace.orderID())
                .price(replace.price().mantissa())
                .orderQty(replace.orderQty())
                .stopPx(replace.stopPx().mantissa())
                .minQty(replace.minQty())
                .displayQty(replace.displayQty())
                .expireTimeNs(replace.expireTime().time())
                .selfMatchPreventionId(replace.selfMatchPreventionID())
                .securityId(replace.securityID())
                .account((int) replace.account())
                .side(replace.sideRaw())
                .ordType(replace.ordTypeRaw())
                .timeInForce(replace.timeInForceRaw())
                .execInst(replace.execInst().getRaw())
                .stpInstruction(replace.stpInstructionRaw())
                .inFlightMitigation(replace.inFlightMitigationRaw() == BooleanType.True.value());
        engine.onReplace(request);
    }

    private void cancel(final DirectBuffer buffer, final int offset) {
        cancel.wrap(buffer, offset + HEADER, header.blockLength(), header.version());
        engine.onCancel(
                cancel.clOrdID(), cancel.origClOrdID(), cancel.orderID(), cancel.securityID(), cancel.sideRaw());
    }

    private void massCancel(final DirectBuffer buffer, final int offset) {
        massAction.wrap(buffer, offset + HEADER, header.blockLength(), header.version());
        engine.onMassCancel(
                massAction.clOrdID(),
                massAction.massActionScopeRaw(),
                massAction.securityID(),
                (int) massAction.account(),
                massAction.sideRaw());
    }
}
