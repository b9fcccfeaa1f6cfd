package io.matchlock.client.logon;

import io.matchlock.protocol.Sofh;
import io.matchlock.protocol.session.CancelOnDisconnect;
import io.matchlock.protocol.session.QueuedMode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * What a session needs to know before it starts. Begin with {@link #of} and change what should be different.
 *
 * @param identity of the session
 * @param gateways to connect to, at least one; each try goes to the next one
 * @param credentials to sign with, shared by all sessions of a key
 * @param queuedMode how Queued messages come
 * @param lostConnection what becomes of the orders when the connection is lost
 * @param times of the connection
 * @param sizes of the session's memory
 */
public record ClientSettings(
        Identity identity,
        List<InetSocketAddress> gateways,
        ClientCredentials credentials,
        QueuedMode queuedMode,
        LostConnection lostConnection,
        Times times,
        Sizes sizes) {

    /**
     * Which session it is.
     *
     * @param sessionId chosen by the client, never used again for another session
     * @param wasEstablished whether an earlier run was told that this session is established: then it begins with Establish and
     *     takes its own number from the answer. If that was never told, nothing can have been sent, and a new id is right
     * @param nextReport number of the first report that no run has dealt with: it is asked for with all behind it; 0 to begin with
     *     the gateway's next one
     */
    public record Identity(UUID sessionId, boolean wasEstablished, long nextReport) {}

    /**
     * What becomes of the orders when the connection is lost.
     *
     * @param cancelOnDisconnect which ends of a connection cancel orders
     * @param cancelGrace how long after the loss that happens, 0 to 60 s
     */
    public record LostConnection(CancelOnDisconnect cancelOnDisconnect, Duration cancelGrace) {}

    /**
     * The times of a connection.
     *
     * @param keepalive the longest silence from the client's side, 100 ms to 60 s
     * @param reconnectDelay between a lost connection and the next try, always the same; negative for no further try
     * @param handshakeTimeout for the TCP connection and each answer of the handshake
     */
    public record Times(Duration keepalive, Duration reconnectDelay, Duration handshakeTimeout) {
        /** Checks the bounds. */
        public Times {
            require(
                    keepalive.toMillis() >= 100 && keepalive.toMillis() <= 60_000,
                    "keepalive out of range: " + keepalive);
        }
    }

    /**
     * The sizes of a session's memory.
     *
     * @param windowMessages messages that may be out without an acknowledgement, a power of two
     * @param sendBufferBytes at least {@link Sofh#MAX_FRAME_LENGTH}
     * @param receiveBufferBytes at least {@link Sofh#MAX_FRAME_LENGTH}
     */
    public record Sizes(int windowMessages, int sendBufferBytes, int receiveBufferBytes) {
        /** Checks the bounds. */
        public Sizes {
            require(Integer.bitCount(windowMessages) == 1, "windowMessages must be a power of two: " + windowMessages);
            require(sendBufferBytes >= Sofh.MAX_FRAME_LENGTH, "sendBufferBytes is too small: " + sendBufferBytes);
            require(
                    receiveBufferBytes >= Sofh.MAX_FRAME_LENGTH,
                    "receiveBufferBytes is too small: " + receiveBufferBytes);
        }
    }

    /** Copies the addresses. */
    public ClientSettings {
        gateways = List.copyOf(gateways);
        require(!gateways.isEmpty(), "gateways: at least one address is needed");
    }

    /**
     * A new session with the defaults: each message Queued, keepalive of 10 s, reconnects after 100 ms, 1,024 messages out.
     *
     * @param credentials to sign with
     * @param gateways to connect to
     * @return settings with a random session id
     */
    public static ClientSettings of(final ClientCredentials credentials, final InetSocketAddress... gateways) {
        return new ClientSettings(
                new Identity(UUID.randomUUID(), false, 1),
                List.of(gateways),
                credentials,
                QueuedMode.Each,
                new LostConnection(CancelOnDisconnect.None, Duration.ZERO),
                new Times(Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofSeconds(5)),
                new Sizes(1024, 32 * 1024, 32 * 1024));
    }

    /**
     * The same with a session id of the caller's.
     *
     * @param id of the session
     * @param wasEstablished whether an earlier run was told that it is established
     * @return changed settings
     */
    public ClientSettings withSession(final UUID id, final boolean wasEstablished) {
        final Identity session = new Identity(id, wasEstablished, wasEstablished ? 0 : 1);
        return new ClientSettings(session, gateways, credentials, queuedMode, lostConnection, times, sizes);
    }

    /**
     * The same session, whose reports up to a number have been dealt with by earlier runs: those behind it are asked for.
     *
     * @param nextReport number of the first one that was not
     * @return changed settings
     */
    public ClientSettings withNextReport(final long nextReport) {
        final Identity session = new Identity(identity.sessionId(), identity.wasEstablished(), nextReport);
        return new ClientSettings(session, gateways, credentials, queuedMode, lostConnection, times, sizes);
    }

    /**
     * The same with another way of acknowledging.
     *
     * @param mode how Queued messages come
     * @return changed settings
     */
    public ClientSettings withQueuedMode(final QueuedMode mode) {
        return new ClientSettings(identity, gateways, credentials, mode, lostConnection, times, sizes);
    }

    /**
     * The same with another rule for lost connections.
     *
     * @param rule which ends of a connection cancel orders
     * @param grace 0 to 60 s
     * @return changed settings
     */
    public ClientSettings withCancelOnDisconnect(final CancelOnDisconnect rule, final Duration grace) {
        final LostConnection loss = new LostConnection(rule, grace);
        return new ClientSettings(identity, gateways, credentials, queuedMode, loss, times, sizes);
    }

    /**
     * The same with other times.
     *
     * @param keepaliveInterval 100 ms to 60 s
     * @param delayBeforeReconnect negative: never
     * @param timeout of the handshake
     * @return changed settings
     */
    public ClientSettings withTimes(
            final Duration keepaliveInterval, final Duration delayBeforeReconnect, final Duration timeout) {
        final Times other = new Times(keepaliveInterval, delayBeforeReconnect, timeout);
        return new ClientSettings(identity, gateways, credentials, queuedMode, lostConnection, other, sizes);
    }

    /**
     * The same with other sizes.
     *
     * @param messages of the window, a power of two
     * @param sendBytes of the send buffer
     * @param receiveBytes of the receive buffer
     * @return changed settings
     */
    public ClientSettings withSizes(final int messages, final int sendBytes, final int receiveBytes) {
        final Sizes other = new Sizes(messages, sendBytes, receiveBytes);
        return new ClientSettings(identity, gateways, credentials, queuedMode, lostConnection, times, other);
    }

    /** {@return the session's id} */
    public UUID sessionId() {
        return identity.sessionId();
    }

    private static void require(final boolean condition, final String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
