package io.matchlock.audit.auditor.session;

import io.matchlock.audit.auditor.client.Acknowledgements;
import io.matchlock.audit.auditor.client.ClientConnection;
import io.matchlock.audit.auditor.client.ClientJournal;
import io.matchlock.audit.auditor.store.Findings;
import java.util.List;

/**
 * Compares, after the whole log was read, what each client wrote down with what it should have been told. One thread.
 */
final class JournalPass {
    private final Findings findings;
    private long untold;

    JournalPass(final Findings findings) {
        this.findings = findings;
    }

    /** Reports that came between connections, and have not been told yet. */
    long untold() {
        return untold;
    }

    void check(final SessionLedger ledger) {
        ledger.journal.addFindings(findings);
        findUnexecuted(ledger);
        findUnfounded(ledger);
        findForeignConnections(ledger);
        findUntold(ledger);
    }

    /** Of a session that the log doesn't know. */
    void checkStranger(final ClientJournal journal) {
        journal.addFindings(findings);
        for (long i = 0; i < journal.acknowledgements().count() + journal.told().count(); i++) {
            findings.lost("session " + journal.sessionId() + " is not in the log");
        }
    }

    private void findUnexecuted(final SessionLedger ledger) {
        final Acknowledgements acknowledgements = ledger.journal.acknowledgements();
        for (long number = 0; number < acknowledgements.end(); number++) {
            if (acknowledgements.isAcknowledged(number) && !ledger.answered.get(number)) {
                findings.lost(
                        "number " + number + " of session " + ledger.session + " was acknowledged and never executed");
            }
        }
        for (long number = 0; number < ledger.answered.end(); number++) {
            if (ledger.answered.get(number) && acknowledgements.isRefused(number)) {
                findings.different("number " + number + " of session " + ledger.session
                        + " was refused with NotApplied, and yet executed");
            }
        }
    }

    private void findUnfounded(final SessionLedger ledger) {
        for (long number = ledger.nextReport; number < ledger.journal.told().end(); number++) {
            if (ledger.journal.told().isThere(number)) {
                findings.lost("report " + number + " of session " + ledger.session + " was told ("
                        + ledger.journal.told().describe(number) + "), and the log doesn't have it");
            }
        }
    }

    /** What was told at Establish must be what the log said when it bound the session. */
    private void findForeignConnections(final SessionLedger ledger) {
        int from = 0;
        for (final ClientConnection connection : ledger.journal.connections()) {
            final int binding = ledger.findBinding(from, connection.lastApplied(), connection.firstReport());
            if (binding < 0) {
                findings.different("session " + ledger.session + " was told at Establish that number "
                        + connection.lastApplied() + " was the last applied and report " + connection.firstReport()
                        + " comes next, and the log says nothing of the kind");
            } else {
                from = binding + 1;
            }
        }
    }

    private void findUntold(final SessionLedger ledger) {
        for (long number = 1; number < ledger.nextReport; number++) {
            if (!ledger.journal.told().isThere(number)) {
                if (mustHaveBeenTold(ledger, number)) {
                    findings.lost("report " + number + " of session " + ledger.session
                            + " was not told, though its connection stood");
                } else {
                    untold++;
                }
            }
        }
    }

    private static boolean mustHaveBeenTold(final SessionLedger ledger, final long number) {
        final List<ClientConnection> connections = ledger.journal.connections();
        if (connections.stream().anyMatch(connection -> connection.spans(number))) {
            return true;
        }
        final ClientConnection last = connections.isEmpty() ? null : connections.get(connections.size() - 1);
        return last != null && last.stood() && number >= last.firstReport() && !ledger.isReleasedBefore(number);
    }
}
