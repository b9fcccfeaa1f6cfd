package io.matchlock.gateway.append;

import io.matchlock.gateway.chain.Batch;
import io.matchlock.gateway.session.service.BindingTerms;
import io.matchlock.gateway.session.service.LogonRequest;
import io.matchlock.gateway.session.service.Refusal;
import io.matchlock.protocol.internal.EstablishRequestedEncoder;
import io.matchlock.protocol.internal.GatewayAliveEncoder;
import io.matchlock.protocol.internal.GatewayStartedEncoder;
import io.matchlock.protocol.internal.LeadEncoder;
import io.matchlock.protocol.internal.MessageHeaderEncoder;
import io.matchlock.protocol.internal.MessageRefusedEncoder;
import io.matchlock.protocol.internal.NegotiateRequestedEncoder;
import io.matchlock.protocol.internal.ReleaseReason;
import io.matchlock.protocol.internal.ReleaseRequestedEncoder;
import io.matchlock.protocol.internal.SegmentResumedEncoder;
import io.matchlock.protocol.internal.TickEncoder;

/** Writes the records that a gateway appends for itself; the batch has room. One thread. */
final class InternalRecords {
    /** No record of ours has a longer payload. */
    static final int MAX_PAYLOAD = length(EstablishRequestedEncoder.BLOCK_LENGTH);

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MessageRefusedEncoder refused = new MessageRefusedEncoder();

    void gatewayStarted(final Batch batch, final long startTimeNs, final long nowUtcNs) {
        final int at = batch.claim(0, 0, nowUtcNs, length(GatewayStartedEncoder.BLOCK_LENGTH));
        new GatewayStartedEncoder()
                .wrapAndApplyHeader(batch.buffer(), at, header)
                .startTime(startTimeNs);
    }

    void gatewayAlive(final Batch batch, final long nowUtcNs) {
        final int at = batch.claim(0, 0, nowUtcNs, length(GatewayAliveEncoder.BLOCK_LENGTH));
        new GatewayAliveEncoder().wrapAndApplyHeader(batch.buffer(), at, header).reserved(0);
    }

    void lead(final Batch batch, final long term, final long nowUtcNs) {
        final int at = batch.claim(0, 0, nowUtcNs, length(LeadEncoder.BLOCK_LENGTH));
        new LeadEncoder().wrapAndApplyHeader(batch.buffer(), at, header).term(term);
    }

    void tick(final Batch batch, final long term, final long timeNs) {
        final int at = batch.claim(0, 0, timeNs, length(TickEncoder.BLOCK_LENGTH));
        new TickEncoder()
                .wrapAndApplyHeader(batch.buffer(), at, header)
                .term(term)
                .time(timeNs);
    }

    void segmentResumed(final Batch batch, final long term, final long timeNs) {
        final int at = batch.claim(0, 0, timeNs, length(SegmentResumedEncoder.BLOCK_LENGTH));
        new SegmentResumedEncoder()
                .wrapAndApplyHeader(batch.buffer(), at, header)
                .term(term)
                .time(timeNs);
    }

    void negotiate(final Batch batch, final LogonRequest request, final long nowUtcNs) {
        final int at = batch.claim(0, 0, nowUtcNs, length(NegotiateRequestedEncoder.BLOCK_LENGTH));
        new NegotiateRequestedEncoder()
                .wrapAndApplyHeader(batch.buffer(), at, header)
                .connectionId(request.connectionId())
                .sessionIdHigh(request.sessionIdHigh())
                .sessionIdLow(request.sessionIdLow())
                .timestamp(request.timestampNs())
                .accessKeyId(request.accessKeyId())
                .hostTag((short) request.hostTag());
    }

    void establish(final Batch batch, final LogonRequest request, final BindingTerms terms, final long nowUtcNs) {
        final int at = batch.claim(0, 0, nowUtcNs, length(EstablishRequestedEncoder.BLOCK_LENGTH));
        new EstablishRequestedEncoder()
                .wrapAndApplyHeader(batch.buffer(), at, header)
                .connectionId(request.connectionId())
                .sessionIdHigh(request.sessionIdHigh())
                .sessionIdLow(request.sessionIdLow())
                .timestamp(request.timestampNs())
                .nextSeqNo(terms.nextSeqNo())
                .keepaliveInterval(terms.keepaliveMs())
                .cancelGracePeriod(terms.cancelGraceMs())
                .accessKeyId(request.accessKeyId())
                .cancelOnDisconnect(terms.cancelOnDisconnect().value())
                .queuedMode(terms.queuedMode().value())
                .hostTag((short) request.hostTag());
    }

    void release(final Batch batch, final int session, final ReleaseReason reason, final long nowUtcNs) {
        final int at = batch.claim(session, 0, nowUtcNs, length(ReleaseRequestedEncoder.BLOCK_LENGTH));
        new ReleaseRequestedEncoder()
                .wrapAndApplyHeader(batch.buffer(), at, header)
                .reason(reason);
    }

    void refused(
            final Batch batch,
            final int session,
            final long clientNumber,
            final long receiveTimeNs,
            final Refusal refusal) {
        final int at = batch.claim(session, clientNumber, receiveTimeNs, length(MessageRefusedEncoder.BLOCK_LENGTH));
        refused.wrapAndApplyHeader(batch.buffer(), at, header)
                .clOrdID(refusal.clOrdId())
                .securityID(refusal.securityId())
                .refTemplateID(refusal.templateId())
                .refTagID(refusal.tagId())
                .reason(refusal.reason())
                .side((short) (refusal.side() & 0xFF));
    }

    private static int length(final int blockLength) {
        return MessageHeaderEncoder.ENCODED_LENGTH + blockLength;
    }
}
