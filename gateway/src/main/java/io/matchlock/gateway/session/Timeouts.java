package io.matchlock.gateway.session;

import io.matchlock.gateway.session.reply.QueuedReplies;
import io.matchlock.gateway.session.reply.ServerMessages;
import io.matchlock.gateway.session.service.SessionRules;
import io.matchlock.protocol.session.TerminationCode;

/**
 * How long a client may take for its logon, and how long both sides of a session may be silent. Belongs to its {@link Session}.
 */
final class Timeouts {
    private static final long MS = 1_000_000L;

    private final SessionRules rules;
    private final Session session;
    private final ServerMessages messages;
    private final QueuedReplies queued;
    private final long connectedNs;
    private final Keepalive keepalive = new Keepalive();
    private long keepaliveMs;

    Timeouts(
            final SessionRules rules,
            final Session session,
            final ServerMessages messages,
            final QueuedReplies queued,
            final long connectedNs) {
        this.rules = rules;
        this.session = session;
        this.messages = messages;
        this.queued = queued;
        this.connectedNs = connectedNs;
    }

    /** The session is established, with this keepalive interval. */
    void onEstablished(final long intervalMs, final long nowNs) {
        keepaliveMs = intervalMs;
        keepalive.begin(intervalMs * MS, nowNs);
    }

    /** The client has said something. */
    void onHeard(final long nowNs) {
        keepalive.onHeard(nowNs);
    }

    /** Ends the connection of a client that has not established its session in time. */
    void checkHandshake(final long nowNs) {
        if (nowNs - connectedNs >= rules.handshakeNs()) {
            session.terminate(
                    TerminationCode.HandshakeTimeout,
                    "no Establish within " + rules.handshakeNs() / MS + " ms of the connection's begin");
        }
    }

    /** Says that the gateway lives, or ends the connection of a client that is silent while the loop reads. */
    void checkKeepalive(final long nowNs, final boolean isReading, final long nextReport) {
        if (!isReading) {
            keepalive.onHeard(nowNs);
        }
        switch (keepalive.onTime(nowNs, messages.hasSpoken())) {
            case Keepalive.SPEAK -> {
                queued.flush();
                messages.sequence(nextReport);
            }
            case Keepalive.LAPSED ->
                session.terminate(
                        TerminationCode.KeepaliveIntervalLapsed,
                        "nothing came for two intervals of " + keepaliveMs + " ms: send Sequence when idle");
            default -> {
                // both sides have spoken lately
            }
        }
    }
}
