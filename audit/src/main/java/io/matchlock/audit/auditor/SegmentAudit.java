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
import java.util.function.LongSupplier;

/** Audits a segment where it is: its log in Redis and archive, its rows in Postgres. It may be running. */
public final class SegmentAudit {
    private static final Duration MAX_STANDSTILL = Duration.ofSeconds(60);
    private static final long PAUSE_NS = Duration.ofMillis(20).toNanos();

    private SegmentAudit() {}

    /**
     * Waits until events and rows have come to where the orders end now, for as long as they come nearer within a minute, and audits.
     *
     * @param log where the segment's log is; the clients have sent all by now
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
            await(last, redis::lastEventsId);
            await(last, postgres::checkpoint);
            return new Auditor(redis, postgres, Tuning.shared().hashInterval(), maxFindings)
                    .run(journals, Math.max(last, postgres.hold()));
        }
    }

    private static void await(final long target, final LongSupplier position) {
        long standsAt = position.getAsLong();
        long sinceNs = System.nanoTime();
        while (standsAt < target && System.nanoTime() - sinceNs < MAX_STANDSTILL.toNanos()) {
            LockSupport.parkNanos(PAUSE_NS);
            final long now = position.getAsLong();
            if (now != standsAt) {
                standsAt = now;
                sinceNs = System.nanoTime();
            }
        }
    }
}
