package io.matchlock.persister.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One start of a server by the library, which waits its whole time even for a server that has ended. So it is done by a
 * thread of its own, and the caller's looks at what the server and {@code pg_ctl} say meanwhile. {@code pg_ctl} waits for
 * a minute; a recovery may take longer, and is waited for as long as the postmaster lives. For one use.
 */
final class ServerStart {
    /** How long a recovery may take. */
    static final Duration TIMEOUT = Duration.ofMinutes(60);

    private static final Logger NOTICES = LoggerFactory.getLogger("io.matchlock.notice");
    private static final String FATAL = "FATAL:";
    private static final String INIT = "initdb: ";
    /** It says something under its own name only when it gives up. */
    private static final String GIVEN_UP = "pg_ctl: ";

    private static final String NOT_IN_TIME = "did not start in time";
    private static final Map<String, String> REMEDIES = Map.of(
            "could not look up effective user ID",
            "; start as a user with a name, that is with a line in /etc/passwd, or use a Postgres of your own",
            "cannot be run as root",
            "; start as another user, or use a Postgres of your own");

    private static final long POLL_MS = 50;
    private static final long END_TIMEOUT_S = 10;
    private static final long PROGRESS_NS = TimeUnit.SECONDS.toNanos(10);

    private final Path log;
    private final long logStart;
    private final Supplier<Optional<ProcessHandle>> postmaster;
    private final long startNs = System.nanoTime();
    private long progressNs = startNs + PROGRESS_NS;

    /**
     * A start.
     *
     * @param log that the server appends to; need not exist yet
     * @param postmaster that lives, if it does
     */
    ServerStart(final Path log, final Supplier<Optional<ProcessHandle>> postmaster) throws IOException {
        this.log = log;
        this.logStart = Files.exists(log) ? Files.size(log) : 0;
        this.postmaster = postmaster;
    }

    /**
     * Starts the server.
     *
     * @param builder that is set to append to the log
     * @return the server, which answers
     * @throws IOException if it does not start, and does not say why
     * @throws PostgresUnavailableException if the server says why it does not start
     */
    EmbeddedPostgres run(final EmbeddedPostgres.Builder builder) throws IOException {
        final FutureTask<EmbeddedPostgres> start = new FutureTask<>(builder::start);
        final Thread thread = new Thread(start, "postgres-start");
        thread.setDaemon(true);
        thread.start();
        try {
            while (true) {
                final Optional<EmbeddedPostgres> server = poll(start);
                if (server.isPresent()) {
                    return server.get();
                }
                if (hasGivenUp()) {
                    thread.interrupt(); // then the library takes the server for started
                    start.get(END_TIMEOUT_S, TimeUnit.SECONDS).close();
                    throw failure(new IOException("pg_ctl has given up"));
                }
                sayProgress();
            }
        } catch (final InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Postgres starts", e);
        } catch (final TimeoutException e) {
            throw failure(e);
        } catch (final ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    /** It has not where it has only waited long enough: then the postmaster still starts, or has ended since. */
    private boolean hasGivenUp() throws IOException {
        final List<String> words =
                said().stream().filter(line -> line.startsWith(GIVEN_UP)).toList();
        return !words.isEmpty()
                && (words.stream().anyMatch(line -> !line.contains(NOT_IN_TIME))
                        || postmaster.get().isEmpty());
    }

    private void sayProgress() throws IOException {
        final long nowNs = System.nanoTime();
        if (nowNs - progressNs >= 0 && postmaster.get().isPresent()) {
            progressNs = nowNs + PROGRESS_NS;
            final List<String> said = said();
            NOTICES.info(
                    "Postgres starts, for {} s now; it said last: {} ({})",
                    TimeUnit.NANOSECONDS.toSeconds(nowNs - startNs),
                    said.isEmpty() ? "nothing" : said.get(said.size() - 1),
                    log);
        }
    }

    private static Optional<EmbeddedPostgres> poll(final FutureTask<EmbeddedPostgres> start)
            throws InterruptedException, ExecutionException {
        try {
            return Optional.of(start.get(POLL_MS, TimeUnit.MILLISECONDS));
        } catch (final TimeoutException e) {
            return Optional.empty();
        }
    }

    private IOException failure(final Throwable cause) throws IOException {
        final Optional<String> reason =
                said().stream().filter(ServerStart::isReason).findFirst();
        if (reason.isPresent()) {
            final String text = reason.get();
            throw new PostgresUnavailableException(
                    "Postgres ended at its start: " + text.substring(Math.max(0, text.indexOf(FATAL))) + " (" + log
                            + ")" + remedy(text),
                    cause);
        }
        return new IOException(cause.getMessage(), cause);
    }

    private static String remedy(final String reason) {
        return REMEDIES.entrySet().stream()
                .filter(entry -> reason.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static boolean isReason(final String line) {
        return line.contains(FATAL) || (line.startsWith(INIT) && !line.contains("warning:") && !line.contains("hint:"));
    }

    private List<String> said() throws IOException {
        if (!Files.exists(log)) {
            return List.of();
        }
        try (InputStream in = Files.newInputStream(log)) {
            in.skipNBytes(logStart);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
