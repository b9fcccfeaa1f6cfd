package io.matchlock.matcher.process;

import io.matchlock.engine.Engine;
import io.matchlock.engine.event.EngineListener;
import io.matchlock.matcher.message.EntryRecords;
import io.matchlock.protocol.internal.EstablishRequestedDecoder;
import io.matchlock.protocol.internal.GatewayAliveDecoder;
import io.matchlock.protocol.internal.GatewayStartedDecoder;
import io.matchlock.protocol.internal.LeadDecoder;
import io.matchlock.protocol.internal.MessageHeaderDecoder;
import io.matchlock.protocol.internal.MessageRefusedDecoder;
import io.matchlock.protocol.internal.NegotiateRequestedDecoder;
import io.matchlock.protocol.internal.ReleaseReason;
import io.matchlock.protocol.internal.ReleaseRequestedDecoder;
import io.matchlock.protocol.internal.SegmentResumedDecoder;
import io.matchlock.protocol.internal.TickDecoder;
import org.agrona.DirectBuffer;

/** Decodes records that no client sent, of checked shape, and calls the engine. Owned by the matcher's agent; judges nothing. */
final class InternalMessages {
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;

    private final Engine engine;
    private final AdminMessages admin;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final GatewayStartedDecoder started = new GatewayStartedDecoder();
    private final LeadDecoder lead = new LeadDecoder();
    private final TickDecoder tick = new TickDecoder();
    private final SegmentResumedDecoder resumed = new SegmentResumedDecoder();
    private final NegotiateRequestedDecoder negotiate = new NegotiateRequestedDecoder();
    private final EstablishRequestedDecoder establish = new EstablishRequestedDecoder();
    private final ReleaseRequestedDecoder release = new ReleaseRequestedDecoder();
    private final MessageRefusedDecoder refused = new MessageRefusedDecoder();

    InternalMessages(final Engine engine, final EngineListener listener) {
        this.engine = engine;
        this.admin = new AdminMessages(engine, listener);
    }

    /** Whether the entry's current record, an internal one, opens a chain. */
    boolean opensChain(final EntryRecords entry) {
        header.wrap(entry.buffer(), entry.payloadOffset());
        return header.templateId() == GatewayStartedDecoder.TEMPLATE_ID;
    }

    /** The start time of the entry's current record, which opens a chain. */
    long startTimeNs(final EntryRecords entry) {
        return started.wrapAndApplyHeader(entry.buffer(), entry.payloadOffset(), header)
                .startTime();
    }

    /** Hands on the entry's current record. Returns null, or why the matcher must halt. */
    String apply(final EntryRecords entry) {
        final DirectBuffer buffer = entry.buffer();
        final int offset = entry.payloadOffset();
        header.wrap(buffer, offset);
        switch (header.templateId()) {
            case GatewayStartedDecoder.TEMPLATE_ID -> {
                // the entry itself said it
            }
            case GatewayAliveDecoder.TEMPLATE_ID -> engine.gateway().onAlive();
            case LeadDecoder.TEMPLATE_ID ->
                engine.gateway()
                        .onLead(lead.wrapAndApplyHeader(buffer, offset, header).term());
            case TickDecoder.TEMPLATE_ID -> tick(buffer, offset);
            case SegmentResumedDecoder.TEMPLATE_ID -> resumed(buffer, offset);
            case NegotiateRequestedDecoder.TEMPLATE_ID -> negotiate(buffer, offset);
            case EstablishRequestedDecoder.TEMPLATE_ID -> establish(buffer, offset);
            case ReleaseRequestedDecoder.TEMPLATE_ID -> release(entry, buffer, offset);
            case MessageRefusedDecoder.TEMPLATE_ID -> refused(entry, buffer, offset);
            default -> {
                return admin.apply(entry, header.templateId());
            }
        }
        return null;
    }

    private void tick(final DirectBuffer buffer, final int offset) {
        tick.wrapAndApplyHeader(buffer, offset, header);
        engine.gateway().onTick(tick.term(), tick.time());
    }

    private void resumed(final DirectBuffer buffer, final int offset) {
        resumed.wrapAndApplyHeader(buffer, offset, header);
        engine.gateway().onSegmentResumed(resumed.term(), resumed.time());
    }

    private void negotiate(final DirectBuffer buffer, final int offset) {
        negotiate.wrapAndApplyHeader(buffer, offset, header);
        engine.gateway()
                .onNegotiate(
                        negotiate.connectionId(),
                        negotiate.sessionIdHigh(),
                        negotiate.sessionIdLow(),
                        negotiate.timestamp(),
                        buffer,
                        offset + HEADER + NegotiateRequestedDecoder.accessKeyIdEncodingOffset(),
                        negotiate.hostTag());
    }

    private void establish(final DirectBuffer buffer, final int offset) {
        establish.wrapAndApplyHeader(buffer, offset, header);
        engine.gateway()
                .onEstablish(
                        establish.connectionId(),
                        establish.sessionIdHigh(),
                        establish.sessionIdLow(),
                        establish.timestamp(),
                        establish.nextSeqNo(),
                        buffer,
                        offset + HEADER + EstablishRequestedDecoder.accessKeyIdEncodingOffset(),
                        establish.cancelOnDisconnect(),
                        (int) establish.cancelGracePeriod());
    }

    private void release(final EntryRecords entry, final DirectBuffer buffer, final int offset) {
        release.wrapAndApplyHeader(buffer, offset, header);
        engine.gateway().onRelease(entry.session(), release.reason() == ReleaseReason.Finished);
    }

    private void refused(final EntryRecords entry, final DirectBuffer buffer, final int offset) {
        if (!engine.beginMessage(entry.session(), entry.clientNumber(), entry.receiveTimeNs())) {
            return;
        }
        refused.wrapAndApplyHeader(buffer, offset, header);
        engine.onRefused(refused.clOrdID(), refused.reason(), refused.refTagID(), refused.refTemplateID());
    }
}
