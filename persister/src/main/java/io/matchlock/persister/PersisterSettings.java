package io.matchlock.persister;

import io.matchlock.log.LogSettings;
import io.matchlock.log.pace.PaceLimits;
import io.matchlock.protocol.DurationText;
import java.time.Duration;
import java.util.Optional;

/**
 * What a persister is told at start. A batch closes with the row that reaches {@code maxRows} or {@code maxDelay} after its
 * first entry, whichever comes first.
 *
 * @param log the segment's log
 * @param jdbcUrl of Postgres; the database holds this segment only
 * @param user null if the URL names it
 * @param password null if none is needed
 * @param cacheUrl of the Redis that holds the status cache, empty for no cache
 * @param maxRows at least 1
 * @param maxDelay at least 1 ms
 * @param pace when it leaves the machine to those whom clients wait for
 */
public record PersisterSettings(
        LogSettings log,
        String jdbcUrl,
        String user,
        String password,
        Optional<String> cacheUrl,
        int maxRows,
        Duration maxDelay,
        PaceLimits pace) {
    /** Rows of a batch where nothing else is said. */
    public static final int DEFAULT_MAX_ROWS = 20_000;
    /** Delay of a batch where nothing else is said. */
    public static final Duration DEFAULT_MAX_DELAY = Duration.ofMillis(200);

    /** How long the persister waits after the first failure of Redis or Postgres before it asks again, ns. */
    static final long FIRST_RETRY_NS = 20_000_000L;
    /** How long at most, ns. */
    static final long LONGEST_RETRY_NS = 1_000_000_000L;

    /** Checks the bounds. */
    public PersisterSettings {
        if (maxRows < 1) {
            throw new IllegalArgumentException("persister rows are " + maxRows + ", must be at least 1");
        }
        if (maxDelay.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "persister delay is " + DurationText.of(maxDelay) + ", must be at least 1 ms");
        }
    }

    /**
     * With the default batch, no cache, and no regard for bursts.
     *
     * @param log the segment's log
     * @param jdbcUrl of Postgres, user included
     * @return settings
     */
    public static PersisterSettings of(final LogSettings log, final String jdbcUrl) {
        return new PersisterSettings(
                log, jdbcUrl, null, null, Optional.empty(), DEFAULT_MAX_ROWS, DEFAULT_MAX_DELAY, PaceLimits.NEVER);
    }

    @Override
    public String toString() {
        return "PersisterSettings[" + log + ", " + jdbcUrl.replaceAll("password=[^&]*", "password=***") + ", " + user
                + ", " + cacheUrl.map(url -> url.replaceAll("://[^@/]*@", "://***@")) + ", " + maxRows + ", "
                + maxDelay + ", " + pace + "]";
    }
}
