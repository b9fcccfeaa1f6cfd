package io.matchlock.matcher.process;

import io.matchlock.engine.Engine;
import io.matchlock.engine.event.EngineListener;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.Instrument;
import io.matchlock.matcher.message.EntryRecords;
import io.matchlock.protocol.internal.AccountBlockDecoder;
import io.matchlock.protocol.internal.AccountLimitsDecoder;
import io.matchlock.protocol.internal.InstrumentChangedDecoder;
import io.matchlock.protocol.internal.InstrumentStatusChangeDecoder;
import io.matchlock.protocol.internal.MessageHeaderDecoder;
import io.matchlock.protocol.internal.RulesVersionDecoder;
import io.matchlock.protocol.segment.InstrumentRecord;
import org.agrona.DirectBuffer;

/**
 * Decodes operators' records, of checked shape, and calls the engine. Owned by the matcher's agent. What the engine can't be
 * asked at all (a definition that is invalid in itself) is answered here; nothing but a definition makes garbage.
 */
final class AdminMessages {
    private final Engine engine;
    private final EngineListener listener;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentStatusChangeDecoder status = new InstrumentStatusChangeDecoder();
    private final AccountLimitsDecoder limits = new AccountLimitsDecoder();
    private final AccountBlockDecoder block = new AccountBlockDecoder();
    private final RulesVersionDecoder rules = new RulesVersionDecoder();

    AdminMessages(final Engine engine, final EngineListener listener) {
        this.engine = engine;
        this.listener = listener;
    }

    /** Hands on the entry's current record. Returns null, or why the matcher must halt. */
    String apply(final EntryRecords entry, final int template) {
        final DirectBuffer buffer = entry.buffer();
        final int offset = entry.payloadOffset();
        switch (template) {
            case InstrumentChangedDecoder.TEMPLATE_ID -> define(entry, buffer, offset);
            case InstrumentStatusChangeDecoder.TEMPLATE_ID -> status(entry, buffer, offset);
            case AccountLimitsDecoder.TEMPLATE_ID -> limits(entry, buffer, offset);
            case AccountBlockDecoder.TEMPLATE_ID -> block(entry, buffer, offset);
            case RulesVersionDecoder.TEMPLATE_ID -> {
                return rules(entry, buffer, offset);
            }
            default -> throw new IllegalStateException("template " + template + " has a shape but no case");
        }
        return null;
    }

    private void define(final EntryRecords entry, final DirectBuffer buffer, final int offset) {
        final long requestId = InstrumentRecord.requestId(buffer, offset);
        final Instrument instrument;
        try {
            instrument = Instruments.of(InstrumentRecord.decode(buffer, offset));
        } catch (final IllegalArgumentException e) {
            listener.onAdminAnswered(entry.chainId(), requestId, Codes.ADMIN_INVALID);
            return;
        }
        engine.admin().onInstrument(requestId, entry.receiveTimeNs(), instrument);
    }

    private void status(final EntryRecords entry, final DirectBuffer buffer, final int offset) {
        status.wrapAndApplyHeader(buffer, offset, header);
        engine.admin()
                .onInstrumentStatus(status.requestId(), entry.receiveTimeNs(), status.securityID(), status.status());
    }

    private void limits(final EntryRecords entry, final DirectBuffer buffer, final int offset) {
        limits.wrapAndApplyHeader(buffer, offset, header);
        engine.admin()
                .onAccountLimits(
                        limits.requestId(),
                        entry.receiveTimeNs(),
                        (int) limits.account(),
                        (int) limits.maxOpenOrders(),
                        limits.maxPosition(),
                        limits.maxOpenNotional());
    }

    private void block(final EntryRecords entry, final DirectBuffer buffer, final int offset) {
        block.wrapAndApplyHeader(buffer, offset, header);
        engine.admin()
                .onAccountBlock(block.requestId(), entry.receiveTimeNs(), (int) block.account(), block.blocked() != 0);
    }

    private String rules(final EntryRecords entry, final DirectBuffer buffer, final int offset) {
        rules.wrapAndApplyHeader(buffer, offset, header);
        final int version = (int) rules.rulesVersion();
        if (!engine.admin().onRulesVersion(entry.receiveTimeNs(), version)) {
            return "it asks for version " + Integer.toUnsignedString(version)
                    + " of the matching rules, this build has 1 to " + Engine.RULES_VERSION;
        }
        listener.onAdminAnswered(entry.chainId(), rules.requestId(), Codes.ADMIN_DONE);
        return null;
    }
}
