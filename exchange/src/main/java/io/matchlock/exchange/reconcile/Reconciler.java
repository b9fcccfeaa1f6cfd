package io.matchlock.exchange.reconcile;

import io.matchlock.log.LogSettings;
import io.matchlock.persister.store.DatabaseSettings;
import java.util.Collection;

/**
 * Answers whether anything was lost or doubled: compares what clients were acknowledged and told with the log in Redis, and the
 * log with the rows in Postgres. Each acknowledged message must be executed exactly once; each report must be told as the events
 * stream holds it; each order, report and trade must be in Postgres once, with the values that follow from the log; quantities
 * must be conserved. Waits a bounded time for the matcher and the persister to come to the end of the log. For 5 million orders
 * it takes about 1 GB of heap, journals included. One thread.
 */
public final class Reconciler {
    private final LogSource log;
    private final RowSource rows;
    private final int maxFindings;

    Reconciler(final LogSource log, final RowSource rows, final int maxFindings) {
        this.log = log;
        this.rows = rows;
        this.maxFindings = maxFindings;
    }

    /**
     * Reconciles.
     *
     * @param log where the segment's log is
     * @param database of the segment
     * @param journals of the clients; sessions without one are compared with Postgres alone
     * @param maxFindings that are put in words
     * @return what was found
     * @throws io.matchlock.log.LogUnavailableException if Redis can't be read
     * @throws io.matchlock.log.LogCorruptException if a stream has a gap
     * @throws IllegalStateException if Postgres can't be read
     */
    public static Reconciliation reconcile(
            final LogSettings log,
            final DatabaseSettings database,
            final Collection<ClientJournal> journals,
            final int maxFindings) {
        try (RedisLog redis = new RedisLog(log);
                PostgresRows postgres = new PostgresRows(database)) {
            return new Reconciler(redis, postgres, maxFindings).run(journals);
        }
    }

    Reconciliation run(final Collection<ClientJournal> journals) {
        final Findings findings = new Findings(maxFindings);
        final Ledger ledger = new Ledger(journals, findings);
        final long last = new LogPass(log, ledger).run();
        new JournalPass(ledger).run();
        new RowPass(rows, ledger).run(last);
        return new Reconciliation(
                journals.stream().mapToLong(ClientJournal::acknowledged).sum(),
                journals.stream().mapToLong(ClientJournal::told).sum(),
                ledger.missed,
                ledger.entries,
                ledger.orders.count(),
                ledger.sessions().stream()
                        .mapToLong(session -> session.nextReport - 1)
                        .sum(),
                ledger.trades.count(),
                findings.lost(),
                findings.duplicated(),
                findings.different(),
                findings.sentences());
    }
}
