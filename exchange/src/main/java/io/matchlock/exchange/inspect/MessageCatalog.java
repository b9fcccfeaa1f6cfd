package io.matchlock.exchange.inspect;

import io.matchlock.protocol.internal.AccountBlockDecoder;
import io.matchlock.protocol.internal.AccountLimitsDecoder;
import io.matchlock.protocol.internal.AdminAnsweredDecoder;
import io.matchlock.protocol.internal.EpochOpenedDecoder;
import io.matchlock.protocol.internal.EstablishRequestedDecoder;
import io.matchlock.protocol.internal.GatewayAcceptedDecoder;
import io.matchlock.protocol.internal.GatewayAliveDecoder;
import io.matchlock.protocol.internal.GatewayFencedDecoder;
import io.matchlock.protocol.internal.GatewayStartedDecoder;
import io.matchlock.protocol.internal.InstrumentChangedDecoder;
import io.matchlock.protocol.internal.InstrumentDecoder;
import io.matchlock.protocol.internal.InstrumentStatusChangeDecoder;
import io.matchlock.protocol.internal.InstrumentStatusDecoder;
import io.matchlock.protocol.internal.LeadDecoder;
import io.matchlock.protocol.internal.LeaderToldDecoder;
import io.matchlock.protocol.internal.MessageRefusedDecoder;
import io.matchlock.protocol.internal.NegotiateRequestedDecoder;
import io.matchlock.protocol.internal.NumbersDeadDecoder;
import io.matchlock.protocol.internal.ReleaseRequestedDecoder;
import io.matchlock.protocol.internal.RulesVersionDecoder;
import io.matchlock.protocol.internal.SegmentDecoder;
import io.matchlock.protocol.internal.SegmentResumedDecoder;
import io.matchlock.protocol.internal.SessionBoundDecoder;
import io.matchlock.protocol.internal.SessionNegotiatedDecoder;
import io.matchlock.protocol.internal.SessionUnboundDecoder;
import io.matchlock.protocol.internal.TickDecoder;
import io.matchlock.protocol.internal.TimeToldDecoder;
import io.matchlock.protocol.order.BusinessMessageRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.MessageHeaderDecoder;
import io.matchlock.protocol.order.NewOrderSingleDecoder;
import io.matchlock.protocol.order.OrderCancelRejectDecoder;
import io.matchlock.protocol.order.OrderCancelReplaceRequestDecoder;
import io.matchlock.protocol.order.OrderCancelRequestDecoder;
import io.matchlock.protocol.order.OrderMassActionReportDecoder;
import io.matchlock.protocol.order.OrderMassActionRequestDecoder;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Every message that a record of the log can hold, with the generated decoder that turns it into text. */
final class MessageCatalog {
    private final Map<Integer, Reader> readers = new HashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @FunctionalInterface
    private interface Reader {
        String read(DirectBuffer buffer, int offset, int blockLength, int version);
    }

    MessageCatalog() {
        add(
                NewOrderSingleDecoder.SCHEMA_ID,
                NewOrderSingleDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new NewOrderSingleDecoder().wrap(b, o, l, v).toString());
        add(
                OrderCancelReplaceRequestDecoder.SCHEMA_ID,
                OrderCancelReplaceRequestDecoder.TEMPLATE_ID,
                (b, o, l, v) ->
                        new OrderCancelReplaceRequestDecoder().wrap(b, o, l, v).toString());
        add(
                OrderCancelRequestDecoder.SCHEMA_ID,
                OrderCancelRequestDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new OrderCancelRequestDecoder().wrap(b, o, l, v).toString());
        add(
                OrderMassActionRequestDecoder.SCHEMA_ID,
                OrderMassActionRequestDecoder.TEMPLATE_ID,
                (b, o, l, v) ->
                        new OrderMassActionRequestDecoder().wrap(b, o, l, v).toString());
        add(
                ExecutionReportDecoder.SCHEMA_ID,
                ExecutionReportDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new ExecutionReportDecoder().wrap(b, o, l, v).toString());
        add(
                ExecutionReportTradeDecoder.SCHEMA_ID,
                ExecutionReportTradeDecoder.TEMPLATE_ID,
                (b, o, l, v) ->
                        new ExecutionReportTradeDecoder().wrap(b, o, l, v).toString());
        add(
                ExecutionReportRejectDecoder.SCHEMA_ID,
                ExecutionReportRejectDecoder.TEMPLATE_ID,
                (b, o, l, v) ->
                        new ExecutionReportRejectDecoder().wrap(b, o, l, v).toString());
        add(
                OrderCancelRejectDecoder.SCHEMA_ID,
                OrderCancelRejectDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new OrderCancelRejectDecoder().wrap(b, o, l, v).toString());
        add(
                OrderMassActionReportDecoder.SCHEMA_ID,
                OrderMassActionReportDecoder.TEMPLATE_ID,
                (b, o, l, v) ->
                        new OrderMassActionReportDecoder().wrap(b, o, l, v).toString());
        add(
                BusinessMessageRejectDecoder.SCHEMA_ID,
                BusinessMessageRejectDecoder.TEMPLATE_ID,
                (b, o, l, v) ->
                        new BusinessMessageRejectDecoder().wrap(b, o, l, v).toString());
        add(
                AccountBlockDecoder.SCHEMA_ID,
                AccountBlockDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new AccountBlockDecoder().wrap(b, o, l, v).toString());
        add(
                AccountLimitsDecoder.SCHEMA_ID,
                AccountLimitsDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new AccountLimitsDecoder().wrap(b, o, l, v).toString());
        add(
                AdminAnsweredDecoder.SCHEMA_ID,
                AdminAnsweredDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new AdminAnsweredDecoder().wrap(b, o, l, v).toString());
        add(
                InstrumentChangedDecoder.SCHEMA_ID,
                InstrumentChangedDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new InstrumentChangedDecoder().wrap(b, o, l, v).toString());
        add(
                InstrumentStatusChangeDecoder.SCHEMA_ID,
                InstrumentStatusChangeDecoder.TEMPLATE_ID,
                (b, o, l, v) ->
                        new InstrumentStatusChangeDecoder().wrap(b, o, l, v).toString());
        add(
                InstrumentStatusDecoder.SCHEMA_ID,
                InstrumentStatusDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new InstrumentStatusDecoder().wrap(b, o, l, v).toString());
        add(
                RulesVersionDecoder.SCHEMA_ID,
                RulesVersionDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new RulesVersionDecoder().wrap(b, o, l, v).toString());
        add(
                GatewayStartedDecoder.SCHEMA_ID,
                GatewayStartedDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new GatewayStartedDecoder().wrap(b, o, l, v).toString());
        add(
                GatewayAliveDecoder.SCHEMA_ID,
                GatewayAliveDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new GatewayAliveDecoder().wrap(b, o, l, v).toString());
        add(
                LeadDecoder.SCHEMA_ID,
                LeadDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new LeadDecoder().wrap(b, o, l, v).toString());
        add(
                TickDecoder.SCHEMA_ID,
                TickDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new TickDecoder().wrap(b, o, l, v).toString());
        add(
                SegmentResumedDecoder.SCHEMA_ID,
                SegmentResumedDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new SegmentResumedDecoder().wrap(b, o, l, v).toString());
        add(
                NegotiateRequestedDecoder.SCHEMA_ID,
                NegotiateRequestedDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new NegotiateRequestedDecoder().wrap(b, o, l, v).toString());
        add(
                EstablishRequestedDecoder.SCHEMA_ID,
                EstablishRequestedDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new EstablishRequestedDecoder().wrap(b, o, l, v).toString());
        add(
                ReleaseRequestedDecoder.SCHEMA_ID,
                ReleaseRequestedDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new ReleaseRequestedDecoder().wrap(b, o, l, v).toString());
        add(
                MessageRefusedDecoder.SCHEMA_ID,
                MessageRefusedDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new MessageRefusedDecoder().wrap(b, o, l, v).toString());
        add(
                GatewayAcceptedDecoder.SCHEMA_ID,
                GatewayAcceptedDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new GatewayAcceptedDecoder().wrap(b, o, l, v).toString());
        add(
                LeaderToldDecoder.SCHEMA_ID,
                LeaderToldDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new LeaderToldDecoder().wrap(b, o, l, v).toString());
        add(
                TimeToldDecoder.SCHEMA_ID,
                TimeToldDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new TimeToldDecoder().wrap(b, o, l, v).toString());
        add(
                SessionNegotiatedDecoder.SCHEMA_ID,
                SessionNegotiatedDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new SessionNegotiatedDecoder().wrap(b, o, l, v).toString());
        add(
                SessionBoundDecoder.SCHEMA_ID,
                SessionBoundDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new SessionBoundDecoder().wrap(b, o, l, v).toString());
        add(
                NumbersDeadDecoder.SCHEMA_ID,
                NumbersDeadDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new NumbersDeadDecoder().wrap(b, o, l, v).toString());
        add(
                SessionUnboundDecoder.SCHEMA_ID,
                SessionUnboundDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new SessionUnboundDecoder().wrap(b, o, l, v).toString());
        add(
                GatewayFencedDecoder.SCHEMA_ID,
                GatewayFencedDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new GatewayFencedDecoder().wrap(b, o, l, v).toString());
        add(
                EpochOpenedDecoder.SCHEMA_ID,
                EpochOpenedDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new EpochOpenedDecoder().wrap(b, o, l, v).toString());
        add(
                SegmentDecoder.SCHEMA_ID,
                SegmentDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new SegmentDecoder()
                        .wrap(padded(b, o, l, SegmentDecoder.BLOCK_LENGTH), 0, l, v)
                        .toString());
        add(
                InstrumentDecoder.SCHEMA_ID,
                InstrumentDecoder.TEMPLATE_ID,
                (b, o, l, v) -> new InstrumentDecoder()
                        .wrap(padded(b, o, l, InstrumentDecoder.BLOCK_LENGTH), 0, l, v)
                        .toString());
    }

    /**
     * Reads a record's payload.
     *
     * @param buffer that holds it
     * @param offset of the SBE header
     * @param length in bytes, header included
     * @return the decoder's text, or a note where this build knows no such message
     */
    String text(final DirectBuffer buffer, final int offset, final int length) {
        header.wrap(buffer, offset);
        final Reader reader = readers.get(key(header.schemaId(), header.templateId()));
        if (reader == null || MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength() > length) {
            return "[Unknown](schemaId=" + header.schemaId() + "|templateId=" + header.templateId() + ")length="
                    + length;
        }
        return reader.read(
                buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
    }

    /** What an older, shorter block of the genesis entry lacks is shown as 0. */
    private static DirectBuffer padded(
            final DirectBuffer buffer, final int offset, final int blockLength, final int fullLength) {
        final UnsafeBuffer copy = new UnsafeBuffer(new byte[Math.max(blockLength, fullLength)]);
        copy.putBytes(0, buffer, offset, blockLength);
        return copy;
    }

    private void add(final int schemaId, final int templateId, final Reader reader) {
        readers.put(key(schemaId, templateId), reader);
    }

    private static int key(final int schemaId, final int templateId) {
        return schemaId << Short.SIZE | templateId;
    }
}
