package io.matchlock.gateway.loop;

import io.matchlock.protocol.internal.BindResult;
import io.matchlock.protocol.internal.GatewayAcceptedDecoder;
import io.matchlock.protocol.internal.GatewayFencedDecoder;
import io.matchlock.protocol.internal.LeaderToldDecoder;
import io.matchlock.protocol.internal.MessageHeaderDecoder;
import io.matchlock.protocol.internal.NegotiationResult;
import io.matchlock.protocol.internal.NumbersDeadDecoder;
import io.matchlock.protocol.internal.SessionBoundDecoder;
import io.matchlock.protocol.internal.SessionNegotiatedDecoder;
import io.matchlock.protocol.internal.SessionUnboundDecoder;
import io.matchlock.protocol.internal.TimeToldDecoder;
import io.matchlock.protocol.internal.UnbindReason;
import org.agrona.DirectBuffer;

/** Reads what the engine tells gateways. What it does not know it passes over. One thread. */
final class ControlReader {
    private final Handler handler;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final GatewayAcceptedDecoder accepted = new GatewayAcceptedDecoder();
    private final LeaderToldDecoder leaderTold = new LeaderToldDecoder();
    private final TimeToldDecoder timeTold = new TimeToldDecoder();
    private final SessionNegotiatedDecoder negotiated = new SessionNegotiatedDecoder();
    private final SessionBoundDecoder bound = new SessionBoundDecoder();
    private final NumbersDeadDecoder dead = new NumbersDeadDecoder();
    private final SessionUnboundDecoder unbound = new SessionUnboundDecoder();
    private final GatewayFencedDecoder fenced = new GatewayFencedDecoder();

    /** Takes what was read. */
    interface Handler {
        void onAccepted(long incarnation, boolean isAccepted, long standingStartNs, long term, int leader, long timeNs);

        void onTold(long term, int leader, long timeNs, boolean isTick);

        void onNegotiated(long connectionId, NegotiationResult result);

        void onBound(long connectionId, BindResult result, int session, long lastIncomingSeqNo, long nextSeqNo);

        void onNumbersDead(long connectionId, NumbersDeadDecoder dead);

        void onUnbound(int session, UnbindReason reason);

        void onFenced(long incarnation);
    }

    ControlReader(final Handler handler) {
        this.handler = handler;
    }

    void read(final DirectBuffer buffer, final int offset) {
        header.wrap(buffer, offset);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            return;
        }
        switch (header.templateId()) {
            case GatewayAcceptedDecoder.TEMPLATE_ID -> {
                accepted.wrapAndApplyHeader(buffer, offset, header);
                handler.onAccepted(
                        accepted.incarnation(),
                        accepted.accepted() != 0,
                        accepted.startTime(),
                        accepted.term(),
                        accepted.leader(),
                        accepted.engineTime());
            }
            case LeaderToldDecoder.TEMPLATE_ID -> {
                leaderTold.wrapAndApplyHeader(buffer, offset, header);
                handler.onTold(leaderTold.term(), leaderTold.leader(), leaderTold.engineTime(), false);
            }
            case TimeToldDecoder.TEMPLATE_ID -> {
                timeTold.wrapAndApplyHeader(buffer, offset, header);
                handler.onTold(timeTold.term(), timeTold.leader(), timeTold.engineTime(), true);
            }
            default -> readSession(buffer, offset);
        }
    }

    private void readSession(final DirectBuffer buffer, final int offset) {
        switch (header.templateId()) {
            case SessionNegotiatedDecoder.TEMPLATE_ID -> {
                negotiated.wrapAndApplyHeader(buffer, offset, header);
                handler.onNegotiated(negotiated.connectionId(), negotiated.result());
            }
            case SessionBoundDecoder.TEMPLATE_ID -> {
                bound.wrapAndApplyHeader(buffer, offset, header);
                handler.onBound(
                        bound.connectionId(),
                        bound.result(),
                        (int) bound.sessionNumber(),
                        bound.lastIncomingSeqNo(),
                        bound.nextSeqNo());
            }
            case NumbersDeadDecoder.TEMPLATE_ID -> {
                dead.wrapAndApplyHeader(buffer, offset, header);
                handler.onNumbersDead(dead.connectionId(), dead);
            }
            case SessionUnboundDecoder.TEMPLATE_ID -> {
                unbound.wrapAndApplyHeader(buffer, offset, header);
                handler.onUnbound((int) unbound.sessionNumber(), unbound.reason());
            }
            case GatewayFencedDecoder.TEMPLATE_ID -> {
                fenced.wrapAndApplyHeader(buffer, offset, header);
                handler.onFenced(fenced.incarnation());
            }
            default -> {
                // of a later version
            }
        }
    }
}
