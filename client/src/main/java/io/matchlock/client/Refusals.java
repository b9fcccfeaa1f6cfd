package io.matchlock.client;

import io.matchlock.protocol.session.EstablishmentRejectCode;
import io.matchlock.protocol.session.NegotiationRejectCode;
import io.matchlock.protocol.session.TerminationCode;

/** Which refusals a further try can mend. */
final class Refusals {
    private Refusals() {}

    static boolean isPassing(final NegotiationRejectCode code) {
        return switch (code) {
            case ServerNotReady, InvalidTimestamp, AlreadyConnected -> true;
            default -> false;
        };
    }

    static boolean isPassing(final EstablishmentRejectCode code) {
        return switch (code) {
            case Unnegotiated, AlreadyEstablished, ServerNotReady, InvalidTimestamp -> true;
            default -> false;
        };
    }

    static boolean isPassing(final TerminationCode code) {
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
