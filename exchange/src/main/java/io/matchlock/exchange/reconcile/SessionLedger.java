package io.matchlock.exchange.reconcile;

/** What the log says of one session, beside what its client wrote down, if it did. One thread. */
final class SessionLedger {
    final int session;
    final ClientJournal journal;
    /** Numbers that stand in an entry which counted, answered there or, if the engine was busy, later. */
    final PagedBits appended = new PagedBits();

    final PagedBits answered = new PagedBits();
    final RowLedger reports = new RowLedger();
    long nextReport = 1;

    SessionLedger(final int session, final ClientJournal journal) {
        this.session = session;
        this.journal = journal;
    }
}
