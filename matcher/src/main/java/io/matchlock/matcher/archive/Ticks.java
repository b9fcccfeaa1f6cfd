package io.matchlock.matcher.archive;

import io.matchlock.protocol.internal.MessageHeaderDecoder;
import io.matchlock.protocol.internal.TickDecoder;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import org.agrona.DirectBuffer;

/** Tells the entries that say nothing but the time: those of a quiet segment. One thread. */
final class Ticks {
    private final OrdersEntryDecoder entry = new OrdersEntryDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    boolean isTick(final DirectBuffer orders, final int offset, final int length) {
        if (entry.wrap(orders, offset, length) != null || entry.count() != 1 || !entry.next()) {
            return false;
        }
        return entry.type() == OrdersEntry.INTERNAL
                && header.wrap(orders, entry.payloadOffset()).templateId() == TickDecoder.TEMPLATE_ID;
    }
}
