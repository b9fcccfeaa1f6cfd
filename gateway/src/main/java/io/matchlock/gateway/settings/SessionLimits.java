package io.matchlock.gateway.settings;

import java.time.Duration;

/**
 * What a gateway grants its clients.
 *
 * @param maxConnections of each loop
 * @param handshakeTimeout from the connection to an established session
 * @param matcherTimeout after which a logon that the engine has not answered is refused
 * @param logTimeout after which sessions are terminated when the log takes nothing
 * @param logonWindow that a logon's timestamp may be off
 * @param rejectDelay of all refused logons
 * @param keepaliveMin the shortest keepalive interval
 * @param keepaliveMax the longest keepalive interval
 * @param maxGaps in the client's numbers, for each connection
 * @param sendBufferBytes that may wait for a client that does not read
 * @param closeLinger that a client has to read its Terminate before the connection is cut
 */
public record SessionLimits(
        int maxConnections,
        Duration handshakeTimeout,
        Duration matcherTimeout,
        Duration logTimeout,
        Duration logonWindow,
        Duration rejectDelay,
        Duration keepaliveMin,
        Duration keepaliveMax,
        int maxGaps,
        int sendBufferBytes,
        Duration closeLinger) {
    /** {@return what the protocol says, with a send buffer of 4 MB} */
    public static SessionLimits defaults() {
        return new SessionLimits(
                20_000,
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                Duration.ofSeconds(60),
                16,
                4 * 1024 * 1024,
                Duration.ofSeconds(1));
    }
}
