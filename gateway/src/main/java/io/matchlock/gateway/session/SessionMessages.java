package io.matchlock.gateway.session;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.gateway.session.reply.RetransmitMessages;
import io.matchlock.gateway.session.reply.ServerMessages;
import io.matchlock.gateway.session.service.SessionLog;
import io.matchlock.gateway.session.service.SessionServices;
import io.matchlock.protocol.MessageShape;
import io.matchlock.protocol.session.EstablishDecoder;
import io.matchlock.protocol.session.FinishedReceivingDecoder;
import io.matchlock.protocol.session.FinishedSendingDecoder;
import io.matchlock.protocol.session.NegotiateDecoder;
import io.matchlock.protocol.session.RetransmitRequestDecoder;
import io.matchlock.protocol.session.SequenceDecoder;
import io.matchlock.protocol.session.TerminateDecoder;
import io.matchlock.protocol.session.TerminationCode;
import io.matchlock.protocol.session.UnsequencedHeartbeatDecoder;
import org.agrona.DirectBuffer;

/** What a session does with the messages of its own layer: which may come in which state, and what each asks for. Belongs to its {@link Session}. */
final class SessionMessages {
    static final String NOT_ESTABLISHED = "Establish must be sent and answered first";

    private final Session session;
    private final Ending ending;
    private final SessionLog log;
    private final Logon logon;
    private final ApplicationMessages applicationMessages;
    private final ServerMessages messages;
    private final Retransmissions retransmissions;

    SessionMessages(
            final Session session,
            final Ending ending,
            final SessionServices services,
            final Logon logon,
            final ApplicationMessages applicationMessages,
            final ServerMessages messages) {
        this.session = session;
        this.ending = ending;
        log = services.log();
        this.logon = logon;
        this.applicationMessages = applicationMessages;
        this.messages = messages;
        retransmissions = new Retransmissions(session, services.reports(), new RetransmitMessages(messages));
    }

    /** False if there is no room for it now: the same message must come again later. */
    boolean onMessage(
            final int template, final DirectBuffer buffer, final int offset, final long nowNs, final long wallNs) {
        switch (template) {
            case NegotiateDecoder.TEMPLATE_ID -> {
                return onNegotiate(buffer, offset, nowNs, wallNs);
            }
            case EstablishDecoder.TEMPLATE_ID -> {
                return onEstablish(buffer, offset, nowNs, wallNs);
            }
            case TerminateDecoder.TEMPLATE_ID -> session.terminate(TerminationCode.Finished, "as asked");
            case RetransmitRequestDecoder.TEMPLATE_ID -> {
                return onRetransmitRequest(buffer, offset);
            }
            case SequenceDecoder.TEMPLATE_ID,
                    UnsequencedHeartbeatDecoder.TEMPLATE_ID,
                    FinishedSendingDecoder.TEMPLATE_ID,
                    FinishedReceivingDecoder.TEMPLATE_ID -> onEstablishedMessage(template, buffer, offset);
            default -> ending.fail(TerminationCode.UnknownTemplate, "template " + template + " is not for a gateway");
        }
        return true;
    }

    private boolean onNegotiate(final DirectBuffer buffer, final int offset, final long nowNs, final long wallNs) {
        if (session.state() != ConnectionState.NEW) {
            ending.fail(
                    TerminationCode.UnspecifiedError,
                    "Negotiate must be the first message of a connection, and come once");
            return true;
        }
        if (!log.hasRoom()) {
            return false;
        }
        session.enter(logon.onNegotiate(buffer, offset, nowNs, wallNs));
        return true;
    }

    private boolean onEstablish(final DirectBuffer buffer, final int offset, final long nowNs, final long wallNs) {
        final ConnectionState state = session.state();
        if (state == ConnectionState.NEGOTIATING) {
            return false;
        }
        if (state != ConnectionState.NEW && state != ConnectionState.NEGOTIATED) {
            ending.fail(TerminationCode.UnspecifiedError, "Establish may come once in a connection");
            return true;
        }
        if (!log.hasRoom()) {
            return false;
        }
        session.enter(logon.onEstablish(buffer, offset, nowNs, wallNs));
        return true;
    }

    private boolean onRetransmitRequest(final DirectBuffer buffer, final int offset) {
        if (session.state() != ConnectionState.ESTABLISHED) {
            session.terminate(TerminationCode.NotEstablished, NOT_ESTABLISHED);
            return true;
        }
        return retransmissions.onRequest(buffer, offset + MessageShape.HEADER_LENGTH, session.nextReport());
    }

    /** It ends the session for good, so it must name it. */
    private void onFinishedSending(final DirectBuffer buffer, final int body) {
        final int id = body + FinishedSendingDecoder.sessionIdEncodingOffset();
        if (!messages.isSession(buffer.getLong(id, BIG_ENDIAN), buffer.getLong(id + Long.BYTES, BIG_ENDIAN))) {
            ending.fail(TerminationCode.InvalidSessionId, "FinishedSending is about another session");
        } else {
            applicationMessages.onFinishedSending(
                    buffer.getLong(body + FinishedSendingDecoder.lastSeqNoEncodingOffset(), LITTLE_ENDIAN));
        }
    }

    private void onEstablishedMessage(final int template, final DirectBuffer buffer, final int offset) {
        if (session.state() != ConnectionState.ESTABLISHED) {
            session.terminate(TerminationCode.NotEstablished, NOT_ESTABLISHED);
            return;
        }
        final int body = offset + MessageShape.HEADER_LENGTH;
        switch (template) {
            case SequenceDecoder.TEMPLATE_ID ->
                applicationMessages.onSequence(
                        buffer.getLong(body + SequenceDecoder.nextSeqNoEncodingOffset(), LITTLE_ENDIAN));
            case FinishedSendingDecoder.TEMPLATE_ID -> onFinishedSending(buffer, body);
            default -> {
                // a heartbeat has been heard; FinishedReceiving asks for nothing
            }
        }
    }
}
