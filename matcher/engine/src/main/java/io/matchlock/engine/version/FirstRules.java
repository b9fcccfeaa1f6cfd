package io.matchlock.engine.version;

import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.OrderRequest;

/** What version 1 of the rules did not have: orders and replaces that ask for it are rejected, as they were then. */
public final class FirstRules {
    public static final int VERSION = 1;

    private FirstRules() {}

    /** Null if version 1 has the type and the time in force. */
    public static OrderReject checkKind(final OrderRequest request) {
        if (request.ordType() != Codes.TYPE_LIMIT && request.ordType() != Codes.TYPE_MARKET) {
            return OrderReject.UNSUPPORTED_TYPE;
        }
        return isTimeInForce(request.timeInForce()) ? null : OrderReject.UNSUPPORTED_TIME_IN_FORCE;
    }

    private static boolean isTimeInForce(final int timeInForce) {
        return timeInForce == Codes.TIF_DAY || timeInForce == Codes.TIF_GTC || timeInForce == Codes.TIF_IOC;
    }

    /** Null if the request asks for nothing beyond version 1. */
    public static OrderReject checkOptions(final OrderRequest request) {
        if (request.execInst() != 0) {
            return OrderReject.UNSUPPORTED_EXEC_INST;
        }
        if (request.minQty() != Codes.NULL_U64) {
            return OrderReject.UNSUPPORTED_MIN_QTY;
        }
        if (request.displayQty() != Codes.NULL_U64) {
            return OrderReject.UNSUPPORTED_DISPLAY_QTY;
        }
        if (request.stopPx() != Codes.NULL_PRICE) {
            return OrderReject.UNSUPPORTED_STOP_PRICE;
        }
        if (request.expireTimeNs() != Codes.NULL_U64) {
            return OrderReject.UNSUPPORTED_EXPIRE_TIME;
        }
        return checkSelfTrade(request);
    }

    private static OrderReject checkSelfTrade(final OrderRequest request) {
        if (request.stpInstruction() != Codes.NULL_CHAR && request.stpInstruction() != Codes.STP_NONE) {
            return OrderReject.UNSUPPORTED_STP_INSTRUCTION;
        }
        return request.selfMatchPreventionId() == Codes.NULL_U64 ? null : OrderReject.UNSUPPORTED_STP_GROUP;
    }
}
