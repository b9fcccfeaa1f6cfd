package io.matchlock.log;

import io.matchlock.log.server.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a segment's log is, and what is asked of it.
 *
 * @param url of Redis, such as {@code redis://:password@host:6379}
 * @param segment name, 1 to 8 ASCII characters
 * @param commandTimeout how long to wait for an answer before the connection is closed
 * @param required what the server must promise
 * @param archive the folder of the archive's files, for those who read what the streams no longer have; empty if this process
 *     cannot reach it
 */
public record LogSettings(
        String url, String segment, Duration commandTimeout, Durability required, Optional<Path> archive) {
    /**
     * A log without its archive.
     *
     * @param url of Redis
     * @param segment name, 1 to 8 ASCII characters
     * @param commandTimeout how long to wait for an answer before the connection is closed
     * @param required what the server must promise
     */
    public LogSettings(
            final String url, final String segment, final Duration commandTimeout, final Durability required) {
        this(url, segment, commandTimeout, required, Optional.empty());
    }

    /**
     * The same log, with its archive.
     *
     * @param folder of the archive's files; there need not be any yet
     * @return other settings
     */
    public LogSettings withArchive(final Path folder) {
        return new LogSettings(url, segment, commandTimeout, required, Optional.of(folder));
    }

    /** {@return the URL without credentials, for messages} */
    public String address() {
        return url.replaceAll("://[^@/]*@", "://");
    }

    @Override
    public String toString() {
        return "LogSettings[" + address() + ", " + segment + ", " + commandTimeout + ", " + required + "]";
    }
}
