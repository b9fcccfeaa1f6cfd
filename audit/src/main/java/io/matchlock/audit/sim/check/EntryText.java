package io.matchlock.audit.sim.check;

import io.matchlock.protocol.internal.GatewayAliveDecoder;
import io.matchlock.protocol.internal.GatewayStartedDecoder;
import io.matchlock.protocol.internal.LeadDecoder;
import io.matchlock.protocol.internal.MessageHeaderDecoder;
import io.matchlock.protocol.internal.SegmentResumedDecoder;
import io.matchlock.protocol.internal.TickDecoder;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;

/** Describes the content of an orders entry in a few words. */
final class EntryText {
    private EntryText() {}

    static void append(final StringBuilder text, final OrdersEntryDecoder orders) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        orders.rewind();
        while (orders.next()) {
            if (orders.type() == OrdersEntry.CLIENT_MESSAGE || orders.clientNumber() > 0) {
                text.append(" [session ")
                        .append(orders.session())
                        .append(" number ")
                        .append(orders.clientNumber())
                        .append(']');
            } else {
                header.wrap(orders.buffer(), orders.payloadOffset());
                text.append(" [").append(name(header.templateId())).append(']');
            }
        }
    }

    private static String name(final int template) {
        return switch (template) {
            case GatewayStartedDecoder.TEMPLATE_ID -> "started";
            case GatewayAliveDecoder.TEMPLATE_ID -> "alive";
            case LeadDecoder.TEMPLATE_ID -> "lead";
            case TickDecoder.TEMPLATE_ID -> "tick";
            case SegmentResumedDecoder.TEMPLATE_ID -> "resumed";
            default -> "template " + template;
        };
    }
}
