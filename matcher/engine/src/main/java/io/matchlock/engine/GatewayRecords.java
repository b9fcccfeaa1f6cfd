package io.matchlock.engine;

import io.matchlock.engine.control.Clock;
import io.matchlock.engine.control.Sessions;
import io.matchlock.engine.handle.SessionNumber;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.state.Turn;
import io.matchlock.engine.work.WorkQueue;
import org.agrona.DirectBuffer;

/**
 * The records of gateways' own in the entry that the engine has begun, see {@link Engine#gateway}: signs of life, the clock, and
 * clients' logons. What comes of them is told to the engine's listener.
 */
public final class GatewayRecords {
    private final Clock clock;
    private final Sessions sessions;
    private final WorkQueue queue;
    private final Turn turn;

    GatewayRecords(final Clock clock, final Sessions sessions, final WorkQueue queue, final Turn turn) {
        this.clock = clock;
        this.sessions = sessions;
        this.queue = queue;
        this.turn = turn;
    }

    /** The entry's gateway says that it lives: carries on what is left, from version 3 of the rules on. */
    public void onAlive() {
        if (turn.isBounded) {
            queue.goOn();
        }
    }

    /** A bid for a term by the entry's chain: won if it is the current term + 1. Told in any case. */
    public void onLead(final long term) {
        clock.lead(term);
    }

    /** The leader's clock. Counts only from the leader, in its term, forwards, and at most 60 s ahead unless resumed before. */
    public void onTick(final long term, final long timeNs) {
        clock.tick(term, timeNs);
    }

    /** From the leader in its term: the next tick may lie up to 60 s beyond {@code timeNs}. */
    public void onSegmentResumed(final long term, final long timeNs) {
        clock.resume(term, timeNs);
    }

    /** Makes a session, unless one with the 128-bit id is kept. The key is 16 bytes at {@code keyOffset}; it is copied. */
    public void onNegotiate(
            final long connectionId,
            final long idHigh,
            final long idLow,
            final long timestampNs,
            final DirectBuffer key,
            final int keyOffset,
            final int hostTag) {
        sessions.negotiate(connectionId, idHigh, idLow, timestampNs, key, keyOffset, hostTag);
    }

    /**
     * Binds a session to the entry's chain and the connection. A session that never was bound begins with number 1, and is only bound
     * to a client that says so; any other goes on from the number told, whatever {@code nextSeqNo} says.
     *
     * @param nextSeqNo the client's next number, {@link Codes#NULL_U64} for none
     * @param cancelOnDisconnect as it came; kept with the grace period, not acted upon
     * @param cancelGraceMs as it came
     */
    public void onEstablish(
            final long connectionId,
            final long idHigh,
            final long idLow,
            final long timestampNs,
            final long nextSeqNo,
            final DirectBuffer key,
            final int keyOffset,
            final int cancelOnDisconnect,
            final int cancelGraceMs) {
        sessions.establish(
                connectionId, idHigh, idLow, timestampNs, nextSeqNo, key, keyOffset, cancelOnDisconnect, cancelGraceMs);
    }

    /**
     * Unbinds the session, if the entry's chain owns it.
     *
     * @param isFinished whether it ends for good
     */
    public void onRelease(final @SessionNumber int session, final boolean isFinished) {
        sessions.release(session, isFinished);
    }
}
