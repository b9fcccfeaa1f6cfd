package io.matchlock.audit.auditor;

import io.matchlock.audit.auditor.client.ClientJournal;
import io.matchlock.audit.auditor.fold.IndependentFold;
import io.matchlock.audit.auditor.log.LogReplay;
import io.matchlock.audit.auditor.log.LogSource;
import io.matchlock.audit.auditor.log.LogWalk;
import io.matchlock.audit.auditor.rows.BookAudit;
import io.matchlock.audit.auditor.rows.RowAudit;
import io.matchlock.audit.auditor.rows.RowSource;
import io.matchlock.audit.auditor.session.SessionAudit;
import io.matchlock.audit.auditor.store.Findings;
import io.matchlock.audit.auditor.store.Findings.Kind;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Answers whether the promises were kept, from what clients wrote down, both streams of the log, and the rows in Postgres:
 *
 * <ul>
 *   <li>each acknowledged message was executed exactly once, no refused one was, and all were answered in order;
 *   <li>the log holds each message with the bytes that its client sent;
 *   <li>each report was told once, in order, not before its acknowledgement, with the bytes that the log holds; none was left out
 *       while a connection stood;
 *   <li>the events are, byte for byte, what an engine makes of the orders, and its books hold the orders that are open;
 *   <li>quantities are conserved, and Postgres has each row once, with every column as it follows from the log.
 * </ul>
 *
 * It does no I/O but through its sources, and waits for nothing. The log may go on meanwhile: it is read as far as the rows go.
 * For 5 million orders it takes about 1 GB of heap, journals included, and the memory that the segment's matcher takes. One thread.
 */
public final class Auditor {
    private final LogSource log;
    private final RowSource rows;
    private final long hashInterval;
    private final int maxFindings;

    /**
     * An auditor.
     *
     * @param log to audit
     * @param rows to audit
     * @param hashInterval by which the segment's matcher puts state hashes into its events, in entries
     * @param maxFindings of each kind that are put in words
     */
    public Auditor(final LogSource log, final RowSource rows, final long hashInterval, final int maxFindings) {
        this.log = log;
        this.rows = rows;
        this.hashInterval = hashInterval;
        this.maxFindings = maxFindings;
    }

    /**
     * Audits.
     *
     * @param journals of clients; sessions without one are followed as far as log and rows go
     * @param last the entry that the audit ends with, packed: the rows are those of its moment, and all that the clients sent
     *     was put into the log before it
     * @return what was found
     */
    public Audit run(final Collection<ClientJournal> journals, final long last) {
        final Findings findings = new Findings(maxFindings);
        final LogReplay replay = new LogReplay(hashInterval, findings);
        final SessionAudit sessions = new SessionAudit(journals, findings);
        final IndependentFold fold = new IndependentFold(findings);
        final LogWalk walk = new LogWalk(log, replay, List.of(sessions, fold), findings);
        walk.run(last);
        final long untold = sessions.finish();
        final BookAudit books = new BookAudit(fold, findings);
        if (replay.isWhole()) {
            books.run(replay::forEachOrder, replay.isBusy());
            new RowAudit(fold, findings).run(replay.segment().name(), last, rows);
        }
        return new Audit(
                sum(journals, journal -> journal.sent().count()),
                sum(journals, journal -> journal.acknowledgements().count()),
                sum(journals, journal -> journal.told().count()),
                untold,
                walk.entries(),
                fold.orders(),
                sessions.reports(),
                fold.trades(),
                books.resting(),
                findings.count(Kind.LOST),
                findings.count(Kind.DUPLICATED),
                findings.count(Kind.REORDERED),
                findings.count(Kind.DIFFERENT),
                findings.sentences());
    }

    private static long sum(final Collection<ClientJournal> journals, final ToLongFunction<ClientJournal> figure) {
        return journals.stream().mapToLong(figure).sum();
    }
}
