package io.matchlock.audit.sim.check;

import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.agrona.DirectBuffer;

/** All sessions of a run: what clients say they were told, against what the log says. */
public final class SessionHistories {
    private final Map<UUID, SessionHistory> sessions = new HashMap<>();
    private final Map<Integer, SessionHistory> byNumber = new HashMap<>();
    private final SessionNumbers numbers = new SessionNumbers(this::session);
    private final boolean mayLose;

    SessionHistories(final boolean mayLose) {
        this.mayLose = mayLose;
    }

    /**
     * A client was told that a message is stored.
     *
     * @param id of its session
     * @param number of the message
     * @param name of the client
     */
    public void onAcknowledged(final UUID id, final long number, final String name) {
        session(id).onAcknowledged(number, name);
    }

    /**
     * A client was told that a message will never be applied.
     *
     * @param id of its session
     * @param number of the message
     * @param name of the client
     */
    public void onRefused(final UUID id, final long number, final String name) {
        session(id).onRefused(number, name);
    }

    /**
     * A client has a new process. It may use numbers again that its predecessor used and that were not applied.
     *
     * @param id of its session
     * @param applied the last number that was applied
     */
    public void onRestarted(final UUID id, final long applied) {
        session(id).onRestarted(applied);
    }

    /**
     * A report reached its client.
     *
     * @param id of its session
     * @param number of the report
     * @param buffer that holds it
     * @param offset of its SBE header
     * @param length in bytes
     * @param name of the client
     */
    public void onDelivered(
            final UUID id,
            final long number,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final String name) {
        session(id).onDelivered(number, buffer, offset, length, name);
    }

    /**
     * A client was told where its session stands.
     *
     * @param id of its session
     * @param applied the last message that it was told is done with
     * @param nextReport the number of the report that comes next
     */
    public void onEstablished(final UUID id, final long applied, final long nextReport) {
        final SessionHistory session = session(id);
        if (mayLose) {
            session.onEstablished(applied, nextReport, byNumber.containsValue(session));
        }
    }

    /**
     * A client was told that nobody knows its session, which it had negotiated.
     *
     * @param id of its session
     */
    public void onUnnegotiated(final UUID id) {
        if (mayLose) {
            session(id).onUnnegotiated();
        }
    }

    /**
     * Whether a client was told something that the log has lost since, or had lost by then.
     *
     * @param id of its session
     * @return whether it must begin anew, with another session
     */
    public boolean hasSeenLost(final UUID id) {
        return session(id).hasSeenLost();
    }

    /**
     * How many reports the log has of a session.
     *
     * @param id of the session
     * @return how many
     */
    public long reports(final UUID id) {
        return session(id).reports();
    }

    /** All is quiet: whatever was acknowledged must have been executed. */
    public void requireAllExecuted() {
        sessions.values().forEach(SessionHistory::requireAllExecuted);
    }

    /** An orders entry and the events that it gives, both sound. */
    void onEntry(final long id, final OrdersEntryDecoder orders, final EventsEntryDecoder events) {
        numbers.onOrders(orders);
        numbers.onEvents(events, byNumber);
        tellFates(orders, events);
        tellReports(id, events);
    }

    /** The log is shorter than it was, and will be told from its beginning. */
    void forgetLog() {
        byNumber.clear();
        sessions.values().forEach(SessionHistory::forgetLog);
    }

    /** The log that is left was told whole. */
    void onLogKnown() {
        if (mayLose) {
            sessions.values().forEach(session -> session.forgiveLost(byNumber.containsValue(session)));
        }
        sessions.values().forEach(SessionHistory::requireAllSound);
    }

    private void tellFates(final OrdersEntryDecoder orders, final EventsEntryDecoder events) {
        orders.rewind();
        while (orders.next()) {
            final SessionHistory session = byNumber.get(orders.session());
            if (session != null && orders.clientNumber() > 0) {
                session.onFate(orders.clientNumber(), events.isVoid());
            }
        }
    }

    private void tellReports(final long id, final EventsEntryDecoder events) {
        events.rewind();
        while (events.next()) {
            final SessionHistory session = byNumber.get(events.session());
            if (session != null && events.reportNumber() > 0) {
                session.onReport(
                        events.reportNumber(), id, events.buffer(), events.payloadOffset(), events.payloadLength());
            }
        }
    }

    private SessionHistory session(final UUID id) {
        return sessions.computeIfAbsent(id, SessionHistory::new);
    }
}
