package io.matchlock.audit.auditor;

import io.matchlock.audit.auditor.client.ClientJournal;
import io.matchlock.audit.auditor.log.RedisLog;
import io.matchlock.audit.auditor.rows.PostgresRows;
import io.matchlock.log.LogSettings;
import io.matchlock.matcher.Tuning;
import io.matchlock.persister.store.DatabaseSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Audits a segment where it is: its log in Redis, its rows in Postgres. */
public final class SegmentAudit {
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);
    private static final long PAUSE_NS = Duration.ofMillis(20).toNanos();

    private SegmentAudit() {}

    /**
     * Waits, a bounded time, until events and rows have come to the end of the orders, and audits.
     *
     * @param log where the segment's log is; nobody may append to it meanwhile
     * @param database of the segment
     * @param journals of its clients
     * @param maxFindings of each kind that are put in words
     * @return what was found
     * @throws io.matchlock.log.entry.LogUnavailableException if Redis can't be read
     * @throws IllegalStateException if Postgres can't be read
     */
    public static Audit run(
            final LogSettings log,
            final DatabaseSettings database,
            final Collection<ClientJournal> journals,
            final int maxFindings) {
        try (RedisLog redis = new RedisLog(log);
                PostgresRows postgres = new PostgresRows(database)) {
            final long last = redis.lastOrdersId();
            await(() -> redis.lastEventsId() >= last && postgres.checkpoint() >= last);
            return new Auditor(redis, postgres, Tuning.shared().hashInterval(), maxFindings).run(journals);
        }
    }

    private static void await(final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + MAX_WAIT.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() - deadlineNs < 0) {
            LockSupport.parkNanos(PAUSE_NS);
        }
    }
}
