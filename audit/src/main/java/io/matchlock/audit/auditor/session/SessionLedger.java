package io.matchlock.audit.auditor.session;

import io.matchlock.audit.auditor.client.ClientJournal;
import io.matchlock.audit.auditor.store.PagedBits;
import org.agrona.collections.LongArrayList;

/** What the log says about one session, beside what its client wrote down, if there is such a client. One thread. */
final class SessionLedger {
    private static final long NEVER = Long.MAX_VALUE;

    final int session;
    final ClientJournal journal;
    /** Numbers that stand in an entry which counted, answered there or, if the engine was busy, later. */
    final PagedBits appended = new PagedBits();

    final PagedBits answered = new PagedBits();
    long nextReport = 1;
    long lastAnswered;
    /** Of each time that it was bound: the highest client number applied, the number of the next report. */
    private final LongArrayList bindings = new LongArrayList();

    private long releasedAt = NEVER;

    SessionLedger(final int session, final ClientJournal journal) {
        this.session = session;
        this.journal = journal;
    }

    void bound(final long lastApplied, final long next) {
        bindings.addLong(lastApplied);
        bindings.addLong(next);
        releasedAt = NEVER;
    }

    void unbound() {
        releasedAt = nextReport;
    }

    /** Whether the log let go of the session before a report. */
    boolean isReleasedBefore(final long report) {
        return report >= releasedAt;
    }

    /** The first binding from {@code from} on that said this, -1 for none. */
    int findBinding(final int from, final long lastApplied, final long next) {
        for (int i = from; i < bindings.size() / 2; i++) {
            if (bindings.getLong(2 * i) == lastApplied && bindings.getLong(2 * i + 1) == next) {
                return i;
            }
        }
        return -1;
    }
}
