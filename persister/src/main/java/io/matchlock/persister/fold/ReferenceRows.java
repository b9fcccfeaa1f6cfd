package io.matchlock.persister.fold;

import io.matchlock.persister.rows.CopyBuffer;
import io.matchlock.protocol.internal.MessageHeaderDecoder;
import io.matchlock.protocol.internal.NegotiationResult;
import io.matchlock.protocol.internal.SessionNegotiatedDecoder;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.Genesis;
import io.matchlock.protocol.log.InstrumentDefinition;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Rows of the tables that orders refer to: instruments and sessions. One thread. */
final class ReferenceRows {
    private static final int INSTRUMENT_FIELDS = 11;
    private static final int SESSION_FIELDS = 5;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SessionNegotiatedDecoder negotiated = new SessionNegotiatedDecoder();

    void addInstruments(final long entryId, final OrdersEntryDecoder genesis, final CopyBuffer rows) {
        try {
            for (final InstrumentDefinition instrument : Genesis.decode(genesis).instruments()) {
                addInstrument(entryId, instrument, rows);
            }
        } catch (final IllegalArgumentException e) {
            throw new InconsistentLogException(entryId, e.getMessage());
        }
    }

    /** Takes a control record: a session that was accepted becomes a row, all else is for gateways only. */
    void addSession(final long entryId, final EventsEntryDecoder events, final CopyBuffer rows) {
        header.wrap(events.buffer(), events.payloadOffset());
        if (header.schemaId() != SessionNegotiatedDecoder.SCHEMA_ID
                || header.templateId() != SessionNegotiatedDecoder.TEMPLATE_ID) {
            return;
        }
        negotiated.wrapAndApplyHeader(events.buffer(), events.payloadOffset(), header);
        if (negotiated.result() == NegotiationResult.Accepted) {
            rows.row(SESSION_FIELDS);
            rows.putInt((int) negotiated.sessionNumber());
            rows.putLong(entryId);
            rows.putBytes(ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(negotiated.sessionIdHigh())
                    .putLong(negotiated.sessionIdLow())
                    .array());
            rows.putBytes(text(negotiated.accessKeyId()));
            rows.putLong(negotiated.timestamp());
        }
    }

    private static void addInstrument(
            final long entryId, final InstrumentDefinition instrument, final CopyBuffer rows) {
        rows.row(INSTRUMENT_FIELDS);
        rows.putInt(instrument.securityId());
        rows.putBytes(text(instrument.symbol()));
        rows.putShort(instrument.priceScale());
        rows.putShort(instrument.quantityScale());
        rows.putPrice(instrument.tickSize());
        rows.putLong(instrument.lotSize());
        rows.putLong(instrument.minQuantity());
        rows.putLong(instrument.maxQuantity());
        rows.putPrice(instrument.lowLimitPrice());
        rows.putPrice(instrument.highLimitPrice());
        rows.putLong(entryId);
    }

    /** Postgres takes no zero bytes in a text. */
    private static byte[] text(final String value) {
        return value.replace("\0", "").trim().getBytes(StandardCharsets.US_ASCII);
    }
}
