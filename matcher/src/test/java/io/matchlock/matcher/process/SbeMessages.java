package io.matchlock.matcher.process;

import io.matchlock.engine.Engine;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.OrderRequest;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.order.BooleanType;
import io.matchlock.protocol.order.MessageHeaderDecoder;
import io.matchlock.protocol.order.NewOrderSingleDecoder;
import io.matchlock.protocol.order.OrderCancelReplaceRequestDecoder;
import io.matchlock.protocol.order.OrderCancelRequestDecoder;

/** Hands an entry's messages to an engine as the generated decoders read them, field by field. */
final class SbeMessages {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NewOrderSingleDecoder newOrder = new NewOrderSingleDecoder();
    private final OrderCancelReplaceRequestDecoder replace = new OrderCancelReplaceRequestDecoder();
    private final OrderCancelRequestDecoder cancel = new OrderCancelRequestDecoder();
    private final OrderRequest request = new OrderRequest();
    private final Engine engine;

    SbeMessages(final Engine engine) {
        this.engine = engine;
    }

    void apply(final OrdersEntryDecoder entry) {
        if (!engine.beginMessage(entry.session(), entry.clientNumber(), entry.receiveTimeNs())) {
            return;
        }
        header.wrap(entry.buffer(), entry.payloadOffset());
        switch (header.templateId()) {
            case NewOrderSingleDecoder.TEMPLATE_ID -> enter(entry);
            case OrderCancelReplaceRequestDecoder.TEMPLATE_ID -> replace(entry);
            case OrderCancelRequestDecoder.TEMPLATE_ID -> cancel(entry);
            default -> throw new AssertionError("template " + header.templateId());
        }
    }

    private void enter(final OrdersEntryDecoder entry) {
        newOrder.wrapAndApplyHeader(entry.buffer(), entry.payloadOffset(), header);
        engine.onNewOrder(request.clear()
                .clOrdId(newOrder.clOrdID())
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
                .stpInstruction(newOrder.stpInstructionRaw()));
    }

    private void replace(final OrdersEntryDecoder entry) {
        replace.wrapAndApplyHeader(entry.buffer(), entry.payloadOffset(), header);
        request.clear()
                .clOrdId(replace.clOrdID())
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
        if (replace.inFlightMitigation() != BooleanType.True && replace.inFlightMitigation() != BooleanType.False) {
            request.unknownInFlightMitigation();
        }
        engine.onReplace(request);
    }

    private void cancel(final OrdersEntryDecoder entry) {
        cancel.wrapAndApplyHeader(entry.buffer(), entry.payloadOffset(), header);
        engine.onCancel(
                cancel.clOrdID(), cancel.origClOrdID(), cancel.orderID(), cancel.securityID(), cancel.sideRaw());
    }
}
