package io.matchlock.log;

import io.matchlock.log.server.Durability;
import java.time.Duration;

/**
 * Where a segment's log is, and what is asked of it.
 *
 * @param url of Redis, such as {@code redis://:password@host:6379}
 * @param segment name, 1 to 8 ASCII characters
 * @param commandTimeout how long to wait for an answer before the connection is closed
 * @param required what the server must promise
 */
public record LogSettings(String url, String segment, Duration commandTimeout, Durability required) {
    /** {@return the URL without credentials, for messages} */
    public String address() {
        return url.replaceAll("://[^@/]*@", "://");
    }

    @Override
    public String toString() {
        return "LogSettings[" + address() + ", " + segment + ", " + commandTimeout + ", " + required + "]";
    }
}
