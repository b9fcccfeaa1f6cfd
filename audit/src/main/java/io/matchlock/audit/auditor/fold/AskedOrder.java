package io.matchlock.audit.auditor.fold;

import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.order.MessageHeaderDecoder;
import io.matchlock.protocol.order.NewOrderSingleDecoder;

/**
 * Finds in an orders entry what a rejected order asked for: its reject does not say all of it. Rejects come in the order of the
 * records, so the search goes on where the last one ended. One thread.
 */
final class AskedOrder {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NewOrderSingleDecoder order = new NewOrderSingleDecoder();
    private OrdersEntryDecoder entry;

    void wrap(final OrdersEntryDecoder cause) {
        entry = cause;
        entry.rewind();
    }

    /** The new order of that number, null if it is not in this entry: it came earlier and had to wait. */
    NewOrderSingleDecoder find(final int session, final long clientNumber) {
        if (!scan(session, clientNumber)) {
            entry.rewind();
            if (!scan(session, clientNumber)) {
                return null;
            }
        }
        header.wrap(entry.buffer(), entry.payloadOffset());
        return header.templateId() == NewOrderSingleDecoder.TEMPLATE_ID
                ? order.wrapAndApplyHeader(entry.buffer(), entry.payloadOffset(), header)
                : null;
    }

    private boolean scan(final int session, final long clientNumber) {
        while (entry.next()) {
            if (entry.type() == OrdersEntry.CLIENT_MESSAGE
                    && entry.clientNumber() == clientNumber
                    && entry.session() == session) {
                return true;
            }
        }
        return false;
    }
}
