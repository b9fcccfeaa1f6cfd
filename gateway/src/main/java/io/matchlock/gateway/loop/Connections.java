package io.matchlock.gateway.loop;

import io.matchlock.gateway.session.ConnectionState;
import io.matchlock.gateway.session.Session;
import io.matchlock.protocol.session.TerminationCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2ObjectHashMap;

/** The connections of a loop: by id, by session, those with something to send, those that wait for room. One thread. */
final class Connections {
    private final List<Connection> all = new ArrayList<>();
    private final Long2ObjectHashMap<Connection> byId = new Long2ObjectHashMap<>();
    private final Int2ObjectHashMap<Connection> bySession = new Int2ObjectHashMap<>();
    private final List<Connection> dirty = new ArrayList<>();
    private final ArrayDeque<Connection> stalled = new ArrayDeque<>();
    private final List<Connection> answering = new ArrayList<>();
    private final SessionRecords records;
    private final LoopCounters counters;
    private final ClientFaults faults;
    private final LoopClock clock;
    private final long lingerNs;
    private final Runnable scheduleTurnEnd;

    Connections(
            final SessionRecords records,
            final LoopCounters counters,
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

    int size() {
        return all.size();
    }

    int sessions() {
        return bySession.size();
    }

    boolean hasStalled() {
        return !stalled.isEmpty();
    }

    void add(final Connection connection) {
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

    void unbind(final Connection connection, final int session) {
        bySession.remove(session, connection);
    }

    Connection byId(final long connectionId) {
        return byId.get(connectionId);
    }

    Connection bySession(final int session) {
        return bySession.get(session);
    }

    /** The session's connection is over: the engine is told if it was this one. */
    void release(final Connection connection, final int session, final boolean terminated) {
        counters.terminated += terminated ? 1 : 0;
        if (bySession(session) == connection) {
            unbind(connection, session);
            release(session, terminated);
        }
    }

    /** The engine will be told that a session has no connection here. */
    void release(final int session, final boolean terminated) {
        records.release(session, terminated);
        scheduleTurnEnd.run();
    }

    void markDirty(final Connection connection) {
        dirty.add(connection);
        scheduleTurnEnd.run();
    }

    void stall(final Connection connection) {
        counters.stalls++;
        stalled.add(connection);
    }

    void onFault() {
        counters.faults++;
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
    void onAnswered() {
        for (int i = answering.size() - 1; i >= 0; i--) {
            final Session session = answering.get(i).session();
            session.onAnswered();
            if (session.state() == ConnectionState.ENDED) {
                answering.remove(i);
            }
        }
    }

    /** Sends what all have to send; what is written meanwhile too. */
    void flush() {
        for (int i = 0; i < dirty.size(); i++) {
            dirty.get(i).flush();
        }
        dirty.clear();
    }

    /** Gives each that waits one chance, in the order in which they began to wait. */
    void resume() {
        for (int i = stalled.size(); i > 0; i--) {
            final Connection connection = stalled.poll();
            if (!connection.resume()) {
                stalled.add(connection);
            }
        }
    }

    void onTime(final long nowNs) {
        for (int i = all.size() - 1; i >= 0; i--) {
            all.get(i).onTime(nowNs);
        }
    }

    void terminateAll(final TerminationCode code, final String reason) {
        for (int i = all.size() - 1; i >= 0; i--) {
            all.get(i).terminate(code, reason);
        }
    }

    void closeAll() {
        for (int i = all.size() - 1; i >= 0; i--) {
            all.get(i).closeNow();
        }
    }
}
