package io.matchlock.client;

import io.matchlock.client.logon.ClientSettings;
import io.matchlock.client.logon.Handshake;
import io.matchlock.client.order.SendWindow;
import io.matchlock.client.wire.LinkSilence;
import io.matchlock.client.wire.UnnumberedMessages;
import io.matchlock.client.wire.Wire;
import io.matchlock.protocol.DurationText;
import io.matchlock.protocol.Sofh;
import io.matchlock.protocol.session.EstablishmentAckDecoder;
import io.matchlock.protocol.session.TerminationCode;
import java.io.IOException;
import java.nio.channels.Selector;

/**
 * The life of a session's connections: TCP, the handshake, keepalive both ways, the end, the next try. Time is an argument.
 * Owned by the session's thread.
 */
final class SessionLink {
    private static final long TERMINATE_TIMEOUT_NS = 1_000_000_000L;

    private final ClientSession session;
    private final ClientSettings settings;
    private final ClientListener listener;
    private final Wire wire;
    private final SendWindow window;
    private final Handshake handshake;
    private final UnnumberedMessages messages;
    private final ReportFlow reports;
    private final Inbound inbound;
    private final LinkSilence silence;
    private SessionState state = SessionState.DISCONNECTED;
    private Selector selector;
    private boolean hasBegun;
    private boolean isEnding;
    private boolean hasTerminated;
    private long nowNs;
    private long dueNs;

    SessionLink(
            final ClientSession session,
            final ReportFlow reports,
            final ClientSettings settings,
            final ClientListener listener,
            final Wire wire,
            final SendWindow window,
            final Handshake handshake) {
        this.session = session;
        this.settings = settings;
        this.listener = listener;
        this.wire = wire;
        this.window = window;
        this.handshake = handshake;
        messages = new UnnumberedMessages(wire);
        this.reports = reports;
        inbound = new Inbound(new Dialogue(session, listener, this, window, reports));
        silence = new LinkSilence(settings.times().keepalive().toNanos());
    }

    SessionState state() {
        return state;
    }

    UnnumberedMessages messages() {
        return messages;
    }

    Handshake handshake() {
        return handshake;
    }

    /** Lets a selector watch this and all later connections. */
    void watchBy(final Selector watcher) {
        selector = watcher;
    }

    boolean hasUnsent() {
        return state.isConnected() && (wire.hasUnsent() || window.sent() + 1 < window.next());
    }

    int receive(final long now) {
        nowNs = now;
        if (!state.isConnected()) {
            return 0;
        }
        try {
            final int bytes = wire.receive();
            if (bytes > 0) {
                silence.onReceived(now);
            }
            final int frames = deliver();
            if (bytes < 0 && wire.isOpen()) {
                lose("the gateway closed the connection");
            }
            return frames;
        } catch (final IOException e) {
            lose("connection lost: " + e.getMessage());
            return 1;
        }
    }

    int turn(final long now) {
        nowNs = now;
        try {
            return switch (state) {
                case DISCONNECTED -> begin();
                case CONNECTING -> finishConnect();
                case NEGOTIATING, ESTABLISHING -> send() + awaitAnswer();
                case ESTABLISHED ->
                    reports.recover(messages, handshake.sessionId(), handshake.nowNs()) + send() + keepAlive();
                case TERMINATING -> send() + end();
                case CLOSED -> 0;
            };
        } catch (final IOException e) {
            lose("connection lost: " + e.getMessage());
            return 1;
        }
    }

    void onNegotiated(final long requestTimestampNs) {
        if (state == SessionState.NEGOTIATING && handshake.isAnswer(requestTimestampNs)) {
            establish();
        }
    }

    boolean onEstablished(final EstablishmentAckDecoder ack) {
        if (state != SessionState.ESTABLISHING || !handshake.isAnswer(ack.requestTimestamp())) {
            return false;
        }
        handshake.endTurn();
        state = SessionState.ESTABLISHED;
        handshake.onEstablished();
        silence.onPromise(ack.keepaliveInterval() * 1_000_000L);
        return true;
    }

    void onTerminated(final String reason, final boolean isPassing) {
        if (state != SessionState.TERMINATING) {
            sendLastTerminate(TerminationCode.Finished);
        }
        refuse(reason, isPassing);
    }

    /** If an earlier Negotiate may have been accepted late, Establish will tell. */
    void onNegotiationRefused(final String reason, final boolean isPassing) {
        refuse(reason, isPassing || handshake.isRepeated());
    }

    void lose(final String reason) {
        refuse(reason, true);
    }

    void refuse(final String reason, final boolean mayTryAgain) {
        if (state == SessionState.CLOSED || state == SessionState.DISCONNECTED) {
            return;
        }
        final boolean isOver =
                isEnding || !mayTryAgain || settings.times().reconnectDelay().isNegative();
        cut(isOver ? SessionState.CLOSED : SessionState.DISCONNECTED);
        dueNs = nowNs + settings.times().reconnectDelay().toNanos();
        listener.onDisconnected(session, reason);
    }

    void terminate() {
        isEnding = true;
        if (state == SessionState.ESTABLISHED) {
            state = SessionState.TERMINATING;
            dueNs = nowNs + TERMINATE_TIMEOUT_NS;
        } else if (state != SessionState.TERMINATING) {
            close();
        }
    }

    void close() {
        cut(SessionState.CLOSED);
    }

    private void cut(final SessionState next) {
        wire.close();
        handshake.endTurn();
        reports.onDisconnected();
        state = next;
    }

    private int deliver() {
        int frames = 0;
        int length = wire.frameLength();
        while (length > 0) {
            final int frame = wire.frame();
            wire.nextFrame(length);
            frames++;
            listener.onReceived(session, wire.in(), frame + Sofh.HEADER_LENGTH, length - Sofh.HEADER_LENGTH);
            if (!inbound.onFrame(wire.in(), frame, length)) {
                refuse("the gateway sent a message that this client can't read", false);
            }
            length = wire.isOpen() ? wire.frameLength() : Wire.NO_FRAME;
        }
        if (length == Wire.BAD_FRAME) {
            lose("the gateway sent what isn't a frame");
        }
        return frames;
    }

    private int begin() throws IOException {
        final boolean isDue = !hasBegun || nowNs - dueNs >= 0;
        if (!isDue || !handshake.takeTurn()) {
            return 0;
        }
        hasBegun = true;
        state = SessionState.CONNECTING;
        dueNs = nowNs + settings.times().handshakeTimeout().toNanos();
        wire.open(handshake.nextGateway());
        return 1;
    }

    private int finishConnect() throws IOException {
        if (!wire.finishConnect()) {
            return awaitAnswer();
        }
        if (selector != null) {
            wire.register(selector, session);
        }
        silence.onReceived(nowNs);
        if (handshake.isNegotiated()) {
            establish();
        } else {
            handshake.sendNegotiate(wire);
            expectAnswer(SessionState.NEGOTIATING);
        }
        return 1 + send();
    }

    private void establish() {
        handshake.sendEstablish(wire, window.next());
        expectAnswer(SessionState.ESTABLISHING);
    }

    private void expectAnswer(final SessionState next) {
        state = next;
        dueNs = nowNs + settings.times().handshakeTimeout().toNanos();
    }

    private int awaitAnswer() {
        if (nowNs - dueNs < 0) {
            return 0;
        }
        lose("no answer to the handshake within "
                + DurationText.of(settings.times().handshakeTimeout()));
        return 1;
    }

    private int send() throws IOException {
        final boolean isUp = state == SessionState.ESTABLISHED || state == SessionState.TERMINATING;
        int work = 0;
        if (isUp) {
            work += window.pump(wire);
        }
        final int bytes = wire.flush();
        if (bytes > 0) {
            silence.onSent(nowNs);
        }
        return work + bytes;
    }

    private int keepAlive() throws IOException {
        if (silence.hasLapsed(nowNs)) {
            sendLastTerminate(TerminationCode.KeepaliveIntervalLapsed);
            lose("the gateway was silent for two keepalive intervals");
            return 1;
        }
        if (silence.isDue(nowNs) && messages.sendSequence(window.sent() + 1)) {
            return send();
        }
        return 0;
    }

    private int end() throws IOException {
        if (nowNs - dueNs >= 0) {
            lose("no answer to Terminate");
            return 1;
        }
        final boolean isAllSent = window.sent() + 1 == window.next();
        if (!hasTerminated && isAllSent && sendTerminate(TerminationCode.Finished)) {
            hasTerminated = true;
            return 1 + send();
        }
        return 0;
    }

    private boolean sendTerminate(final TerminationCode code) {
        return messages.sendTerminate(handshake.sessionId(), code);
    }

    private void sendLastTerminate(final TerminationCode code) {
        if (sendTerminate(code)) {
            wire.flushLast();
        }
    }
}
