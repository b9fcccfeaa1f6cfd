package io.matchlock.protocol;

import io.matchlock.protocol.order.BusinessMessageRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.NewOrderSingleDecoder;
import io.matchlock.protocol.order.OrderCancelRejectDecoder;
import io.matchlock.protocol.order.OrderCancelReplaceRequestDecoder;
import io.matchlock.protocol.order.OrderCancelRequestDecoder;
import io.matchlock.protocol.order.OrderMassActionReportDecoder;
import io.matchlock.protocol.order.OrderMassActionRequestDecoder;
import io.matchlock.protocol.order.OrderStatusRequestDecoder;
import io.matchlock.protocol.order.SecurityDefinitionDecoder;
import io.matchlock.protocol.order.SecurityListRequestDecoder;
import io.matchlock.protocol.session.EstablishDecoder;
import io.matchlock.protocol.session.EstablishmentAckDecoder;
import io.matchlock.protocol.session.EstablishmentRejectDecoder;
import io.matchlock.protocol.session.FinishedReceivingDecoder;
import io.matchlock.protocol.session.FinishedSendingDecoder;
import io.matchlock.protocol.session.NegotiateDecoder;
import io.matchlock.protocol.session.NegotiationRejectDecoder;
import io.matchlock.protocol.session.NegotiationResponseDecoder;
import io.matchlock.protocol.session.NotAppliedDecoder;
import io.matchlock.protocol.session.QueuedDecoder;
import io.matchlock.protocol.session.RetransmissionDecoder;
import io.matchlock.protocol.session.RetransmitRejectDecoder;
import io.matchlock.protocol.session.RetransmitRequestDecoder;
import io.matchlock.protocol.session.SequenceDecoder;
import io.matchlock.protocol.session.TerminateDecoder;
import io.matchlock.protocol.session.UnsequencedHeartbeatDecoder;

/** The shapes of all messages of the session and the order entry schema, by template. Immutable once the class is initialised. */
final class MessageShapes {
    private static final MessageShape[] SESSION = new MessageShape[QueuedDecoder.TEMPLATE_ID + 1];
    private static final MessageShape[] ORDER = new MessageShape[SecurityDefinitionDecoder.TEMPLATE_ID + 1];

    static {
        session(NegotiateDecoder.TEMPLATE_ID, NegotiateDecoder.BLOCK_LENGTH, 1);
        session(NegotiationResponseDecoder.TEMPLATE_ID, NegotiationResponseDecoder.BLOCK_LENGTH, 1);
        session(NegotiationRejectDecoder.TEMPLATE_ID, NegotiationRejectDecoder.BLOCK_LENGTH, 1);
        session(EstablishDecoder.TEMPLATE_ID, EstablishDecoder.BLOCK_LENGTH, 1);
        session(EstablishmentAckDecoder.TEMPLATE_ID, EstablishmentAckDecoder.BLOCK_LENGTH, 0);
        session(EstablishmentRejectDecoder.TEMPLATE_ID, EstablishmentRejectDecoder.BLOCK_LENGTH, 1);
        session(SequenceDecoder.TEMPLATE_ID, SequenceDecoder.BLOCK_LENGTH, 0);
        session(UnsequencedHeartbeatDecoder.TEMPLATE_ID, UnsequencedHeartbeatDecoder.BLOCK_LENGTH, 0);
        session(RetransmitRequestDecoder.TEMPLATE_ID, RetransmitRequestDecoder.BLOCK_LENGTH, 0);
        session(RetransmissionDecoder.TEMPLATE_ID, RetransmissionDecoder.BLOCK_LENGTH, 0);
        session(RetransmitRejectDecoder.TEMPLATE_ID, RetransmitRejectDecoder.BLOCK_LENGTH, 1);
        session(TerminateDecoder.TEMPLATE_ID, TerminateDecoder.BLOCK_LENGTH, 1);
        session(FinishedSendingDecoder.TEMPLATE_ID, FinishedSendingDecoder.BLOCK_LENGTH, 0);
        session(FinishedReceivingDecoder.TEMPLATE_ID, FinishedReceivingDecoder.BLOCK_LENGTH, 0);
        session(NotAppliedDecoder.TEMPLATE_ID, NotAppliedDecoder.BLOCK_LENGTH, 0);
        session(QueuedDecoder.TEMPLATE_ID, QueuedDecoder.BLOCK_LENGTH, 0);

        put(
                ORDER,
                new MessageShape(NewOrderSingleDecoder.TEMPLATE_ID, NewOrderSingleDecoder.BLOCK_LENGTH)
                        .clOrdId(NewOrderSingleDecoder.clOrdIDEncodingOffset())
                        .possDup(NewOrderSingleDecoder.possDupFlagsEncodingOffset())
                        .account(NewOrderSingleDecoder.accountEncodingOffset())
                        .security(NewOrderSingleDecoder.securityIDEncodingOffset())
                        .side(NewOrderSingleDecoder.sideEncodingOffset()));
        put(
                ORDER,
                new MessageShape(
                                OrderCancelReplaceRequestDecoder.TEMPLATE_ID,
                                OrderCancelReplaceRequestDecoder.BLOCK_LENGTH)
                        .clOrdId(OrderCancelReplaceRequestDecoder.clOrdIDEncodingOffset())
                        .possDup(OrderCancelReplaceRequestDecoder.possDupFlagsEncodingOffset())
                        .account(OrderCancelReplaceRequestDecoder.accountEncodingOffset())
                        .security(OrderCancelReplaceRequestDecoder.securityIDEncodingOffset())
                        .side(OrderCancelReplaceRequestDecoder.sideEncodingOffset()));
        put(
                ORDER,
                new MessageShape(OrderCancelRequestDecoder.TEMPLATE_ID, OrderCancelRequestDecoder.BLOCK_LENGTH)
                        .clOrdId(OrderCancelRequestDecoder.clOrdIDEncodingOffset())
                        .possDup(OrderCancelRequestDecoder.possDupFlagsEncodingOffset())
                        .security(OrderCancelRequestDecoder.securityIDEncodingOffset())
                        .side(OrderCancelRequestDecoder.sideEncodingOffset()));
        put(
                ORDER,
                new MessageShape(OrderMassActionRequestDecoder.TEMPLATE_ID, OrderMassActionRequestDecoder.BLOCK_LENGTH)
                        .clOrdId(OrderMassActionRequestDecoder.clOrdIDEncodingOffset())
                        .possDup(OrderMassActionRequestDecoder.possDupFlagsEncodingOffset())
                        .account(OrderMassActionRequestDecoder.accountEncodingOffset())
                        .security(OrderMassActionRequestDecoder.securityIDEncodingOffset())
                        .side(OrderMassActionRequestDecoder.sideEncodingOffset()));
        put(
                ORDER,
                new MessageShape(OrderStatusRequestDecoder.TEMPLATE_ID, OrderStatusRequestDecoder.BLOCK_LENGTH)
                        .clOrdId(OrderStatusRequestDecoder.ordStatusReqIDEncodingOffset())
                        .security(OrderStatusRequestDecoder.securityIDEncodingOffset()));
        order(SecurityListRequestDecoder.TEMPLATE_ID, SecurityListRequestDecoder.BLOCK_LENGTH, 0);
        order(ExecutionReportDecoder.TEMPLATE_ID, ExecutionReportDecoder.BLOCK_LENGTH, 0);
        order(ExecutionReportTradeDecoder.TEMPLATE_ID, ExecutionReportTradeDecoder.BLOCK_LENGTH, 0);
        order(ExecutionReportRejectDecoder.TEMPLATE_ID, ExecutionReportRejectDecoder.BLOCK_LENGTH, 1);
        order(OrderCancelRejectDecoder.TEMPLATE_ID, OrderCancelRejectDecoder.BLOCK_LENGTH, 1);
        order(OrderMassActionReportDecoder.TEMPLATE_ID, OrderMassActionReportDecoder.BLOCK_LENGTH, 0);
        order(BusinessMessageRejectDecoder.TEMPLATE_ID, BusinessMessageRejectDecoder.BLOCK_LENGTH, 1);
        order(SecurityDefinitionDecoder.TEMPLATE_ID, SecurityDefinitionDecoder.BLOCK_LENGTH, 0);
    }

    private MessageShapes() {}

    /** The shape of a template of one of the two schemas, null if there is none. */
    static MessageShape of(final int schemaId, final int templateId) {
        final MessageShape[] shapes = schemaId == MessageShape.ORDER_SCHEMA ? ORDER : SESSION;
        return templateId < shapes.length ? shapes[templateId] : null;
    }

    private static void session(final int templateId, final int blockLength, final int varDataCount) {
        put(SESSION, new MessageShape(templateId, blockLength).varData(varDataCount, Short.BYTES));
    }

    private static void order(final int templateId, final int blockLength, final int varDataCount) {
        put(ORDER, new MessageShape(templateId, blockLength).varData(varDataCount, Byte.BYTES));
    }

    private static void put(final MessageShape[] shapes, final MessageShape shape) {
        shapes[shape.templateId()] = shape;
    }
}
