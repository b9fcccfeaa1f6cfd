package io.matchlock.audit.auditor.session;

import io.matchlock.audit.auditor.client.ClientJournal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The sessions of the log by their numbers, each with its client's journal. One thread. */
final class SessionLedgers {
    private final Map<UUID, ClientJournal> journals = new HashMap<>();
    private final List<SessionLedger> ledgers = new ArrayList<>();

    SessionLedgers(final Collection<ClientJournal> clients) {
        clients.forEach(journal -> journals.put(journal.sessionId(), journal));
    }

    /** The log gave a session its number. */
    void named(final UUID sessionId, final int session) {
        put(new SessionLedger(session, journals.remove(sessionId)));
    }

    /** The ledger of a session, made if it isn't there. */
    SessionLedger get(final int session) {
        if (find(session) == null) {
            put(new SessionLedger(session, null));
        }
        return ledgers.get(session);
    }

    /** The ledger of a session, null if there is none. */
    SessionLedger find(final int session) {
        return session >= 0 && session < ledgers.size() ? ledgers.get(session) : null;
    }

    List<SessionLedger> all() {
        return ledgers.stream().filter(Objects::nonNull).toList();
    }

    /** Journals of sessions that the log doesn't know. */
    Collection<ClientJournal> strangers() {
        return journals.values();
    }

    private void put(final SessionLedger ledger) {
        while (ledgers.size() <= ledger.session) {
            ledgers.add(null);
        }
        ledgers.set(ledger.session, ledger);
    }
}
