package io.matchlock.persister.fold;

import io.matchlock.protocol.internal.MessageRefusedDecoder;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.order.MessageHeaderDecoder;
import io.matchlock.protocol.order.NewOrderSingleDecoder;

/**
 * Finds in an orders entry the record that a report answers. Reports come in the order of the records, so the search goes
 * on from where the last one ended; those of records that had to wait come in a later entry. One thread.
 */
final class OrderRecords {
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NewOrderSingleDecoder order = new NewOrderSingleDecoder();
    private final MessageRefusedDecoder refused = new MessageRefusedDecoder();
    private OrdersEntryDecoder entry;
    private long entryId;
    private boolean isAtRecord;

    void wrap(final long id, final OrdersEntryDecoder orders) {
        entryId = id;
        entry = orders;
        entry.rewind();
        isAtRecord = false;
    }

    /**
     * Fills in an order's details from the message that asked for it.
     *
     * @return false if there is no such message in this entry: it came earlier and had to wait
     */
    boolean describe(final OrderState state, final int session, final long clientNumber) {
        state.session = session;
        state.clientNumber = clientNumber;
        if (!seek(session, clientNumber)) {
            return false;
        }
        state.receiveTimeNs = entry.receiveTimeNs();
        header.wrap(entry.buffer(), entry.payloadOffset());
        final int schema = header.schemaId();
        final int template = header.templateId();
        if (schema == NewOrderSingleDecoder.SCHEMA_ID && template == NewOrderSingleDecoder.TEMPLATE_ID && isWhole()) {
            describeNew(state);
        } else if (schema == MessageRefusedDecoder.SCHEMA_ID && template == MessageRefusedDecoder.TEMPLATE_ID) {
            describeRefused(state);
        } else {
            throw new InconsistentLogException(
                    entryId,
                    "message " + clientNumber + " of session " + session + " is no new order (template " + template
                            + ")");
        }
        return true;
    }

    private boolean seek(final int session, final long clientNumber) {
        if ((isAtRecord && isAt(session, clientNumber)) || scan(session, clientNumber)) {
            return true;
        }
        entry.rewind();
        return scan(session, clientNumber);
    }

    private boolean scan(final int session, final long clientNumber) {
        while (entry.next()) {
            if (isAt(session, clientNumber)) {
                isAtRecord = true;
                return true;
            }
        }
        isAtRecord = false;
        return false;
    }

    private boolean isAt(final int session, final long clientNumber) {
        return entry.clientNumber() == clientNumber && entry.session() == session;
    }

    private boolean isWhole() {
        return entry.type() == OrdersEntry.CLIENT_MESSAGE
                && header.blockLength() >= NewOrderSingleDecoder.BLOCK_LENGTH
                && entry.payloadLength() >= HEADER + header.blockLength();
    }

    private void describeNew(final OrderState state) {
        order.wrap(entry.buffer(), entry.payloadOffset() + HEADER, header.blockLength(), header.version());
        state.clOrdId = order.clOrdID();
        state.price = order.price().mantissa();
        state.qty = order.orderQty();
        state.account = order.account();
        state.securityId = order.securityID();
        state.side = order.sideRaw();
        state.ordType = order.ordTypeRaw();
        state.timeInForce = order.timeInForceRaw();
    }

    private void describeRefused(final OrderState state) {
        refused.wrap(entry.buffer(), entry.payloadOffset() + HEADER, header.blockLength(), header.version());
        state.clOrdId = refused.clOrdID();
        state.price = OrderState.NULL_PRICE;
        state.qty = 0;
        state.account = 0;
        state.securityId = refused.securityID();
        state.side = (byte) refused.side();
        state.ordType = 0;
        state.timeInForce = 0;
    }
}
