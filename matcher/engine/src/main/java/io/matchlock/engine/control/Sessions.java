package io.matchlock.engine.control;

import io.matchlock.engine.event.DeadRanges;
import io.matchlock.engine.event.EngineListener;
import io.matchlock.engine.handle.SessionSlot;
import io.matchlock.engine.party.DeadNumbers;
import io.matchlock.engine.party.SessionTable;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.state.EngineState;
import io.matchlock.engine.state.Registers;
import io.matchlock.engine.state.Turn;
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

    /** Works on the sessions of this state. */
    public Sessions(
            final EngineState state, final Unbinding unbinding, final EngineListener listener, final Turn turn) {
        sessions = state.sessions();
        dead = state.deadNumbers();
        ranges = new DeadRanges(dead);
        registers = state.registers();
        this.unbinding = unbinding;
        this.listener = listener;
        this.turn = turn;
    }

    /** Makes a session, unless the id was ever used; tells the result. */
    public void negotiate(
            final long connectionId,
            final long idHigh,
            final long idLow,
            final long timestampNs,
            final DirectBuffer key,
            final int keyOffset,
            final int hostTag) {
        final int result = negotiationResult(idHigh, idLow);
        final int session = result == Codes.NEGOTIATE_ACCEPTED
                ? sessions.add(idHigh, idLow, key, keyOffset, timestampNs, hostTag)
                : 0;
        listener.onSessionNegotiated(
                turn.chainId, connectionId, idHigh, idLow, timestampNs, key, keyOffset, session, result);
    }

    private int negotiationResult(final long idHigh, final long idLow) {
        if (sessions.find(idHigh, idLow) != 0) {
            return Codes.NEGOTIATE_DUPLICATE_ID;
        }
        return sessions.full() ? Codes.NEGOTIATE_SESSIONS_FULL : Codes.NEGOTIATE_ACCEPTED;
    }

    /** Binds a session to the turn's chain and a connection, or refuses; tells the result. */
    public void establish(
            final long connectionId,
            final long idHigh,
            final long idLow,
            final long timestampNs,
            final DirectBuffer key,
            final int keyOffset,
            final int cancelOnDisconnect,
            final int cancelGraceMs) {
        final int session = sessions.find(idHigh, idLow);
        final int result = bindResult(session, key, keyOffset);
        final boolean bound = result == Codes.BIND_BOUND;
        if (bound) {
            if (unbinding.isStale(session)) {
                unbinding.unbind(session);
            }
            sessions.bind(session, turn.chainId, turn.incarnation, connectionId);
            sessions.cancelOnDisconnect(session, cancelOnDisconnect, cancelGraceMs);
            if (dead.ranges(session) > 0) {
                listener.onNumbersDead(turn.chainId, connectionId, session, ranges.of(session));
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
                session,
                result);
    }

    /** The key is looked at first: to a stranger nothing is told of a session's state. */
    private int bindResult(final @SessionSlot int session, final DirectBuffer key, final int keyOffset) {
        if (session == 0) {
            return Codes.BIND_UNNEGOTIATED;
        }
        if (!sessions.hasKey(session, key, keyOffset)) {
            return Codes.BIND_CREDENTIALS;
        }
        return sessions.ownerChainId(session) == 0 || unbinding.isStale(session)
                ? Codes.BIND_BOUND
                : Codes.BIND_ALREADY_ESTABLISHED;
    }

    /** Unbinds a session, if the turn's chain owns it. */
    public void release(final @SessionSlot int session) {
        if (isMine(session)) {
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
        listener.onSessionUnbound(owner, session, reason);
    }

    /** Whether a client message is to be applied; the turn is then the message's. */
    public boolean beginMessage(final @SessionSlot int session, final long clientSeqNo, final long receiveTimeNs) {
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
        return sessions.exists(session) && sessions.isOwnedBy(session, turn.chainId, turn.incarnation);
    }
}
