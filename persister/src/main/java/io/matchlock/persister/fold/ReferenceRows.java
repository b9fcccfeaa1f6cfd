package io.matchlock.persister.fold;

import io.matchlock.persister.day.DayIndex;
import io.matchlock.persister.rows.CopyBuffer;
import io.matchlock.protocol.internal.AdminAnsweredDecoder;
import io.matchlock.protocol.internal.AdminResult;
import io.matchlock.protocol.internal.InstrumentChangedDecoder;
import io.matchlock.protocol.internal.InstrumentStatusDecoder;
import io.matchlock.protocol.internal.MessageHeaderDecoder;
import io.matchlock.protocol.internal.NegotiationResult;
import io.matchlock.protocol.internal.SessionNegotiatedDecoder;
import io.matchlock.protocol.internal.TimeToldDecoder;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.segment.InstrumentDefinition;
import io.matchlock.protocol.segment.InstrumentRecord;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of the tables that orders refer to: instruments and sessions. One thread. */
final class ReferenceRows {
    private static final int INSTRUMENT_FIELDS = 20;
    private static final int SESSION_FIELDS = 5;
    private static final int PRICE_DECIMALS = 9;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SessionNegotiatedDecoder negotiated = new SessionNegotiatedDecoder();
    private final AdminAnsweredDecoder answered = new AdminAnsweredDecoder();
    private final TimeToldDecoder time = new TimeToldDecoder();
    private final InstrumentStatusDecoder status = new InstrumentStatusDecoder();

    private final DayIndex days;

    ReferenceRows(final DayIndex days) {
        this.days = days;
    }

    void addInstruments(final long entryId, final List<InstrumentDefinition> instruments, final CopyBuffer rows) {
        instruments.forEach(instrument -> addInstrument(entryId, instrument, rows));
    }

    /** Takes a control record: sessions, instruments and statuses become rows, the time may begin a day, all else is for gateways only. */
    void addControl(
            final long entryId,
            final OrdersEntryDecoder orders,
            final EventsEntryDecoder events,
            final RowBatch batch) {
        header.wrap(events.buffer(), events.payloadOffset());
        if (header.schemaId() != SessionNegotiatedDecoder.SCHEMA_ID) {
            return;
        }
        switch (header.templateId()) {
            case SessionNegotiatedDecoder.TEMPLATE_ID -> addSession(entryId, events, batch.sessions);
            case AdminAnsweredDecoder.TEMPLATE_ID -> addChanged(entryId, orders, events, batch.instruments);
            case TimeToldDecoder.TEMPLATE_ID -> {
                time.wrapAndApplyHeader(events.buffer(), events.payloadOffset(), header);
                days.onTime(time.engineTime());
            }
            case InstrumentStatusDecoder.TEMPLATE_ID -> {
                status.wrapAndApplyHeader(events.buffer(), events.payloadOffset(), header);
                batch.statuses.put(status.securityID(), status.status());
            }
            default -> {
                // for gateways
            }
        }
    }

    private void addSession(final long entryId, final EventsEntryDecoder events, final CopyBuffer rows) {
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

    /** A definition is answered in the entry that holds it; for an answer to anything else there is none to be found. */
    private void addChanged(
            final long entryId,
            final OrdersEntryDecoder orders,
            final EventsEntryDecoder events,
            final CopyBuffer rows) {
        answered.wrapAndApplyHeader(events.buffer(), events.payloadOffset(), header);
        if (answered.result() != AdminResult.Done) {
            return;
        }
        final long requestId = answered.requestId();
        orders.rewind();
        while (orders.next()) {
            header.wrap(orders.buffer(), orders.payloadOffset());
            if (orders.type() == OrdersEntry.INTERNAL
                    && header.templateId() == InstrumentChangedDecoder.TEMPLATE_ID
                    && InstrumentRecord.requestId(orders.buffer(), orders.payloadOffset()) == requestId) {
                addInstrument(entryId, InstrumentRecord.decode(orders.buffer(), orders.payloadOffset()), rows);
            }
        }
        orders.rewind();
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
        rows.putBytes(text(steps(instrument)));
        rows.putLong(instrument.minNotional());
        rows.putLong(instrument.maxNotional());
        rows.putInt(instrument.bandBasisPoints());
        rows.putInt(instrument.haltSeconds());
        rows.putPrice(instrument.referencePrice());
        rows.putLong(instrument.dayEndNs());
        rows.putChar((byte) (instrument.replaceLosesPriority() ? 1 : 0)); // a boolean is one byte too
        rows.putShort(instrument.status());
    }

    private static String steps(final InstrumentDefinition instrument) {
        return instrument.tickSteps().stream()
                .map(step -> plain(step.fromPrice()) + ":" + plain(step.tickSize()))
                .collect(Collectors.joining(" "));
    }

    private static String plain(final long price) {
        return BigDecimal.valueOf(price, PRICE_DECIMALS).stripTrailingZeros().toPlainString();
    }

    /** Postgres takes no zero bytes in a text. */
    private static byte[] text(final String value) {
        return value.replace("\0", "").trim().getBytes(StandardCharsets.US_ASCII);
    }
}
