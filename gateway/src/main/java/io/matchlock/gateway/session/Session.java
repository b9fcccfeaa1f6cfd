package io.matchlock.gateway.session;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.gateway.chain.AckTarget;
import io.matchlock.protocol.MessageShape;
import io.matchlock.protocol.Sofh;
import io.matchlock.protocol.internal.BindResult;
import io.matchlock.protocol.internal.NegotiationResult;
import io.matchlock.protocol.session.EstablishDecoder;
import io.matchlock.protocol.session.FinishedReceivingDecoder;
import io.matchlock.protocol.session.FinishedSendingDecoder;
import io.matchlock.protocol.session.NegotiateDecoder;
import io.matchlock.protocol.session.RetransmitRejectCode;
import io.matchlock.protocol.session.RetransmitRequestDecoder;
import io.matchlock.protocol.session.SequenceDecoder;
import io.matchlock.protocol.session.TerminateDecoder;
import io.matchlock.protocol.session.TerminationCode;
import io.matchlock.protocol.session.UnsequencedHeartbeatDecoder;
import org.agrona.DirectBuffer;

/**
 * The server's side of the FIXP session of one connection. Frames come in that were found sound; what it says goes to its
 * {@link Outbound}, what it wants recorded to its {@link SessionPort}. Owned by the connection's loop; never blocks, never
 * throws for what a client sends.
 */
public final class Session implements AckTarget {
    static final String NOT_ESTABLISHED = "Establish must be sent and answered first";

    private static final long MS = 1_000_000L;
    /** How long a connection whose client has spoken last stays for the answers. */
    private static final long ANSWERS_NS = 2_000 * MS;

    private final long connectionId;
    private final long connectedNs;
    private final SessionRules rules;
    private final SessionPort port;
    private final ServerMessages messages;
    private final Logon logon;
    private final ApplicationMessages clientMessages;
    private final QueuedReplies queued;
    private final Keepalive keepalive = new Keepalive();
    private ConnectionState state = ConnectionState.NEW;
    private int sessionNumber;
    private long nextReport;
    private TerminationCode endCode;
    private String endReason;
    private long endsAtNs;
    private boolean isFinishing;
    private boolean isHangup;
    private long nowNs;

    /**
     * A connection has been made.
     *
     * @param connectionId by which answers find it
     * @param address of the client
     * @param guard of the gateway
     * @param rules to go by
     * @param port of the loop
     * @param out to the client
     * @param nowNs monotonic
     */
    public Session(
            final long connectionId,
            final String address,
            final LogonGuard guard,
            final SessionRules rules,
            final SessionPort port,
            final Outbound out,
            final long nowNs) {
        this.connectionId = connectionId;
        this.connectedNs = nowNs;
        this.rules = rules;
        this.port = port;
        messages = new ServerMessages(out);
        logon = new Logon(connectionId, address, guard, rules, port, messages);
        queued = new QueuedReplies(messages);
        clientMessages = new ApplicationMessages(this, port, messages, queued, rules.maxGaps());
    }

    /**
     * Takes a message whose shape is sound.
     *
     * @param buffer that holds it
     * @param offset of its SBE header
     * @param length in bytes
     * @param nowNs monotonic
     * @param wallNs UTC
     * @return false if there is no room for it now: the same message must come again later
     */
    public boolean onMessage(
            final DirectBuffer buffer, final int offset, final int length, final long nowNs, final long wallNs) {
        if (!isListening()) {
            return true;
        }
        this.nowNs = nowNs;
        keepalive.onHeard(nowNs);
        final int template = MessageShape.templateId(buffer, offset);
        if (MessageShape.schemaId(buffer, offset) == MessageShape.ORDER_SCHEMA) {
            return clientMessages.onMessage(template, buffer, offset, length, wallNs);
        }
        return onSessionMessage(template, buffer, offset, nowNs, wallNs);
    }

    /**
     * What came is no message.
     *
     * @param code that the client is told
     * @param isUnknown whether it is of an unknown schema, version or template
     * @param nowNs monotonic
     */
    public void onFault(final TerminationCode code, final boolean isUnknown, final long nowNs) {
        this.nowNs = nowNs;
        if (state == ConnectionState.NEW && isUnknown) {
            state = logon.refuseVersion(nowNs);
        } else {
            fail(code, describe(code));
        }
    }

    private static String describe(final TerminationCode fault) {
        return switch (fault) {
            case InvalidSofh ->
                "no frame: a length of " + Sofh.MIN_FRAME_LENGTH + " to " + Sofh.MAX_FRAME_LENGTH
                        + " and encoding type 0xEB50 must come first";
            case FrameTooLarge -> "a frame has at most " + Sofh.MAX_FRAME_LENGTH + " bytes, length field included";
            case DecodingError -> "the frame's length does not fit the message's block, groups and data";
            default -> "this schema, template or version is not known here";
        };
    }

    /**
     * The engine has answered the Negotiate.
     *
     * @param result of it
     */
    public void onNegotiated(final NegotiationResult result) {
        if (state == ConnectionState.NEGOTIATING) {
            state = logon.onNegotiated(result);
        }
    }

    /**
     * What the engine knows of numbers that were skipped on earlier connections; comes before {@link #onBound}.
     *
     * @param from the first number that is dead, 0 for none
     * @param to the number behind the last
     * @param unknownTo of lower numbers nothing is known that is not dead
     */
    public void onNumbersDead(final long from, final long to, final long unknownTo) {
        if (state == ConnectionState.ESTABLISHING) {
            clientMessages.onNumbersDead(from, to, unknownTo);
        }
    }

    /**
     * The engine has answered the Establish.
     *
     * @param result of it
     * @param number of the session
     * @param lastIncomingSeqNo the highest client number applied
     * @param nextSeqNo of our next report
     * @param nowNs monotonic
     * @return false if nobody waits for it any more: a session that was bound must be released
     */
    public boolean onBound(
            final BindResult result,
            final int number,
            final long lastIncomingSeqNo,
            final long nextSeqNo,
            final long nowNs) {
        if (state != ConnectionState.ESTABLISHING) {
            return false;
        }
        if (result != BindResult.Bound) {
            state = logon.onNotBound(result);
            return true;
        }
        sessionNumber = number;
        nextReport = nextSeqNo;
        clientMessages.begin(logon.key(), lastIncomingSeqNo);
        queued.begin(logon.queuedMode(), lastIncomingSeqNo);
        keepalive.begin(logon.keepaliveMs() * MS, nowNs);
        state = ConnectionState.ESTABLISHED;
        port.onBound(this);
        logon.acknowledge(nextSeqNo, lastIncomingSeqNo);
        return true;
    }

    /**
     * A report for the client.
     *
     * @param number of the report
     * @param buffer that holds it
     * @param offset of its SBE header
     * @param length in bytes
     * @return false if it has been sent before
     */
    public boolean onReport(final long number, final DirectBuffer buffer, final int offset, final int length) {
        if (!isBound() || number < nextReport) {
            return false;
        }
        if (number > nextReport) {
            terminate(TerminationCode.UnspecifiedError, "report " + nextReport + " is missing here: establish again");
            return false;
        }
        queued.flush();
        messages.report(buffer, offset, length);
        nextReport = number + 1;
        return true;
    }

    @Override
    public void onQueued(
            final long clientNumber, final long clOrdId, final long receiveTimeNs, final long queuedTimeNs) {
        if (isBound()) {
            queued.onQueued(clientNumber, clOrdId, receiveTimeNs, queuedTimeNs);
        }
    }

    /** Ends the run of Queued that is open; to be called before what was written is sent. */
    public void flush() {
        if (isBound()) {
            queued.flush();
        }
    }

    /**
     * Time passes.
     *
     * @param nowNs monotonic
     * @param isReading false while the loop does not read, so that silence says nothing of the client
     */
    public void onTime(final long nowNs, final boolean isReading) {
        switch (state) {
            case NEW, NEGOTIATED -> checkHandshake(nowNs);
            case NEGOTIATING -> {
                if (logon.isOverdue(nowNs)) {
                    state = logon.refuseNegotiationNotReady();
                }
            }
            case ESTABLISHING -> {
                if (logon.isOverdue(nowNs)) {
                    state = logon.refuseEstablishmentNotReady();
                }
            }
            case ESTABLISHED -> checkKeepalive(nowNs, isReading);
            case ANSWERING -> {
                if (nowNs - endsAtNs >= 0) {
                    terminate(endCode, endReason);
                }
            }
            case REJECTING -> {
                if (logon.sendReject(nowNs)) {
                    port.onTerminated(sessionNumber, "logon refused", logon.rejectReason());
                    end(false);
                }
            }
            case ENDED -> {}
        }
    }

    /**
     * The client has closed its side: what it sent before is still answered.
     *
     * @param nowNs monotonic
     */
    public void onInputEnded(final long nowNs) {
        this.nowNs = nowNs;
        if (state == ConnectionState.ESTABLISHED) {
            isHangup = true;
            fail(TerminationCode.Finished, "the client has closed its side");
        } else if (isListening()) {
            end(false);
        }
    }

    /** More of what was appended may have been answered: ends the connection if that is all it waits for. */
    public void onAnswered() {
        if (state == ConnectionState.ANSWERING && port.isAnswered()) {
            terminate(endCode, endReason);
        }
    }

    /**
     * The client may say no more, but what it has said is answered first, if that is a matter of two seconds; then the
     * connection ends.
     *
     * @param code that the client is told
     * @param reason that the client is told, short ASCII
     */
    void fail(final TerminationCode code, final String reason) {
        if (state != ConnectionState.ESTABLISHED || port.isAnswered()) {
            terminate(code, reason);
            return;
        }
        state = ConnectionState.ANSWERING;
        endCode = code;
        endReason = reason;
        endsAtNs = nowNs + ANSWERS_NS;
        port.onAnswering();
    }

    /** The connection is gone. */
    public void onDisconnected() {
        if (state != ConnectionState.ENDED) {
            end(false);
        }
    }

    /**
     * Ends the connection from our side.
     *
     * @param code that the client is told
     * @param reason that the client is told, short ASCII
     */
    public void terminate(final TerminationCode code, final String reason) {
        if (state != ConnectionState.ENDED) {
            flush();
            if (isFinishing && isBound()) {
                messages.finishedReceiving();
            }
            messages.terminate(code, reason);
            if (code != TerminationCode.Finished) {
                port.onTerminated(sessionNumber, code.name(), reason);
            }
            end(!isHangup);
        }
    }

    /** {@return by which answers find it} */
    public long connectionId() {
        return connectionId;
    }

    /** {@return the session's number, 0 before it is bound} */
    public int sessionNumber() {
        return sessionNumber;
    }

    /** {@return how far the connection has come} */
    public ConnectionState state() {
        return state;
    }

    /** {@return whether what the client says matters} */
    public boolean isListening() {
        return state != ConnectionState.ANSWERING
                && state != ConnectionState.REJECTING
                && state != ConnectionState.ENDED;
    }

    private boolean isBound() {
        return state == ConnectionState.ESTABLISHED || state == ConnectionState.ANSWERING;
    }

    private boolean onSessionMessage(
            final int template, final DirectBuffer buffer, final int offset, final long nowNs, final long wallNs) {
        switch (template) {
            case NegotiateDecoder.TEMPLATE_ID -> {
                return onNegotiate(buffer, offset, nowNs, wallNs);
            }
            case EstablishDecoder.TEMPLATE_ID -> {
                return onEstablish(buffer, offset, nowNs, wallNs);
            }
            case TerminateDecoder.TEMPLATE_ID -> terminate(TerminationCode.Finished, "as asked");
            case SequenceDecoder.TEMPLATE_ID,
                    UnsequencedHeartbeatDecoder.TEMPLATE_ID,
                    RetransmitRequestDecoder.TEMPLATE_ID,
                    FinishedSendingDecoder.TEMPLATE_ID,
                    FinishedReceivingDecoder.TEMPLATE_ID -> onEstablishedMessage(template, buffer, offset);
            default -> fail(TerminationCode.UnknownTemplate, "template " + template + " is not for a gateway");
        }
        return true;
    }

    private boolean onNegotiate(final DirectBuffer buffer, final int offset, final long nowNs, final long wallNs) {
        if (state != ConnectionState.NEW) {
            fail(
                    TerminationCode.UnspecifiedError,
                    "Negotiate must be the first message of a connection, and come once");
            return true;
        }
        if (!port.hasRoom()) {
            return false;
        }
        state = logon.onNegotiate(buffer, offset, nowNs, wallNs);
        return true;
    }

    private boolean onEstablish(final DirectBuffer buffer, final int offset, final long nowNs, final long wallNs) {
        if (state == ConnectionState.NEGOTIATING) {
            return false;
        }
        if (state != ConnectionState.NEW && state != ConnectionState.NEGOTIATED) {
            fail(TerminationCode.UnspecifiedError, "Establish may come once in a connection");
            return true;
        }
        if (!port.hasRoom()) {
            return false;
        }
        state = logon.onEstablish(buffer, offset, nowNs, wallNs);
        return true;
    }

    private void onEstablishedMessage(final int template, final DirectBuffer buffer, final int offset) {
        if (state != ConnectionState.ESTABLISHED) {
            terminate(TerminationCode.NotEstablished, NOT_ESTABLISHED);
            return;
        }
        final int body = offset + MessageShape.HEADER_LENGTH;
        switch (template) {
            case SequenceDecoder.TEMPLATE_ID ->
                clientMessages.onSequence(
                        buffer.getLong(body + SequenceDecoder.nextSeqNoEncodingOffset(), LITTLE_ENDIAN));
            case RetransmitRequestDecoder.TEMPLATE_ID ->
                messages.retransmitReject(
                        buffer.getLong(body + RetransmitRequestDecoder.timestampEncodingOffset(), LITTLE_ENDIAN),
                        RetransmitRejectCode.NoLongerAvailable,
                        "reports are not kept in this version");
            case FinishedSendingDecoder.TEMPLATE_ID -> {
                isFinishing = true;
                fail(TerminationCode.Finished, "as asked");
            }
            default -> {
                // a heartbeat has been heard; FinishedReceiving asks for nothing
            }
        }
    }

    private void checkHandshake(final long nowNs) {
        if (nowNs - connectedNs >= rules.handshakeNs()) {
            terminate(
                    TerminationCode.HandshakeTimeout,
                    "no Establish within " + rules.handshakeNs() / MS + " ms of the connection's begin");
        }
    }

    private void checkKeepalive(final long nowNs, final boolean isReading) {
        if (!isReading) {
            keepalive.onHeard(nowNs);
        }
        switch (keepalive.onTime(nowNs, messages.hasSpoken())) {
            case Keepalive.SPEAK -> {
                queued.flush();
                messages.sequence(nextReport);
            }
            case Keepalive.LAPSED ->
                terminate(
                        TerminationCode.KeepaliveIntervalLapsed,
                        "nothing came for two intervals of " + logon.keepaliveMs() + " ms: send Sequence when idle");
            default -> {
                // both sides have spoken lately
            }
        }
    }

    private void end(final boolean terminated) {
        final boolean wasBound = isBound();
        state = ConnectionState.ENDED;
        if (wasBound) {
            port.release(sessionNumber, terminated);
        }
        port.close();
    }
}
