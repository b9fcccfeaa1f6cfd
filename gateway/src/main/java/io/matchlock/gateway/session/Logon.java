package io.matchlock.gateway.session;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.gateway.session.reply.LogonReject;
import io.matchlock.gateway.session.reply.ServerMessages;
import io.matchlock.gateway.session.service.BindingTerms;
import io.matchlock.gateway.session.service.LogonGuard;
import io.matchlock.gateway.session.service.LogonRequest;
import io.matchlock.gateway.session.service.SegmentInfo;
import io.matchlock.gateway.session.service.SessionLog;
import io.matchlock.gateway.session.service.SessionRules;
import io.matchlock.gateway.session.service.SessionServices;
import io.matchlock.gateway.settings.AccessKey;
import io.matchlock.protocol.Credentials;
import io.matchlock.protocol.MessageShape;
import io.matchlock.protocol.internal.BindResult;
import io.matchlock.protocol.internal.NegotiationResult;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.session.CancelOnDisconnect;
import io.matchlock.protocol.session.EstablishDecoder;
import io.matchlock.protocol.session.EstablishmentRejectCode;
import io.matchlock.protocol.session.FlowType;
import io.matchlock.protocol.session.MessageHeaderDecoder;
import io.matchlock.protocol.session.NegotiateDecoder;
import io.matchlock.protocol.session.NegotiationRejectCode;
import io.matchlock.protocol.session.QueuedMode;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;

/**
 * The handshake of one connection: what Negotiate and Establish must be, and how they are refused. Every refusal waits
 * for the same delay, whatever its cause.
 */
final class Logon {
    private static final long MAX_GRACE_MS = 60_000;

    private final long connectionId;
    private final String address;
    private final LogonGuard guard;
    private final SessionRules rules;
    private final SessionLog log;
    private final SegmentInfo segment;
    private final LongSupplier position;
    private final ServerMessages messages;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private AccessKey key;
    private long requestTimestampNs;
    private long askedNs;
    private long keepaliveMs;
    private QueuedMode queuedMode = QueuedMode.Each;
    private LogonReject reject;

    Logon(
            final long connectionId,
            final String address,
            final SessionServices services,
            final ServerMessages messages) {
        this.connectionId = connectionId;
        this.address = address;
        guard = services.guard();
        rules = services.rules();
        log = services.log();
        segment = services.segment();
        position = services.position();
        this.messages = messages;
    }

    /** Takes a sound Negotiate; the log has room. */
    ConnectionState onNegotiate(final DirectBuffer buffer, final int offset, final long nowNs, final long wallNs) {
        final NegotiateDecoder negotiate = new NegotiateDecoder().wrapAndApplyHeader(buffer, offset, header);
        begin(buffer, offset, negotiate.timestamp(), nowNs);
        if (negotiate.clientFlow() != FlowType.Idempotent) {
            return refuse(NegotiationRejectCode.FlowTypeNotSupported, "the client's flow must be Idempotent");
        }
        final int credentials = credentialsOffset(buffer, offset);
        key = guard.check(
                Credentials.NEGOTIATE_DOMAIN,
                address,
                buffer,
                offset + MessageShape.HEADER_LENGTH,
                MessageShape.blockLength(buffer, offset),
                credentials,
                requestTimestampNs,
                wallNs,
                nowNs);
        if (key == null) {
            return refuse(LogonReject.credentials(true));
        }
        if (!log.isReady()) {
            return refuse(LogonReject.notReady(true));
        }
        log.negotiate(request(buffer, offset, credentials), wallNs);
        return ConnectionState.NEGOTIATING;
    }

    /** Takes a sound Establish; the log has room. */
    ConnectionState onEstablish(final DirectBuffer buffer, final int offset, final long nowNs, final long wallNs) {
        final EstablishDecoder establish = new EstablishDecoder().wrapAndApplyHeader(buffer, offset, header);
        begin(buffer, offset, establish.timestamp(), nowNs);
        keepaliveMs = establish.keepaliveInterval();
        queuedMode = establish.queuedMode();
        if (keepaliveMs < rules.keepaliveMinMs() || keepaliveMs > rules.keepaliveMaxMs()) {
            return refuse(
                    EstablishmentRejectCode.KeepaliveInterval,
                    "the keepalive interval must be " + rules.keepaliveMinMs() + " to " + rules.keepaliveMaxMs()
                            + " ms");
        }
        if (establish.nextSeqNo() == 0) {
            return refuse(EstablishmentRejectCode.InvalidNextSeqNo, "numbers begin at 1");
        }
        if (hasUnknownValues(establish)) {
            return refuse(
                    EstablishmentRejectCode.Unspecified,
                    "cancelOnDisconnect or queuedMode is unknown, or cancelGracePeriod above " + MAX_GRACE_MS + " ms");
        }
        final int credentials = credentialsOffset(buffer, offset);
        key = guard.check(
                Credentials.ESTABLISH_DOMAIN,
                address,
                buffer,
                offset + MessageShape.HEADER_LENGTH,
                MessageShape.blockLength(buffer, offset),
                credentials,
                requestTimestampNs,
                wallNs,
                nowNs);
        if (key == null) {
            return refuse(LogonReject.credentials(false));
        }
        if (!log.isReady()) {
            return refuse(LogonReject.notReady(false));
        }
        final BindingTerms terms = new BindingTerms(
                establish.nextSeqNo(),
                keepaliveMs,
                establish.cancelGracePeriod(),
                establish.cancelOnDisconnect(),
                queuedMode);
        log.establish(request(buffer, offset, credentials), terms, wallNs);
        return ConnectionState.ESTABLISHING;
    }

    /** The engine has answered the Negotiate. */
    ConnectionState onNegotiated(final NegotiationResult result) {
        if (result != NegotiationResult.Accepted) {
            return refuse(LogonReject.of(result));
        }
        messages.negotiationResponse(requestTimestampNs);
        return ConnectionState.NEGOTIATED;
    }

    /** The engine has not bound the session. */
    ConnectionState onNotBound(final BindResult result) {
        return refuse(LogonReject.of(result));
    }

    /** The session is bound. */
    void acknowledge(final long nextSeqNo, final long lastIncomingSeqNo) {
        messages.establishmentAck(
                requestTimestampNs,
                keepaliveMs,
                nextSeqNo,
                lastIncomingSeqNo,
                segment.durability(),
                EntryId.epoch(position.getAsLong()));
    }

    /** The first message is of a schema, version or template that we don't read. */
    ConnectionState refuseVersion(final long nowNs) {
        askedNs = nowNs;
        return refuse(
                NegotiationRejectCode.SchemaVersionNotSupported,
                "the first message must be Negotiate or Establish, in a schema version that is known here");
    }

    /** Refuses what the engine has not answered in time. */
    ConnectionState onTime(final ConnectionState state, final long nowNs) {
        if (nowNs - askedNs < rules.matcherNs()) {
            return state;
        }
        return refuse(LogonReject.notReady(state == ConnectionState.NEGOTIATING));
    }

    /** Tells the client of the refusal, once its delay is over. */
    boolean sendReject(final long nowNs) {
        if (nowNs - askedNs < rules.rejectDelayNs()) {
            return false;
        }
        reject.send(messages, requestTimestampNs);
        return true;
    }

    /** Why the client was refused. */
    String rejectReason() {
        return reject.reason();
    }

    AccessKey key() {
        return key;
    }

    QueuedMode queuedMode() {
        return queuedMode;
    }

    long keepaliveMs() {
        return keepaliveMs;
    }

    private void begin(final DirectBuffer buffer, final int offset, final long timestampNs, final long nowNs) {
        messages.session(sessionIdHigh(buffer, offset), sessionIdLow(buffer, offset));
        requestTimestampNs = timestampNs;
        askedNs = nowNs;
    }

    private static boolean hasUnknownValues(final EstablishDecoder establish) {
        final CancelOnDisconnect cancel = establish.cancelOnDisconnect();
        final QueuedMode mode = establish.queuedMode();
        return cancel == CancelOnDisconnect.NULL_VAL
                || cancel == CancelOnDisconnect.SBE_UNKNOWN
                || mode == QueuedMode.NULL_VAL
                || mode == QueuedMode.SBE_UNKNOWN
                || establish.cancelGracePeriod() > MAX_GRACE_MS;
    }

    private LogonRequest request(final DirectBuffer buffer, final int offset, final int credentials) {
        return new LogonRequest(
                connectionId,
                sessionIdHigh(buffer, offset),
                sessionIdLow(buffer, offset),
                requestTimestampNs,
                key.id(),
                buffer.getByte(credentials + Credentials.HOST_TAG_OFFSET) & 0xFF);
    }

    private ConnectionState refuse(final NegotiationRejectCode code, final String reason) {
        return refuse(LogonReject.of(code, reason));
    }

    private ConnectionState refuse(final EstablishmentRejectCode code, final String reason) {
        return refuse(LogonReject.of(code, reason));
    }

    private ConnectionState refuse(final LogonReject how) {
        reject = how;
        return ConnectionState.REJECTING;
    }

    /** The session id is the first field of both messages. */
    private static long sessionIdHigh(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + MessageShape.HEADER_LENGTH, BIG_ENDIAN);
    }

    private static long sessionIdLow(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + MessageShape.HEADER_LENGTH + Long.BYTES, BIG_ENDIAN);
    }

    private static int credentialsOffset(final DirectBuffer buffer, final int offset) {
        final int prefix = offset + MessageShape.HEADER_LENGTH + MessageShape.blockLength(buffer, offset);
        final int length = buffer.getShort(prefix, LITTLE_ENDIAN) & 0xFFFF;
        return length == Credentials.LENGTH ? prefix + Short.BYTES : -1;
    }
}
