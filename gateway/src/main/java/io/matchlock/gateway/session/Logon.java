package io.matchlock.gateway.session;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.gateway.session.reply.ServerMessages;
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
import io.matchlock.protocol.session.CancelOnDisconnect;
import io.matchlock.protocol.session.EstablishDecoder;
import io.matchlock.protocol.session.EstablishmentRejectCode;
import io.matchlock.protocol.session.FlowType;
import io.matchlock.protocol.session.MessageHeaderDecoder;
import io.matchlock.protocol.session.NegotiateDecoder;
import io.matchlock.protocol.session.NegotiationRejectCode;
import io.matchlock.protocol.session.QueuedMode;
import org.agrona.DirectBuffer;

/**
 * The handshake of one connection: what Negotiate and Establish must be, and how they are refused. Every refusal waits
 * for the same delay, whatever its cause.
 */
final class Logon {
    private static final long MAX_GRACE_MS = 60_000;
    /** The same for all causes: it must not tell a stranger which key or session exists. */
    private static final String REFUSED = "check key, secret, host tag, the clock, and that the session id is new";

    private static final String NOT_READY =
            "the matcher does not answer: try again in a second, here or at another gateway";

    private final long connectionId;
    private final String address;
    private final LogonGuard guard;
    private final SessionRules rules;
    private final SessionLog log;
    private final SegmentInfo segment;
    private final ServerMessages messages;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private AccessKey key;
    private long requestTimestampNs;
    private long askedNs;
    private long keepaliveMs;
    private QueuedMode queuedMode = QueuedMode.Each;
    private NegotiationRejectCode negotiationReject;
    private EstablishmentRejectCode establishmentReject;
    private String rejectReason = "";

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
            return refuse(NegotiationRejectCode.Credentials, REFUSED);
        }
        if (!log.isReady()) {
            return refuse(NegotiationRejectCode.ServerNotReady, NOT_READY);
        }
        log.negotiate(request(buffer, offset, credentials, 0, 0, 0, 0, 0), wallNs);
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
            return refuse(EstablishmentRejectCode.Credentials, REFUSED);
        }
        if (!log.isReady()) {
            return refuse(EstablishmentRejectCode.ServerNotReady, NOT_READY);
        }
        final LogonRequest request = request(
                buffer,
                offset,
                credentials,
                establish.nextSeqNo(),
                keepaliveMs,
                establish.cancelGracePeriod(),
                establish.cancelOnDisconnect().value(),
                queuedMode.value());
        log.establish(request, wallNs);
        return ConnectionState.ESTABLISHING;
    }

    /** The engine has answered the Negotiate. */
    ConnectionState onNegotiated(final NegotiationResult result) {
        return switch (result) {
            case Accepted -> {
                messages.negotiationResponse(requestTimestampNs);
                yield ConnectionState.NEGOTIATED;
            }
            case SessionsFull ->
                refuse(
                        NegotiationRejectCode.Unspecified,
                        "the segment's table of sessions is full: establish one that was negotiated before");
            default -> refuse(NegotiationRejectCode.Credentials, REFUSED);
        };
    }

    /** The engine has not bound the session. */
    ConnectionState onNotBound(final BindResult result) {
        return switch (result) {
            case Unnegotiated ->
                refuse(EstablishmentRejectCode.Unnegotiated, "this segment has no such session: send Negotiate first");
            case AlreadyEstablished ->
                refuse(
                        EstablishmentRejectCode.AlreadyEstablished,
                        "the session has another connection: end that, or wait until its silence is noticed");
            case Finalized ->
                refuse(
                        EstablishmentRejectCode.Finalized,
                        "the session has ended for good: negotiate another session id");
            case Credentials -> refuse(EstablishmentRejectCode.Credentials, REFUSED);
            case InvalidNextSeqNo -> refuse(EstablishmentRejectCode.InvalidNextSeqNo, "nextSeqNo is not acceptable");
            default -> refuse(EstablishmentRejectCode.Unspecified, "the engine cannot bind the session");
        };
    }

    /** The session is bound. */
    void acknowledge(final long nextSeqNo, final long lastIncomingSeqNo) {
        messages.establishmentAck(
                requestTimestampNs, keepaliveMs, nextSeqNo, lastIncomingSeqNo, segment.durability(), segment.epoch());
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
        return state == ConnectionState.NEGOTIATING
                ? refuse(NegotiationRejectCode.ServerNotReady, NOT_READY)
                : refuse(EstablishmentRejectCode.ServerNotReady, NOT_READY);
    }

    /** Tells the client of the refusal, once its delay is over. */
    boolean sendReject(final long nowNs) {
        if (nowNs - askedNs < rules.rejectDelayNs()) {
            return false;
        }
        if (negotiationReject != null) {
            messages.negotiationReject(requestTimestampNs, negotiationReject, rejectReason);
        } else {
            messages.establishmentReject(requestTimestampNs, establishmentReject, rejectReason);
        }
        return true;
    }

    /** Why the client was refused. */
    String rejectReason() {
        return rejectReason;
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

    private LogonRequest request(
            final DirectBuffer buffer,
            final int offset,
            final int credentials,
            final long nextSeqNo,
            final long interval,
            final long graceMs,
            final int cancelOnDisconnect,
            final int mode) {
        return new LogonRequest(
                connectionId,
                sessionIdHigh(buffer, offset),
                sessionIdLow(buffer, offset),
                requestTimestampNs,
                key.id(),
                buffer.getByte(credentials + Credentials.HOST_TAG_OFFSET) & 0xFF,
                nextSeqNo,
                interval,
                graceMs,
                cancelOnDisconnect,
                mode);
    }

    private ConnectionState refuse(final NegotiationRejectCode code, final String reason) {
        negotiationReject = code;
        rejectReason = reason;
        return ConnectionState.REJECTING;
    }

    private ConnectionState refuse(final EstablishmentRejectCode code, final String reason) {
        negotiationReject = null;
        establishmentReject = code;
        rejectReason = reason;
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
