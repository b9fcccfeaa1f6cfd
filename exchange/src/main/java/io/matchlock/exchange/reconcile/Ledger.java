package io.matchlock.exchange.reconcile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** All that the log says, as far as it is needed to look at Postgres and at the clients' journals. One thread. */
final class Ledger {
    final OrderLedger orders = new OrderLedger();
    final RowLedger trades = new RowLedger();
    final Findings findings;
    long entries;
    long missed;
    private final Map<UUID, ClientJournal> journals = new HashMap<>();
    private final List<SessionLedger> sessions = new ArrayList<>();

    Ledger(final Collection<ClientJournal> clients, final Findings findings) {
        this.findings = findings;
        clients.forEach(journal -> journals.put(journal.sessionId(), journal));
    }

    /** The log gave a session its number. */
    void named(final UUID sessionId, final int session) {
        put(new SessionLedger(session, journals.remove(sessionId)));
    }

    SessionLedger session(final int session) {
        if (session >= sessions.size() || sessions.get(session) == null) {
            put(new SessionLedger(session, null));
        }
        return sessions.get(session);
    }

    boolean hasSession(final int session) {
        return session >= 0 && session < sessions.size() && sessions.get(session) != null;
    }

    List<SessionLedger> sessions() {
        return sessions.stream().filter(session -> session != null).toList();
    }

    /** Journals of sessions that the log doesn't know. */
    Collection<ClientJournal> strangers() {
        return journals.values();
    }

    private void put(final SessionLedger session) {
        while (sessions.size() <= session.session) {
            sessions.add(null);
        }
        sessions.set(session.session, session);
    }
}
