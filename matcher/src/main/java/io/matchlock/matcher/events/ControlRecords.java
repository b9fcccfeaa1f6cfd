package io.matchlock.matcher.events;

import io.matchlock.engine.event.DeadRanges;
import io.matchlock.protocol.internal.AdminAnsweredEncoder;
import io.matchlock.protocol.internal.AdminResult;
import io.matchlock.protocol.internal.BindResult;
import io.matchlock.protocol.internal.GatewayAcceptedEncoder;
import io.matchlock.protocol.internal.GatewayFencedEncoder;
import io.matchlock.protocol.internal.InstrumentStatusEncoder;
import io.matchlock.protocol.internal.LeaderToldEncoder;
import io.matchlock.protocol.internal.MessageHeaderEncoder;
import io.matchlock.protocol.internal.NegotiationResult;
import io.matchlock.protocol.internal.NumbersDeadEncoder;
import io.matchlock.protocol.internal.SessionBoundEncoder;
import io.matchlock.protocol.internal.SessionNegotiatedEncoder;
import io.matchlock.protocol.internal.SessionUnboundEncoder;
import io.matchlock.protocol.internal.TimeToldEncoder;
import io.matchlock.protocol.internal.UnbindReason;
import io.matchlock.protocol.log.ChainId;
import io.matchlock.protocol.log.EventsEntry;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Encodes what the engine tells gateways: the control records of an events entry. Owned by the matcher's agent. */
final class ControlRecords {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final EntryWriter entry;
    private final MutableDirectBuffer buffer;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final GatewayAcceptedEncoder accepted = new GatewayAcceptedEncoder();
    private final GatewayFencedEncoder fenced = new GatewayFencedEncoder();
    private final LeaderToldEncoder leader = new LeaderToldEncoder();
    private final TimeToldEncoder time = new TimeToldEncoder();
    private final SessionNegotiatedEncoder negotiated = new SessionNegotiatedEncoder();
    private final SessionBoundEncoder bound = new SessionBoundEncoder();
    private final NumbersDeadEncoder dead = new NumbersDeadEncoder();
    private final SessionUnboundEncoder unbound = new SessionUnboundEncoder();
    private final InstrumentStatusEncoder instrument = new InstrumentStatusEncoder();
    private final AdminAnsweredEncoder answered = new AdminAnsweredEncoder();

    ControlRecords(final EntryWriter entry) {
        this.entry = entry;
        this.buffer = entry.buffer();
    }

    void gatewayAccepted(
            final int chainId,
            final long incarnation,
            final long startTimeNs,
            final boolean isAccepted,
            final long term,
            final long engineTimeNs,
            final int leaderChainId) {
        final int offset = claim(0, chainId, GatewayAcceptedEncoder.BLOCK_LENGTH);
        accepted.wrapAndApplyHeader(buffer, offset, header)
                .incarnation(incarnation)
                .startTime(startTimeNs)
                .accepted((short) (isAccepted ? 1 : 0))
                .term(term)
                .engineTime(engineTimeNs)
                .leader(leaderChainId);
    }

    void gatewayFenced(final int chainId, final long incarnation) {
        final int offset = claim(0, chainId, GatewayFencedEncoder.BLOCK_LENGTH);
        fenced.wrapAndApplyHeader(buffer, offset, header).incarnation(incarnation);
    }

    void leaderTold(final long term, final long engineTimeNs, final int leaderChainId) {
        final int offset = claim(0, ChainId.ALL, LeaderToldEncoder.BLOCK_LENGTH);
        leader.wrapAndApplyHeader(buffer, offset, header)
                .term(term)
                .engineTime(engineTimeNs)
                .leader(leaderChainId);
    }

    void timeTold(final long term, final long engineTimeNs, final int leaderChainId) {
        final int offset = claim(0, ChainId.ALL, TimeToldEncoder.BLOCK_LENGTH);
        time.wrapAndApplyHeader(buffer, offset, header)
                .term(term)
                .engineTime(engineTimeNs)
                .leader(leaderChainId);
    }

    void sessionNegotiated(
            final int ownerChainId,
            final long connectionId,
            final long idHigh,
            final long idLow,
            final long timestampNs,
            final DirectBuffer key,
            final int keyOffset,
            final int session,
            final int result) {
        final int offset = claim(session, ownerChainId, SessionNegotiatedEncoder.BLOCK_LENGTH);
        negotiated
                .wrapAndApplyHeader(buffer, offset, header)
                .connectionId(connectionId)
                .sessionIdHigh(idHigh)
                .sessionIdLow(idLow)
                .timestamp(timestampNs)
                .sessionNumber(session)
                .result(NegotiationResult.get((short) result));
        buffer.putBytes(
                offset + HEADER + SessionNegotiatedEncoder.accessKeyIdEncodingOffset(),
                key,
                keyOffset,
                SessionNegotiatedEncoder.accessKeyIdEncodingLength());
    }

    void sessionBound(
            final int ownerChainId,
            final long connectionId,
            final long idHigh,
            final long idLow,
            final long timestampNs,
            final long lastIncomingSeqNo,
            final long nextSeqNo,
            final int session,
            final int result) {
        final int offset = claim(session, ownerChainId, SessionBoundEncoder.BLOCK_LENGTH);
        bound.wrapAndApplyHeader(buffer, offset, header)
                .connectionId(connectionId)
                .sessionIdHigh(idHigh)
                .sessionIdLow(idLow)
                .timestamp(timestampNs)
                .lastIncomingSeqNo(lastIncomingSeqNo)
                .nextSeqNo(nextSeqNo)
                .sessionNumber(session)
                .result(BindResult.get((short) result));
    }

    void numbersDead(final int ownerChainId, final long connectionId, final int session, final DeadRanges numbers) {
        final int offset = claim(session, ownerChainId, NumbersDeadEncoder.BLOCK_LENGTH);
        dead.wrapAndApplyHeader(buffer, offset, header)
                .connectionId(connectionId)
                .unknownTo(numbers.unknownTo());
        final int known = numbers.count();
        for (int i = 0; i < DeadRanges.MAX; i++) {
            dead.ranges(2 * i, i < known ? numbers.from(i) : 0);
            dead.ranges(2 * i + 1, i < known ? numbers.to(i) : 0);
        }
    }

    void sessionUnbound(final int ownerChainId, final int session, final int reason) {
        final int offset = claim(session, ownerChainId, SessionUnboundEncoder.BLOCK_LENGTH);
        unbound.wrapAndApplyHeader(buffer, offset, header)
                .sessionNumber(session)
                .reason(UnbindReason.get((short) reason));
    }

    void instrumentStatus(final int securityId, final int status) {
        final int offset = claim(0, ChainId.ALL, InstrumentStatusEncoder.BLOCK_LENGTH);
        instrument
                .wrapAndApplyHeader(buffer, offset, header)
                .securityID(securityId)
                .status((short) status);
    }

    void adminAnswered(final int chainId, final long requestId, final int result) {
        final int offset = claim(0, chainId, AdminAnsweredEncoder.BLOCK_LENGTH);
        answered.wrapAndApplyHeader(buffer, offset, header).requestId(requestId).result(AdminResult.get((short)
                result));
    }

    private int claim(final int session, final int owner, final int blockLength) {
        final int offset = entry.claim(EventsEntry.CONTROL, session, owner, 0L, HEADER + blockLength);
        buffer.setMemory(offset + HEADER, blockLength, (byte) 0); // what no field covers
        return offset;
    }
}
