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
        return builder().build();
    }

    /** {@return a builder that begins with the defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /** Makes limits that differ from the defaults in what is set here. */
    public static final class Builder {
        private int maxConnections = 20_000;
        private Duration handshakeTimeout = Duration.ofSeconds(5);
        private Duration logonWindow = Duration.ofSeconds(5);
        private int sendBufferBytes = 4 * 1024 * 1024;

        private Builder() {}

        /**
         * How many connections each loop takes.
         *
         * @param connections at most
         * @return this
         */
        public Builder maxConnections(final int connections) {
            maxConnections = connections;
            return this;
        }

        /**
         * How long a client has from the connection to an established session.
         *
         * @param timeout after which the connection is closed
         * @return this
         */
        public Builder handshakeTimeout(final Duration timeout) {
            handshakeTimeout = timeout;
            return this;
        }

        /**
         * How far a logon's timestamp may be off.
         *
         * @param window on both sides of the gateway's own clock
         * @return this
         */
        public Builder logonWindow(final Duration window) {
            logonWindow = window;
            return this;
        }

        /**
         * How much may wait for a client that does not read.
         *
         * @param bytes at most
         * @return this
         */
        public Builder sendBufferBytes(final int bytes) {
            sendBufferBytes = bytes;
            return this;
        }

        /** {@return the limits} */
        public SessionLimits build() {
            return new SessionLimits(
                    maxConnections,
                    handshakeTimeout,
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(10),
                    logonWindow,
                    Duration.ofMillis(50),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(60),
                    16,
                    sendBufferBytes,
                    Duration.ofSeconds(1));
        }
    }
}
