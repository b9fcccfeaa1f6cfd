package io.matchlock.engine.control;

import io.matchlock.engine.event.EngineListener;
import io.matchlock.engine.handle.SessionSlot;
import io.matchlock.engine.party.ChainTable;
import io.matchlock.engine.party.SessionTable;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.state.Registers;
import io.matchlock.engine.version.EntryBounds;

/**
 * Unbinds the sessions of chains that no longer stand, in the order of their numbers, as many in each entry as it may: a chain can
 * own more sessions than an entry has room for. Until its turn comes such a session belongs to nobody, whatever its owner says.
 */
public final class Unbinding {
    private final ChainTable chains;
    private final SessionTable sessions;
    private final Registers registers;
    private final EngineListener listener;
    private int unbindsLeft;
    private int seenLeft;

    /** Works on these sessions and chains. */
    public Unbinding(
            final ChainTable chains,
            final SessionTable sessions,
            final Registers registers,
            final EngineListener listener) {
        this.chains = chains;
        this.sessions = sessions;
        this.registers = registers;
        this.listener = listener;
    }

    /** An entry begins that is to be applied: goes on where earlier ones ended. */
    void beginEntry(final boolean isBounded) {
        unbindsLeft = isBounded ? EntryBounds.UNBINDS : EntryBounds.NONE;
        seenLeft = isBounded ? EntryBounds.SESSIONS_SEEN : EntryBounds.NONE;
        if (registers.nextToUnbind() != 0) {
            goOn();
        }
    }

    /** A chain no longer stands. */
    void start() {
        registers.nextToUnbind(1);
        goOn();
    }

    private void goOn() {
        final int count = sessions.count();
        int session = registers.nextToUnbind();
        while (session <= count && seenLeft > 0 && unbindsLeft > 0) {
            if (isStale(session)) {
                unbind(session);
                unbindsLeft--;
            }
            seenLeft--;
            session++;
        }
        registers.nextToUnbind(session <= count ? session : 0);
    }

    /** Whether a session has an owner that no longer stands. */
    boolean isStale(final @SessionSlot int session) {
        final int owner = sessions.ownerChainId(session);
        if (owner == 0) {
            return false;
        }
        final int chain = chains.find(owner);
        return !chains.isOpen(chain) || !sessions.isOwnedBy(session, owner, chains.incarnation(chain));
    }

    /** Unbinds a session that is stale. */
    void unbind(final @SessionSlot int session) {
        final int owner = sessions.ownerChainId(session);
        final boolean isFenced = !chains.isOpen(chains.find(owner));
        sessions.bind(session, 0, 0, 0);
        listener.onSessionUnbound(
                owner,
                sessions.number(session),
                isFenced ? Codes.UNBIND_GATEWAY_FENCED : Codes.UNBIND_GATEWAY_RESTARTED);
    }
}
