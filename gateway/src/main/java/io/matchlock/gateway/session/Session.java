package io.matchlock.gateway.session;

import io.matchlock.gateway.chain.AckTarget;
import io.matchlock.gateway.session.reply.FrameFaults;
import io.matchlock.gateway.session.reply.Outbound;
import io.matchlock.gateway.session.reply.QueuedReplies;
import io.matchlock.gateway.session.reply.ServerMessages;
import io.matchlock.gateway.session.service.SessionLog;
import io.matchlock.gateway.session.service.SessionPort;
import io.matchlock.gateway.session.service.SessionServices;
import io.matchlock.protocol.MessageShape;
import io.matchlock.protocol.internal.BindResult;
import io.matchlock.protocol.internal.NegotiationResult;
import io.matchlock.protocol.internal.ReleaseReason;
import io.matchlock.protocol.session.TerminationCode;
import org.agrona.DirectBuffer;

/**
 * The server's side of the FIXP session of one connection. Frames come in that were found sound; what it says goes to its
 * {@link Outbound}, what it wants recorded to its {@link SessionLog}. Owned by the connection's loop; never blocks, never
 * throws for what a client sends.
 */
public final class Session implements AckTarget {
    private final long connectionId;
    private final SessionPort port;
    private final ServerMessages messages;
    private final Logon logon;
    private final ApplicationMessages applicationMessages;
    private final SessionMessages sessionMessages;
    private final QueuedReplies queued;
    private final Ending ending;
    private final Timeouts timeouts;
    private ConnectionState state = ConnectionState.NEW;
    private int sessionNumber;
    private long nextReport;

    /**
     * A connection has been made.
     *
     * @param connectionId by which answers find it
     * @param address of the client
     * @param services of the loop
     * @param port is the connection
     * @param out to the client
     * @param nowNs monotonic
     */
    public Session(
            final long connectionId,
            final String address,
            final SessionServices services,
            final SessionPort port,
            final Outbound out,
            final long nowNs) {
        this.connectionId = connectionId;
        this.port = port;
        messages = new ServerMessages(out);
        logon = new Logon(connectionId, address, services, messages);
        queued = new QueuedReplies(messages);
        ending = new Ending(this, services.log(), port, messages);
        timeouts = new Timeouts(services.rules(), this, messages, queued, nowNs);
        applicationMessages = new ApplicationMessages(this, ending, services, messages, queued);
        sessionMessages = new SessionMessages(this, ending, services, logon, applicationMessages, messages);
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
        ending.at(nowNs);
        timeouts.onHeard(nowNs);
        final int template = MessageShape.templateId(buffer, offset);
        if (MessageShape.schemaId(buffer, offset) == MessageShape.ORDER_SCHEMA) {
            return applicationMessages.onMessage(template, buffer, offset, length, wallNs);
        }
        return sessionMessages.onMessage(template, buffer, offset, nowNs, wallNs);
    }

    /**
     * What came is no message.
     *
     * @param code that the client is told
     * @param isUnknown whether it is of an unknown schema, version or template
     * @param nowNs monotonic
     */
    public void onFault(final TerminationCode code, final boolean isUnknown, final long nowNs) {
        ending.at(nowNs);
        if (state == ConnectionState.NEW && isUnknown) {
            state = logon.refuseVersion(nowNs);
        } else {
            ending.fail(code, FrameFaults.describe(code));
        }
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
            applicationMessages.onNumbersDead(from, to, unknownTo);
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
        applicationMessages.begin(logon.key(), lastIncomingSeqNo);
        queued.begin(logon.queuedMode(), lastIncomingSeqNo);
        timeouts.onEstablished(logon.keepaliveMs(), nowNs);
        state = ConnectionState.ESTABLISHED;
        port.onBound();
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
            case NEW, NEGOTIATED -> timeouts.checkHandshake(nowNs);
            case NEGOTIATING, ESTABLISHING -> state = logon.onTime(state, nowNs);
            case ESTABLISHED -> timeouts.checkKeepalive(nowNs, isReading, nextReport);
            case ANSWERING -> ending.onTime(nowNs);
            case REJECTING -> {
                if (logon.sendReject(nowNs)) {
                    port.onTerminated(sessionNumber, "logon refused", logon.rejectReason());
                    ending.end(ReleaseReason.Disconnect);
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
        ending.at(nowNs);
        if (state == ConnectionState.ESTABLISHED) {
            ending.onHangup();
        } else if (isListening()) {
            ending.end(ReleaseReason.Disconnect);
        }
    }

    /** More of what was appended may have been answered: ends the connection if that is all it waits for. */
    public void onAnswered() {
        if (state == ConnectionState.ANSWERING) {
            ending.onAnswered();
        }
    }

    /** The connection has come this far. */
    void enter(final ConnectionState next) {
        state = next;
    }

    /** The connection is gone. */
    public void onDisconnected() {
        if (state != ConnectionState.ENDED) {
            ending.end(ReleaseReason.Disconnect);
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
            ending.terminate(code, reason);
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

    /** The number of the next report on this connection. */
    long nextReport() {
        return nextReport;
    }

    /** Whether the engine has bound the session to this connection. */
    boolean isBound() {
        return state == ConnectionState.ESTABLISHED || state == ConnectionState.ANSWERING;
    }
}
