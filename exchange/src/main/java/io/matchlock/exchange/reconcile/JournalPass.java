package io.matchlock.exchange.reconcile;

/** Looks, after the log was walked, for what clients were acknowledged or told and the log doesn't have. One thread. */
final class JournalPass {
    private final Ledger ledger;

    JournalPass(final Ledger ledger) {
        this.ledger = ledger;
    }

    void run() {
        for (final SessionLedger session : ledger.sessions()) {
            if (session.journal != null) {
                findUnexecuted(session);
                findUnfounded(session);
            }
        }
        for (final ClientJournal journal : ledger.strangers()) {
            for (long i = 0; i < journal.acknowledged() + journal.told(); i++) {
                ledger.findings.lost("session " + journal.sessionId() + " is not in the log");
            }
        }
    }

    private void findUnexecuted(final SessionLedger session) {
        for (long number = 0; number < session.journal.acknowledgedEnd(); number++) {
            if (session.journal.isAcknowledged(number) && !session.answered.get(number)) {
                ledger.findings.lost(
                        "number " + number + " of session " + session.session + " was acknowledged and never executed");
            }
        }
    }

    private void findUnfounded(final SessionLedger session) {
        for (long number = session.nextReport; number < session.journal.toldEnd(); number++) {
            if (session.journal.wasTold(number)) {
                ledger.findings.lost("report " + number + " of session " + session.session + " was told ("
                        + session.journal.describe(number) + "), and the log doesn't have it");
            }
        }
    }
}
