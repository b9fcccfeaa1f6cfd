package io.matchlock.persister;

import io.matchlock.log.LogSettings;
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
 */
public record PersisterSettings(
        LogSettings log,
        String jdbcUrl,
        String user,
        String password,
        Optional<String> cacheUrl,
        int maxRows,
        Duration maxDelay) {
    /** Rows of a batch where nothing else is said. */
    public static final int DEFAULT_MAX_ROWS = 20_000;
    /** Delay of a batch where nothing else is said. */
    public static final Duration DEFAULT_MAX_DELAY = Duration.ofMillis(200);

    /** Checks the bounds. */
    public PersisterSettings {
        if (maxRows < 1) {
            throw new IllegalArgumentException("persister rows are " + maxRows + ", must be at least 1");
        }
        if (maxDelay.toMillis() < 1) {
            throw new IllegalArgumentException("persister delay is " + maxDelay + ", must be at least 1 ms");
        }
    }

    /**
     * With the default batch and no cache.
     *
     * @param log the segment's log
     * @param jdbcUrl of Postgres, user included
     * @return settings
     */
    public static PersisterSettings of(final LogSettings log, final String jdbcUrl) {
        return new PersisterSettings(log, jdbcUrl, null, null, Optional.empty(), DEFAULT_MAX_ROWS, DEFAULT_MAX_DELAY);
    }

    @Override
    public String toString() {
        return "PersisterSettings[" + log + ", " + jdbcUrl.replaceAll("password=[^&]*", "password=***") + ", " + user
                + ", " + cacheUrl.map(url -> url.replaceAll("://[^@/]*@", "://***@")) + ", " + maxRows + ", "
                + maxDelay + "]";
    }
}
