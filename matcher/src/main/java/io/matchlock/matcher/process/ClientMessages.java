package io.matchlock.matcher.process;

import static io.matchlock.protocol.LittleEndian.getLong;

import io.matchlock.engine.Engine;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.ExpectedMessages;
import io.matchlock.engine.request.OrderRequest;
import io.matchlock.matcher.message.CancelBlock;
import io.matchlock.matcher.message.EntryRecords;
import io.matchlock.matcher.message.MessageHeader;
import io.matchlock.matcher.message.NewOrderBlock;
import io.matchlock.matcher.message.RecordShapes;
import io.matchlock.matcher.message.ReplaceBlock;
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
    private final OrderMassActionRequestDecoder massAction = new OrderMassActionRequestDecoder();
    private final OrderRequest request = new OrderRequest();

    ClientMessages(final Engine engine) {
        this.engine = engine;
    }

    /** Hands on the entry's current record. */
    void apply(final EntryRecords entry) {
        if (!engine.beginMessage(entry.session(), entry.clientNumber(), entry.receiveTimeNs())) {
            return;
        }
        final long message = entry.payload();
        final long head = getLong(message);
        final int template = MessageHeader.templateId(head);
        if (!isKnown(head) || isRefused(template)) {
            engine.onRefused(Codes.NULL_U64, UNSUPPORTED_MESSAGE_TYPE, Codes.NULL_U16, template);
            return;
        }
        final long block = message + HEADER;
        switch (template) {
            case NewOrderSingleDecoder.TEMPLATE_ID -> engine.onNewOrder(NewOrderBlock.fill(request, block));
            case OrderCancelReplaceRequestDecoder.TEMPLATE_ID -> engine.onReplace(ReplaceBlock.fill(request, block));
            case OrderCancelRequestDecoder.TEMPLATE_ID -> CancelBlock.apply(engine, block);
            case OrderMassActionRequestDecoder.TEMPLATE_ID -> massCancel(entry.buffer(), entry.payloadOffset());
            default -> throw new IllegalStateException("template " + template + " has a shape but no case");
        }
    }

    /** Adds the entry's current record to the expected messages, if it is a new order or a change. */
    static void expect(final EntryRecords entry, final ExpectedMessages expected) {
        final long message = entry.payload();
        final long head = getLong(message);
        if (!isKnown(head)) {
            return;
        }
        final long block = message + HEADER;
        switch (MessageHeader.templateId(head)) {
            case NewOrderSingleDecoder.TEMPLATE_ID -> NewOrderBlock.expect(expected, entry.session(), block);
            case OrderCancelReplaceRequestDecoder.TEMPLATE_ID -> ReplaceBlock.expect(expected, entry.session(), block);
            case OrderCancelRequestDecoder.TEMPLATE_ID -> CancelBlock.expect(expected, entry.session(), block);
            default -> {}
        }
    }

    /** Whether it has a shape, which was checked then. */
    private static boolean isKnown(final long head) {
        return RecordShapes.clientBlockLength(MessageHeader.templateId(head), MessageHeader.version(head)) >= 0;
    }

    /** Whether the rules of now don't know the message. */
    private boolean isRefused(final int template) {
        return template == OrderMassActionRequestDecoder.TEMPLATE_ID && engine.rulesVersion() < RULES_WITH_MASS_CANCEL;
    }

    private void massCancel(final DirectBuffer buffer, final int offset) {
        massAction.wrapAndApplyHeader(buffer, offset, header);
        engine.onMassCancel(
                massAction.clOrdID(),
                massAction.massActionScopeRaw(),
                massAction.securityID(),
                (int) massAction.account(),
                massAction.sideRaw());
    }
}
