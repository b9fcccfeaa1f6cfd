package io.matchlock.client.logon;

import io.matchlock.protocol.session.EstablishmentRejectCode;
import io.matchlock.protocol.session.NegotiationRejectCode;
import io.matchlock.protocol.session.TerminationCode;

/** Which refusals pass, so that a further try may succeed. */
public final class Refusals {
    private Refusals() {}

    /**
     * Whether a further try may succeed.
     *
     * @param code that the gateway gave
     * @return false if it never will with these settings
     */
    public static boolean isPassing(final NegotiationRejectCode code) {
        return switch (code) {
            case ServerNotReady, InvalidTimestamp, AlreadyConnected -> true;
            default -> false;
        };
    }

    /**
     * Whether a further try may succeed.
     *
     * @param code that the gateway gave
     * @return false if it never will with these settings
     */
    public static boolean isPassing(final EstablishmentRejectCode code) {
        return switch (code) {
            case Unnegotiated, AlreadyEstablished, ServerNotReady, InvalidTimestamp -> true;
            default -> false;
        };
    }

    /**
     * Whether a further try may succeed.
     *
     * @param code that the gateway gave
     * @return false if it never will with these settings
     */
    public static boolean isPassing(final TerminationCode code) {
        return switch (code) {
            case UnspecifiedError,
                    NotEstablished,
                    InvalidMsgSeqNum,
                    KeepaliveIntervalLapsed,
                    VolumeControl,
                    SlowConsumer,
                    HandshakeTimeout,
                    ServerShutdown -> true;
            default -> false;
        };
    }
}
