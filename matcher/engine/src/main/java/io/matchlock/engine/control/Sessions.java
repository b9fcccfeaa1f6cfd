package io.matchlock.engine.control;

import io.matchlock.engine.event.DeadRanges;
import io.matchlock.engine.event.EngineListener;
import io.matchlock.engine.handle.SessionNumber;
import io.matchlock.engine.handle.SessionSlot;
import io.matchlock.engine.party.DeadNumbers;
import io.matchlock.engine.party.SessionTable;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.state.EngineState;
import io.matchlock.engine.state.Registers;
import io.matchlock.engine.state.Turn;
import io.matchlock.engine.version.Lives;
import io.matchlock.engine.version.WholeFields;
import org.agrona.DirectBuffer;

/** Who is who, and which chain owns whom: sessions are made, bound, unbound, and their client numbers counted. */
public final class Sessions {
    private final SessionTable sessions;
    private final DeadNumbers dead;
    private final DeadRanges ranges;
    private final Registers registers;
    private final Unbinding unbinding;
    private final EngineListener listener;
    private final Turn turn;
    private final int idleTicks;

    /**
     * Works on the sessions of this state.
     *
     * @param idleTicks for how many ticks a session is idle before it gives way, 0 for never
     */
    public Sessions(
            final EngineState state,
            final Unbinding unbinding,
            final EngineListener listener,
            final Turn turn,
            final int idleTicks) {
        sessions = state.sessions();
        dead = state.deadNumbers();
        ranges = new DeadRanges(dead);
        registers = state.registers();
        this.unbinding = unbinding;
        this.listener = listener;
        this.turn = turn;
        this.idleTicks = idleTicks;
    }

    /** Makes a session, unless there is one with the id; tells the result. */
    public void negotiate(
            final long connectionId,
            final long idHigh,
            final long idLow,
            final long timestampNs,
            final DirectBuffer key,
            final int keyOffset,
            final int hostTag) {
        final boolean isKnown = sessions.find(idHigh, idLow) != 0;
        final int session = isKnown ? 0 : room();
        if (session != 0) {
            sessions.make(session, idHigh, idLow, key, keyOffset, timestampNs, hostTag);
        }
        listener.onSessionNegotiated(
                turn.chainId,
                connectionId,
                idHigh,
                idLow,
                timestampNs,
                key,
                keyOffset,
                session == 0 ? 0 : sessions.number(session),
                negotiationResult(isKnown, session));
    }

    private static int negotiationResult(final boolean isKnown, final @SessionSlot int session) {
        if (isKnown) {
            return Codes.NEGOTIATE_DUPLICATE_ID;
        }
        return session == 0 ? Codes.NEGOTIATE_SESSIONS_FULL : Codes.NEGOTIATE_ACCEPTED;
    }

    /** A slot for a new session, 0 if there is none. As long as work is left, records of any session may wait behind it. */
    private @SessionSlot int room() {
        if (!sessions.full()) {
            return sessions.take();
        }
        if (idleTicks == 0 || registers.rulesVersion() < Lives.VERSION || registers.isBusy()) {
            return 0;
        }
        final int session = sessions.idle().oldest(idleTicks, Math.min(idleTicks, Lives.ENDED_TICKS));
        if (session != 0) {
            sessions.remove(session);
            dead.clear(session);
        }
        return session;
    }

    /** Binds a session to the turn's chain and a connection, or refuses; tells the result. */
    public void establish(
            final long connectionId,
            final long idHigh,
            final long idLow,
            final long timestampNs,
            final long nextSeqNo,
            final DirectBuffer key,
            final int keyOffset,
            final int cancelOnDisconnect,
            final int cancelGraceMs) {
        final int session = sessions.find(idHigh, idLow);
        final int result = bindResult(session, nextSeqNo, key, keyOffset);
        final boolean bound = result == Codes.BIND_BOUND;
        if (bound) {
            if (unbinding.isStale(session)) {
                unbinding.unbind(session);
            }
            sessions.bind(session, turn.chainId, turn.incarnation, connectionId);
            sessions.cancelOnDisconnect(session, cancelOnDisconnect, cancelGraceMs);
            if (dead.ranges(session) > 0) {
                listener.onNumbersDead(turn.chainId, connectionId, sessions.number(session), ranges.of(session));
            }
        }
        listener.onSessionBound(
                turn.chainId,
                connectionId,
                idHigh,
                idLow,
                timestampNs,
                bound ? sessions.highestClientSeqNo(session) : 0,
                bound ? sessions.lastReport(session) + 1 : 0,
                session == 0 ? 0 : sessions.number(session),
                result);
    }

    /** The key is looked at first: to a stranger nothing is told of a session's state. */
    private int bindResult(
            final @SessionSlot int session, final long nextSeqNo, final DirectBuffer key, final int keyOffset) {
        if (session == 0) {
            return Codes.BIND_UNNEGOTIATED;
        }
        if (!sessions.hasKey(session, key, keyOffset)) {
            return Codes.BIND_CREDENTIALS;
        }
        if (sessions.ownerChainId(session) != 0 && !unbinding.isStale(session)) {
            return Codes.BIND_ALREADY_ESTABLISHED;
        }
        if (registers.rulesVersion() < Lives.VERSION) {
            return Codes.BIND_BOUND;
        }
        if (sessions.hasEnded(session)) {
            return Codes.BIND_FINALIZED;
        }
        return sessions.wasBound(session) || nextSeqNo == 1 ? Codes.BIND_BOUND : Codes.BIND_INVALID_NEXT_SEQ_NO;
    }

    /**
     * Unbinds a session, if the turn's chain owns it.
     *
     * @param isFinished whether the client has ended the session for good, not just its connection
     */
    public void release(final @SessionNumber int number, final boolean isFinished) {
        final int session = sessions.slot(number);
        if (isMine(session)) {
            if (isFinished && registers.rulesVersion() >= Lives.VERSION) {
                sessions.finish(session);
            }
            unbind(session, Codes.UNBIND_RELEASED);
        }
    }

    /** Versions 1 and 2: unbinds all of a chain at once, in the order of their numbers. */
    void unbindAll(final int chainId, final int reason) {
        final int count = sessions.count();
        for (int session = 1; session <= count; session++) {
            if (sessions.ownerChainId(session) == chainId) {
                unbind(session, reason);
            }
        }
    }

    private void unbind(final @SessionSlot int session, final int reason) {
        final int owner = sessions.ownerChainId(session);
        sessions.bind(session, 0, 0, 0);
        listener.onSessionUnbound(owner, sessions.number(session), reason);
    }

    /** Whether a client message is to be applied; the turn is then the message's. */
    public boolean beginMessage(final @SessionNumber int number, final long clientSeqNo, final long receiveTimeNs) {
        final int session = sessions.slot(number);
        if (!isMine(session) || clientSeqNo <= sessions.highestClientSeqNo(session)) {
            return false;
        }
        final long expected = sessions.highestClientSeqNo(session) + 1;
        if (clientSeqNo != expected && registers.rulesVersion() >= WholeFields.VERSION) {
            dead.add(session, expected, clientSeqNo);
        }
        sessions.highestClientSeqNo(session, clientSeqNo);
        turn.message(session, clientSeqNo, receiveTimeNs);
        return true;
    }

    private boolean isMine(final @SessionSlot int session) {
        return session != 0 && sessions.isOwnedBy(session, turn.chainId, turn.incarnation);
    }
}
