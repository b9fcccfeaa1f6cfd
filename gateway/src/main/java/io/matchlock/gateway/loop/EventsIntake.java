package io.matchlock.gateway.loop;

import io.matchlock.gateway.append.BatchWriter;
import io.matchlock.gateway.append.ChainKeeper;
import io.matchlock.gateway.append.SessionRecords;
import io.matchlock.gateway.chain.Chain;
import io.matchlock.gateway.connection.Connection;
import io.matchlock.gateway.connection.Connections;
import io.matchlock.gateway.events.LoopMailbox;
import io.matchlock.gateway.health.GatewayCounter;
import io.matchlock.gateway.health.GatewayCounters;
import io.matchlock.protocol.internal.BindResult;
import io.matchlock.protocol.internal.NegotiationResult;
import io.matchlock.protocol.internal.NumbersDeadDecoder;
import io.matchlock.protocol.internal.ReleaseReason;
import io.matchlock.protocol.internal.UnbindReason;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.session.TerminationCode;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.NanoClock;

/** What a loop does with the events that are for it: reports to clients, answers to sessions, news of its own chain. */
final class EventsIntake implements ControlReader.Handler, MessageHandler {
    private static final String UNHEARD = "this gateway was not heard for too long: connect again";

    private final GatewayLoop loop;
    private final Connections connections;
    private final Chain chain;
    private final ChainKeeper keeper;
    private final BatchWriter writer;
    private final SessionRecords records;
    private final GatewayCounters counters;
    private final NanoClock clock;
    private final ControlReader controls = new ControlReader(this);

    EventsIntake(
            final GatewayLoop loop,
            final Connections connections,
            final Chain chain,
            final ChainKeeper keeper,
            final BatchWriter writer,
            final SessionRecords records,
            final GatewayCounters counters,
            final NanoClock clock) {
        this.loop = loop;
        this.connections = connections;
        this.chain = chain;
        this.keeper = keeper;
        this.writer = writer;
        this.records = records;
        this.counters = counters;
        this.clock = clock;
    }

    @Override
    public void onMessage(final int type, final MutableDirectBuffer buffer, final int offset, final int length) {
        switch (type) {
            case LoopMailbox.REPORT -> onReport(buffer, offset, length);
            case LoopMailbox.SEEN -> onSeen(buffer, offset);
            case LoopMailbox.ANSWERED -> onAnswered(buffer, offset);
            case LoopMailbox.BUSY -> keeper.onBusy(buffer.getInt(offset) != 0);
            default -> controls.read(buffer, offset);
        }
    }

    @Override
    public void onAccepted(
            final long incarnation,
            final boolean isAccepted,
            final long standingStartNs,
            final long term,
            final int leader,
            final long timeNs) {
        final String fault = keeper.onAccepted(incarnation, isAccepted, standingStartNs);
        if (fault != null) {
            loop.onHalt(fault);
        }
        keeper.onTold(term, leader, timeNs, false);
    }

    @Override
    public void onTold(final long term, final int leader, final long timeNs, final boolean isTick) {
        keeper.onTold(term, leader, timeNs, isTick);
    }

    @Override
    public void onNegotiated(final long connectionId, final NegotiationResult result) {
        final Connection connection = connections.byId(connectionId);
        if (connection != null) {
            connection.session().onNegotiated(result);
        }
    }

    @Override
    public void onBound(
            final long connectionId,
            final BindResult result,
            final int session,
            final long lastIncomingSeqNo,
            final long nextSeqNo) {
        final Connection connection = connections.byId(connectionId);
        final boolean taken = connection != null
                && !(result == BindResult.Bound && records.isReleaseUnderWay(session))
                && connection.session().onBound(result, session, lastIncomingSeqNo, nextSeqNo, clock.nanoTime());
        if (!taken && result == BindResult.Bound) {
            connections.release(session, ReleaseReason.Disconnect);
        }
    }

    @Override
    public void onNumbersDead(final long connectionId, final NumbersDeadDecoder dead) {
        final Connection connection = connections.byId(connectionId);
        if (connection != null) {
            for (int i = 0; i < NumbersDeadDecoder.rangesLength(); i += 2) {
                connection.session().onNumbersDead(dead.ranges(i), dead.ranges(i + 1), dead.unknownTo());
            }
        }
    }

    @Override
    public void onUnbound(final int session, final UnbindReason reason) {
        final Connection connection = connections.bySession(session);
        if (connection != null && reason != UnbindReason.Released) {
            connections.unbind(connection, session);
            connection.terminate(
                    reason == UnbindReason.TakenOver ? TerminationCode.Takeover : TerminationCode.UnspecifiedError,
                    reason == UnbindReason.TakenOver
                            ? "another connection has taken the session over"
                            : "the engine has ended the binding (" + reason + "): connect again");
        }
    }

    @Override
    public void onFenced(final long incarnation) {
        if (incarnation == chain.incarnation()) {
            loop.restartChain(UNHEARD);
        }
    }

    private void onReport(final DirectBuffer buffer, final int offset, final int length) {
        final Connection connection = connections.bySession(buffer.getInt(offset + LoopMailbox.SESSION_OFFSET));
        if (connection != null
                && connection
                        .session()
                        .onReport(
                                buffer.getLong(offset + LoopMailbox.REPORT_NUMBER_OFFSET),
                                buffer,
                                offset + LoopMailbox.MESSAGE_OFFSET,
                                length - LoopMailbox.MESSAGE_OFFSET)) {
            counters.increment(GatewayCounter.REPORTS);
        }
    }

    private void onAnswered(final DirectBuffer buffer, final int offset) {
        if (buffer.getLong(offset + LoopMailbox.INCARNATION_OFFSET) == chain.incarnation()) {
            records.onAnswered(buffer.getLong(offset + LoopMailbox.BATCH_NUMBER_OFFSET));
            connections.onAnswered();
        }
    }

    private void onSeen(final DirectBuffer buffer, final int offset) {
        final int flags = buffer.getInt(offset + LoopMailbox.FLAGS_OFFSET);
        final long incarnation = buffer.getLong(offset + LoopMailbox.INCARNATION_OFFSET);
        final long batchNumber = buffer.getLong(offset + LoopMailbox.BATCH_NUMBER_OFFSET);
        final boolean isVoid = (flags & EventsEntry.VOID) != 0;
        if (incarnation == chain.incarnation() && !isVoid) {
            records.onSeen(batchNumber);
        }
        final int seen = chain.onSeen(
                incarnation, batchNumber, isVoid, buffer.getInt(offset + LoopMailbox.RULES_VERSION_OFFSET));
        if (seen == Chain.FENCED) {
            loop.restartChain(UNHEARD);
        } else {
            writer.onSeen();
        }
    }
}
