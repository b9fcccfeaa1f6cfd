package io.matchlock.audit.auditor.fold;

import io.matchlock.audit.auditor.table.InstrumentColumn;
import io.matchlock.audit.auditor.table.Row;
import io.matchlock.audit.auditor.table.SessionColumn;
import io.matchlock.audit.auditor.table.Table;
import io.matchlock.protocol.internal.AdminAnsweredDecoder;
import io.matchlock.protocol.internal.AdminResult;
import io.matchlock.protocol.internal.InstrumentChangedDecoder;
import io.matchlock.protocol.internal.InstrumentStatusDecoder;
import io.matchlock.protocol.internal.MessageHeaderDecoder;
import io.matchlock.protocol.internal.NegotiationResult;
import io.matchlock.protocol.internal.SessionNegotiatedDecoder;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.segment.Genesis;
import io.matchlock.protocol.segment.InstrumentDefinition;
import io.matchlock.protocol.segment.InstrumentRecord;
import java.math.BigDecimal;
import java.util.UUID;
import java.util.stream.Collectors;

/** Makes the rows of instruments and sessions that follow from the genesis entry and from control records. One thread. */
final class ReferenceFold {
    private static final int PRICE_DECIMALS = 9;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SessionNegotiatedDecoder negotiated = new SessionNegotiatedDecoder();
    private final AdminAnsweredDecoder answered = new AdminAnsweredDecoder();
    private final InstrumentStatusDecoder status = new InstrumentStatusDecoder();
    private final Row session = new Row(Table.SESSIONS);
    private final RowLedger ledger;

    ReferenceFold(final RowLedger ledger) {
        this.ledger = ledger;
    }

    void onGenesis(final long entryId, final OrdersEntryDecoder genesis) {
        for (final InstrumentDefinition instrument : Genesis.decode(genesis).instruments()) {
            define(entryId, instrument);
        }
    }

    void onControl(final long entryId, final OrdersEntryDecoder cause, final EventsEntryDecoder effect) {
        header.wrap(effect.buffer(), effect.payloadOffset());
        switch (header.templateId()) {
            case SessionNegotiatedDecoder.TEMPLATE_ID -> {
                negotiated.wrapAndApplyHeader(effect.buffer(), effect.payloadOffset(), header);
                if (negotiated.result() == NegotiationResult.Accepted) {
                    addSession(entryId);
                }
            }
            case AdminAnsweredDecoder.TEMPLATE_ID -> {
                answered.wrapAndApplyHeader(effect.buffer(), effect.payloadOffset(), header);
                if (answered.result() == AdminResult.Done) {
                    define(entryId, cause, answered.requestId());
                }
            }
            case InstrumentStatusDecoder.TEMPLATE_ID -> {
                status.wrapAndApplyHeader(effect.buffer(), effect.payloadOffset(), header);
                ledger.instrument(status.securityID()).set(InstrumentColumn.STATUS, status.status());
            }
            default -> {
                // makes no row
            }
        }
    }

    private void addSession(final long entryId) {
        session.clear()
                .set(SessionColumn.SESSION, negotiated.sessionNumber())
                .set(SessionColumn.ENTRY_ID, entryId)
                .setText(
                        SessionColumn.SESSION_ID,
                        new UUID(negotiated.sessionIdHigh(), negotiated.sessionIdLow()).toString())
                .setText(SessionColumn.ACCESS_KEY, text(negotiated.accessKeyId()))
                .set(SessionColumn.NEGOTIATED_NS, negotiated.timestamp());
        ledger.sessions.put(negotiated.sessionNumber(), session);
    }

    /** A definition is answered in the entry that holds it; an answer to anything else finds none. */
    private void define(final long entryId, final OrdersEntryDecoder cause, final long requestId) {
        cause.rewind();
        while (cause.next()) {
            header.wrap(cause.buffer(), cause.payloadOffset());
            if (cause.type() == OrdersEntry.INTERNAL
                    && header.templateId() == InstrumentChangedDecoder.TEMPLATE_ID
                    && InstrumentRecord.requestId(cause.buffer(), cause.payloadOffset()) == requestId) {
                define(entryId, InstrumentRecord.decode(cause.buffer(), cause.payloadOffset()));
            }
        }
    }

    /** The status of an instrument that is there already is told by records of its own. */
    private void define(final long entryId, final InstrumentDefinition instrument) {
        final boolean isNew = !ledger.hasInstrument(instrument.securityId());
        final Row row = ledger.instrument(instrument.securityId());
        row.set(InstrumentColumn.SECURITY_ID, instrument.securityId())
                .setText(InstrumentColumn.SYMBOL, text(instrument.symbol()))
                .set(InstrumentColumn.PRICE_SCALE, instrument.priceScale())
                .set(InstrumentColumn.QUANTITY_SCALE, instrument.quantityScale())
                .set(InstrumentColumn.TICK_SIZE, instrument.tickSize())
                .set(InstrumentColumn.LOT_SIZE, instrument.lotSize())
                .set(InstrumentColumn.MIN_QTY, instrument.minQuantity())
                .set(InstrumentColumn.MAX_QTY, instrument.maxQuantity())
                .set(InstrumentColumn.LOW_LIMIT, instrument.lowLimitPrice())
                .set(InstrumentColumn.HIGH_LIMIT, instrument.highLimitPrice())
                .set(InstrumentColumn.ENTRY_ID, entryId)
                .setText(InstrumentColumn.TICK_STEPS, steps(instrument))
                .set(InstrumentColumn.MIN_NOTIONAL, instrument.minNotional())
                .set(InstrumentColumn.MAX_NOTIONAL, instrument.maxNotional())
                .set(InstrumentColumn.BAND_BASIS_POINTS, instrument.bandBasisPoints())
                .set(InstrumentColumn.HALT_SECONDS, instrument.haltSeconds())
                .set(InstrumentColumn.REFERENCE_PRICE, instrument.referencePrice())
                .set(InstrumentColumn.DAY_END_NS, instrument.dayEndNs())
                .set(InstrumentColumn.REPLACE_LOSES_PRIORITY, instrument.replaceLosesPriority() ? 1 : 0);
        if (isNew) {
            row.set(InstrumentColumn.STATUS, instrument.status());
        }
    }

    private static String steps(final InstrumentDefinition instrument) {
        return instrument.tickSteps().stream()
                .map(step -> plain(step.fromPrice()) + ":" + plain(step.tickSize()))
                .collect(Collectors.joining(" "));
    }

    private static String plain(final long price) {
        return BigDecimal.valueOf(price, PRICE_DECIMALS).stripTrailingZeros().toPlainString();
    }

    private static String text(final String value) {
        return value.replace("\0", "").trim();
    }
}
