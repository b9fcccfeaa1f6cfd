package io.matchlock.log.redis;

/** A connection to Redis could not be made. */
public final class RedisLinkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RedisLinkException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
