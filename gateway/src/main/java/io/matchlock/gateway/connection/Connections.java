package io.matchlock.gateway.connection;

import io.matchlock.gateway.append.SessionRecords;
import io.matchlock.gateway.health.GatewayCounter;
import io.matchlock.gateway.health.GatewayCounters;
import io.matchlock.gateway.session.ConnectionState;
import io.matchlock.gateway.session.Session;
import io.matchlock.protocol.internal.ReleaseReason;
import io.matchlock.protocol.session.TerminationCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2ObjectHashMap;

/** The connections of a loop: by id, by session, those with something to send, those that wait for room. One thread. */
public final class Connections {
    private final List<Connection> all = new ArrayList<>();
    private final Long2ObjectHashMap<Connection> byId = new Long2ObjectHashMap<>();
    private final Int2ObjectHashMap<Connection> bySession = new Int2ObjectHashMap<>();
    private final List<Connection> dirty = new ArrayList<>();
    private final ArrayDeque<Connection> stalled = new ArrayDeque<>();
    private final List<Connection> answering = new ArrayList<>();
    private final SessionRecords records;
    private final GatewayCounters counters;
    private final ClientFaults faults;
    private final LoopClock clock;
    private final long lingerNs;
    private final Runnable scheduleTurnEnd;

    /**
     * Begins with none.
     *
     * @param records gets the releases of sessions
     * @param counters of the loop
     * @param clock of the loop
     * @param lingerNs that a client has to read its Terminate
     * @param scheduleTurnEnd is run when the turn must have an end
     */
    public Connections(
            final SessionRecords records,
            final GatewayCounters counters,
            final LoopClock clock,
            final long lingerNs,
            final Runnable scheduleTurnEnd) {
        this.records = records;
        this.counters = counters;
        this.clock = clock;
        this.lingerNs = lingerNs;
        this.scheduleTurnEnd = scheduleTurnEnd;
        faults = new ClientFaults(clock.nanoTime());
    }

    /** {@return how many there are} */
    public int size() {
        return all.size();
    }

    /** {@return how many sessions are bound to one of them} */
    public int sessions() {
        return bySession.size();
    }

    /** {@return whether any waits for room} */
    public boolean hasStalled() {
        return !stalled.isEmpty();
    }

    /**
     * Adds one.
     *
     * @param connection that is new
     */
    public void add(final Connection connection) {
        connection.index = all.size();
        all.add(connection);
        byId.put(connection.session().connectionId(), connection);
    }

    void remove(final Connection connection) {
        answering.remove(connection);
        if (byId.remove(connection.session().connectionId()) != null) {
            final Connection last = all.remove(all.size() - 1);
            if (last != connection) {
                all.set(connection.index, last);
                last.index = connection.index;
            }
        }
    }

    void bind(final Connection connection) {
        bySession.put(connection.session().sessionNumber(), connection);
    }

    /**
     * A session is bound to a connection no longer.
     *
     * @param connection that it was bound to
     * @param session number
     */
    public void unbind(final Connection connection, final int session) {
        bySession.remove(session, connection);
    }

    /**
     * Finds a connection.
     *
     * @param connectionId of it
     * @return null if it is gone
     */
    public Connection byId(final long connectionId) {
        return byId.get(connectionId);
    }

    /**
     * Finds a session's connection.
     *
     * @param session number
     * @return null if it has none here
     */
    public Connection bySession(final int session) {
        return bySession.get(session);
    }

    /** The session's connection is over: the engine is told if it was this one. */
    void release(final Connection connection, final int session, final ReleaseReason reason) {
        if (reason != ReleaseReason.Disconnect) {
            counters.increment(GatewayCounter.SESSIONS_TERMINATED);
        }
        if (bySession(session) == connection) {
            unbind(connection, session);
            release(session, reason);
        }
    }

    /**
     * The engine will be told that a session has no connection here.
     *
     * @param session number
     * @param reason how its connection ended
     */
    public void release(final int session, final ReleaseReason reason) {
        records.release(session, reason);
        scheduleTurnEnd.run();
    }

    void markDirty(final Connection connection) {
        dirty.add(connection);
        scheduleTurnEnd.run();
    }

    void stall(final Connection connection) {
        counters.increment(GatewayCounter.STALLS);
        stalled.add(connection);
    }

    void onFault() {
        counters.increment(GatewayCounter.FRAME_FAULTS);
    }

    /** A client was refused or ended by us. */
    void note(final String address, final int session, final String what, final String reason) {
        faults.note(clock.nanoTime(), address, session, what, reason);
    }

    /** How long a client has to read its Terminate. */
    long lingerNs() {
        return lingerNs;
    }

    /** One whose client will say no more waits for what is still to be answered. */
    void answer(final Connection connection) {
        answering.add(connection);
    }

    /** Ends those that wait for nothing any more. */
    public void onAnswered() {
        for (int i = answering.size() - 1; i >= 0; i--) {
            final Session session = answering.get(i).session();
            session.onAnswered();
            if (session.state() == ConnectionState.ENDED) {
                answering.remove(i);
            }
        }
    }

    /** Sends what all have to send, also what is written meanwhile. */
    public void flush() {
        for (int i = 0; i < dirty.size(); i++) {
            dirty.get(i).flush();
        }
        dirty.clear();
    }

    /** Gives each that waits one chance, in the order in which they began to wait. */
    public void resume() {
        for (int i = stalled.size(); i > 0; i--) {
            final Connection connection = stalled.poll();
            if (!connection.resume()) {
                stalled.add(connection);
            }
        }
    }

    /**
     * Time passes.
     *
     * @param nowNs monotonic
     */
    public void onTime(final long nowNs) {
        for (int i = all.size() - 1; i >= 0; i--) {
            all.get(i).onTime(nowNs);
        }
    }

    /**
     * Ends all sessions and connections.
     *
     * @param code that clients are told
     * @param reason that clients are told, short ASCII
     */
    public void terminateAll(final TerminationCode code, final String reason) {
        for (int i = all.size() - 1; i >= 0; i--) {
            all.get(i).terminate(code, reason);
        }
    }

    /** Closes all sockets at once. */
    public void closeAll() {
        for (int i = all.size() - 1; i >= 0; i--) {
            all.get(i).closeNow();
        }
    }
}
