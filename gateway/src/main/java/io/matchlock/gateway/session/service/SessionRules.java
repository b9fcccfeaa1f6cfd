package io.matchlock.gateway.session.service;

import io.matchlock.gateway.settings.SessionLimits;

/**
 * The limits of sessions, in the units that they are reckoned in.
 *
 * @param handshakeNs from the connection to an established session
 * @param matcherNs after which a logon that the engine has not answered is refused
 * @param rejectDelayNs of all refused logons
 * @param keepaliveMinMs the shortest keepalive interval
 * @param keepaliveMaxMs the longest keepalive interval
 * @param maxGaps in the client's numbers
 */
public record SessionRules(
        long handshakeNs, long matcherNs, long rejectDelayNs, long keepaliveMinMs, long keepaliveMaxMs, int maxGaps) {
    /**
     * From settings.
     *
     * @param limits as set
     * @return the same
     */
    public static SessionRules of(final SessionLimits limits) {
        return new SessionRules(
                limits.handshakeTimeout().toNanos(),
                limits.matcherTimeout().toNanos(),
                limits.rejectDelay().toNanos(),
                limits.keepaliveMin().toMillis(),
                limits.keepaliveMax().toMillis(),
                limits.maxGaps());
    }
}
