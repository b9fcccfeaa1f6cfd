package io.matchlock.matcher.testing;

import io.matchlock.protocol.log.ChainId;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.order.BusinessMessageRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.MessageHeaderDecoder;
import io.matchlock.protocol.order.OrderCancelRejectDecoder;
import io.matchlock.protocol.order.OrderMassActionReportDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** An events entry as lines of text, one for each record. */
public final class EventText {
    private EventText() {}

    /** Decodes an entry that must be sound. */
    public static String of(final byte[] bytes) {
        final EventsEntryDecoder entry = decoder(bytes);
        final StringBuilder text = new StringBuilder();
        text.append(EntryId.format(entry.causeId())).append(entry.isVoid() ? " void\n" : "\n");
        while (entry.next()) {
            text.append("  ").append(entry.type() == EventsEntry.REPORT ? report(entry) : control(entry));
            text.append('\n');
        }
        return text.toString();
    }

    /** A decoder before the first record of an entry that must be sound. */
    public static EventsEntryDecoder decoder(final byte[] bytes) {
        final EventsEntryDecoder entry = new EventsEntryDecoder();
        final String fault = entry.wrap(new UnsafeBuffer(bytes), 0, bytes.length);
        if (fault != null) {
            throw new AssertionError(fault);
        }
        return entry;
    }

    private static String control(final EventsEntryDecoder entry) {
        final StringBuilder body = new StringBuilder();
        switch (template(entry)) {
            case 20 ->
                new io.matchlock.protocol.internal.GatewayAcceptedDecoder()
                        .wrapAndApplyHeader(entry.buffer(), entry.payloadOffset(), internalHeader())
                        .appendTo(body);
            case 21 ->
                new io.matchlock.protocol.internal.LeaderToldDecoder()
                        .wrapAndApplyHeader(entry.buffer(), entry.payloadOffset(), internalHeader())
                        .appendTo(body);
            case 22 ->
                new io.matchlock.protocol.internal.TimeToldDecoder()
                        .wrapAndApplyHeader(entry.buffer(), entry.payloadOffset(), internalHeader())
                        .appendTo(body);
            case 23 ->
                new io.matchlock.protocol.internal.SessionNegotiatedDecoder()
                        .wrapAndApplyHeader(entry.buffer(), entry.payloadOffset(), internalHeader())
                        .appendTo(body);
            case 24 ->
                new io.matchlock.protocol.internal.SessionBoundDecoder()
                        .wrapAndApplyHeader(entry.buffer(), entry.payloadOffset(), internalHeader())
                        .appendTo(body);
            case 25 ->
                new io.matchlock.protocol.internal.SessionUnboundDecoder()
                        .wrapAndApplyHeader(entry.buffer(), entry.payloadOffset(), internalHeader())
                        .appendTo(body);
            case 26 ->
                new io.matchlock.protocol.internal.GatewayFencedDecoder()
                        .wrapAndApplyHeader(entry.buffer(), entry.payloadOffset(), internalHeader())
                        .appendTo(body);
            case 27 ->
                new io.matchlock.protocol.internal.InstrumentStatusDecoder()
                        .wrapAndApplyHeader(entry.buffer(), entry.payloadOffset(), internalHeader())
                        .appendTo(body);
            case 28 ->
                new io.matchlock.protocol.internal.AdminAnsweredDecoder()
                        .wrapAndApplyHeader(entry.buffer(), entry.payloadOffset(), internalHeader())
                        .appendTo(body);
            default -> throw new AssertionError("control record of template " + template(entry));
        }
        return owner(entry) + " " + fields(body);
    }

    private static String report(final EventsEntryDecoder entry) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final StringBuilder body = new StringBuilder();
        switch (template(entry)) {
            case 200 ->
                new ExecutionReportDecoder()
                        .wrapAndApplyHeader(entry.buffer(), entry.payloadOffset(), header)
                        .appendTo(body);
            case 201 ->
                new ExecutionReportTradeDecoder()
                        .wrapAndApplyHeader(entry.buffer(), entry.payloadOffset(), header)
                        .appendTo(body);
            case 202 ->
                new ExecutionReportRejectDecoder()
                        .wrapAndApplyHeader(entry.buffer(), entry.payloadOffset(), header)
                        .appendTo(body);
            case 203 ->
                new OrderCancelRejectDecoder()
                        .wrapAndApplyHeader(entry.buffer(), entry.payloadOffset(), header)
                        .appendTo(body);
            case 204 ->
                new OrderMassActionReportDecoder()
                        .wrapAndApplyHeader(entry.buffer(), entry.payloadOffset(), header)
                        .appendTo(body);
            case 205 ->
                new BusinessMessageRejectDecoder()
                        .wrapAndApplyHeader(entry.buffer(), entry.payloadOffset(), header)
                        .appendTo(body);
            default -> throw new AssertionError("report of template " + template(entry));
        }
        return owner(entry) + " session " + entry.session() + " report " + entry.reportNumber() + " " + fields(body);
    }

    private static String owner(final EventsEntryDecoder entry) {
        return switch (entry.owner()) {
            case ChainId.ALL -> "to all";
            case ChainId.NONE -> "to none";
            default -> "to " + ChainId.gateway(entry.owner()) + "/" + ChainId.loop(entry.owner());
        };
    }

    private static String fields(final StringBuilder body) {
        return body.toString()
                .replaceFirst("\\(sbeTemplateId[^)]*\\)", "")
                .replaceAll("\\w+=\\((?:mantissa|time)=(-?\\d+)\\|[^)]*\\)", "$0");
    }

    private static io.matchlock.protocol.internal.MessageHeaderDecoder internalHeader() {
        return new io.matchlock.protocol.internal.MessageHeaderDecoder();
    }

    private static int template(final EventsEntryDecoder entry) {
        return new MessageHeaderDecoder()
                .wrap(entry.buffer(), entry.payloadOffset())
                .templateId();
    }
}
