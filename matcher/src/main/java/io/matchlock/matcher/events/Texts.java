package io.matchlock.matcher.events;

import io.matchlock.engine.event.CancelReject;
import io.matchlock.engine.event.OrderReject;
import io.matchlock.protocol.log.EventsEntry;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** The texts of rejects, encoded once. Immutable. */
final class Texts {
    private static final byte[] NONE = {};
    private static final int UNSUPPORTED_TYPE = 3;
    private static final int NOT_AVAILABLE = 4;
    private static final int NOT_AUTHORIZED = 6;
    private static final int THROTTLE = 8;

    private final Map<OrderReject, byte[]> orderRejects = new EnumMap<>(OrderReject.class);
    private final Map<CancelReject, byte[]> cancelRejects = new EnumMap<>(CancelReject.class);
    private final byte[][] businessRejects = new byte[THROTTLE + 1][];
    private final byte[] logFull = ascii("the log is short of room, no new orders for now");

    Texts() {
        for (final OrderReject reject : OrderReject.values()) {
            orderRejects.put(reject, ascii(reject.text()));
        }
        for (final CancelReject reject : CancelReject.values()) {
            cancelRejects.put(reject, ascii(reject.text()));
        }
        businessRejects[UNSUPPORTED_TYPE] = ascii("unsupported message type");
        businessRejects[NOT_AVAILABLE] = ascii("application not available");
        businessRejects[NOT_AUTHORIZED] = ascii("not authorized");
        businessRejects[THROTTLE] = ascii("throttle limit exceeded");
    }

    byte[] of(final OrderReject reject) {
        return orderRejects.get(reject);
    }

    byte[] of(final CancelReject reject) {
        return cancelRejects.get(reject);
    }

    /** Of FIX BusinessRejectReason (380); what says more than FIX does was not said before version 3 of the rules. */
    byte[] ofBusinessReject(final int reason, final int rulesVersion) {
        if (reason == NOT_AVAILABLE && rulesVersion >= EventsEntry.BOUNDED_RULES_VERSION) {
            return logFull;
        }
        final boolean known = reason >= 0 && reason < businessRejects.length && businessRejects[reason] != null;
        return known ? businessRejects[reason] : NONE;
    }

    private static byte[] ascii(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
