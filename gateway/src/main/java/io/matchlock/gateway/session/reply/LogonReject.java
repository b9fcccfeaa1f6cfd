package io.matchlock.gateway.session.reply;

import io.matchlock.protocol.internal.BindResult;
import io.matchlock.protocol.internal.NegotiationResult;
import io.matchlock.protocol.session.EstablishmentRejectCode;
import io.matchlock.protocol.session.NegotiationRejectCode;

/**
 * How a logon is refused: by one of two messages, with a code and a reason.
 *
 * @param negotiation code of a NegotiationReject, null for an EstablishmentReject
 * @param establishment code of an EstablishmentReject, null for a NegotiationReject
 * @param reason short ASCII
 */
public record LogonReject(NegotiationRejectCode negotiation, EstablishmentRejectCode establishment, String reason) {
    /** The same for all causes: it must not tell a stranger which key or session exists. */
    private static final String CREDENTIALS = "check key, secret, host tag, the clock, and that the session id is new";

    private static final String NOT_READY =
            "the matcher does not answer: try again in a second, here or at another gateway";

    /**
     * A Negotiate is refused.
     *
     * @param code of the reject
     * @param reason short ASCII
     * @return how
     */
    public static LogonReject of(final NegotiationRejectCode code, final String reason) {
        return new LogonReject(code, null, reason);
    }

    /**
     * An Establish is refused.
     *
     * @param code of the reject
     * @param reason short ASCII
     * @return how
     */
    public static LogonReject of(final EstablishmentRejectCode code, final String reason) {
        return new LogonReject(null, code, reason);
    }

    /**
     * The engine has not created the session.
     *
     * @param result any but Accepted
     * @return how its Negotiate is refused
     */
    public static LogonReject of(final NegotiationResult result) {
        return result == NegotiationResult.SessionsFull
                ? of(
                        NegotiationRejectCode.Unspecified,
                        "the segment's table of sessions is full: establish one that was negotiated before, or try again later")
                : of(NegotiationRejectCode.Credentials, CREDENTIALS);
    }

    /**
     * The engine has not bound the session.
     *
     * @param result any but Bound
     * @return how its Establish is refused
     */
    public static LogonReject of(final BindResult result) {
        return switch (result) {
            case Unnegotiated ->
                of(
                        EstablishmentRejectCode.Unnegotiated,
                        "this segment has no such session, or no more: negotiate another session id");
            case AlreadyEstablished ->
                of(
                        EstablishmentRejectCode.AlreadyEstablished,
                        "the session has another connection: end that, or wait until its silence is noticed");
            case Finalized ->
                of(EstablishmentRejectCode.Finalized, "the session has ended for good: negotiate another session id");
            case Credentials -> of(EstablishmentRejectCode.Credentials, CREDENTIALS);
            case InvalidNextSeqNo ->
                of(EstablishmentRejectCode.InvalidNextSeqNo, "the session is new, and begins with nextSeqNo 1");
            default -> of(EstablishmentRejectCode.Unspecified, "the engine cannot bind the session");
        };
    }

    /**
     * The credentials are not good.
     *
     * @param isNegotiate whether of a Negotiate, not of an Establish
     * @return how it is refused
     */
    public static LogonReject credentials(final boolean isNegotiate) {
        return isNegotiate
                ? of(NegotiationRejectCode.Credentials, CREDENTIALS)
                : of(EstablishmentRejectCode.Credentials, CREDENTIALS);
    }

    /**
     * The matcher does not answer.
     *
     * @param isNegotiate whether a Negotiate, not an Establish
     * @return how it is refused
     */
    public static LogonReject notReady(final boolean isNegotiate) {
        return isNegotiate
                ? of(NegotiationRejectCode.ServerNotReady, NOT_READY)
                : of(EstablishmentRejectCode.ServerNotReady, NOT_READY);
    }

    /**
     * Tells the client.
     *
     * @param messages of its session
     * @param requestTimestampNs of what is refused, UTC
     */
    public void send(final ServerMessages messages, final long requestTimestampNs) {
        if (negotiation != null) {
            messages.negotiationReject(requestTimestampNs, negotiation, reason);
        } else {
            messages.establishmentReject(requestTimestampNs, establishment, reason);
        }
    }
}
