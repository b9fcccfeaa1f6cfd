package io.matchlock.engine.rules;

import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.OrderRequest;
import io.matchlock.engine.state.EngineState;
import io.matchlock.engine.state.Registers;
import io.matchlock.engine.version.FirstRules;
import io.matchlock.engine.version.WholeFields;

/** What a new order may ask for, whatever its instrument: codes and how they go together. And what follows from them. */
public final class OrderTerms {
    private final Registers registers;

    OrderTerms(final EngineState state) {
        this.registers = state.registers();
    }

    /** Checks 2 to 11. */
    OrderReject check(final OrderRequest request) {
        if (request.side() != Codes.SIDE_BUY && request.side() != Codes.SIDE_SELL) {
            return OrderReject.UNKNOWN_SIDE;
        }
        if (registers.rulesVersion() == FirstRules.VERSION) {
            final OrderReject reject = FirstRules.checkKind(request);
            return reject == null ? FirstRules.checkOptions(request) : reject;
        }
        final OrderReject reject = checkCodes(request);
        return reject == null ? checkKind(request) : reject;
    }

    private static OrderReject checkCodes(final OrderRequest request) {
        if (request.ordType() < Codes.TYPE_MARKET || request.ordType() > Codes.TYPE_STOP_LIMIT) {
            return OrderReject.UNSUPPORTED_TYPE;
        }
        if (!isTimeInForce(request.timeInForce())) {
            return OrderReject.UNSUPPORTED_TIME_IN_FORCE;
        }
        return checkInstructions(request);
    }

    private static boolean isTimeInForce(final int timeInForce) {
        return rests(timeInForce) || timeInForce == Codes.TIF_IOC || timeInForce == Codes.TIF_FOK;
    }

    /** Whether the order may rest or wait. */
    public static boolean mayRest(final OrderRequest request) {
        return request.ordType() == Codes.TYPE_LIMIT ? rests(request.timeInForce()) : isStop(request);
    }

    /** Whether a limit order with it may rest. */
    static boolean rests(final int timeInForce) {
        return timeInForce == Codes.TIF_DAY || timeInForce == Codes.TIF_GTC || timeInForce == Codes.TIF_GTD;
    }

    /** Checks 5 to 7. */
    static OrderReject checkInstructions(final OrderRequest request) {
        if ((request.execInst() & ~Codes.EXEC_POST_ONLY) != 0) {
            return OrderReject.UNSUPPORTED_EXEC_INST;
        }
        final int instruction = request.stpInstruction();
        if (instruction != Codes.NULL_CHAR && (instruction < Codes.STP_NONE || instruction > Codes.STP_DECREMENT)) {
            return OrderReject.UNSUPPORTED_STP_INSTRUCTION;
        }
        return instruction > Codes.STP_NONE && request.selfMatchPreventionId() == Codes.NULL_U64
                ? OrderReject.STP_WITHOUT_GROUP
                : null;
    }

    /** Checks 8 to 11. */
    OrderReject checkKind(final OrderRequest request) {
        final int timeInForce = request.timeInForce();
        if (request.ordType() == Codes.TYPE_MARKET
                ? timeInForce == Codes.TIF_GTD
                : isStop(request) && !rests(timeInForce)) {
            return OrderReject.TYPE_WITH_TIME_IN_FORCE;
        }
        if (isPostOnly(request) && !mayBePostOnly(request)) {
            return OrderReject.POST_ONLY_NOT_ALLOWED;
        }
        if (timeInForce != Codes.TIF_GTD) {
            return request.expireTimeNs() == Codes.NULL_U64 ? null : OrderReject.EXPIRE_TIME_UNEXPECTED;
        }
        return WholeFields.isAhead(request.expireTimeNs(), registers.bookTimeNs(), registers.rulesVersion())
                ? null
                : OrderReject.EXPIRE_TIME_PAST;
    }

    /** Whether it waits to be elected. */
    public static boolean isStop(final OrderRequest request) {
        return request.ordType() == Codes.TYPE_STOP || request.ordType() == Codes.TYPE_STOP_LIMIT;
    }

    /** Whether it must not trade when it is entered. */
    static boolean isPostOnly(final OrderRequest request) {
        return request.execInst() != 0;
    }

    private static boolean mayBePostOnly(final OrderRequest request) {
        return request.ordType() == Codes.TYPE_LIMIT
                && rests(request.timeInForce())
                && request.minQty() == Codes.NULL_U64;
    }

    /** Whether it has a limit price. */
    static boolean isLimited(final OrderRequest request) {
        return request.ordType() == Codes.TYPE_LIMIT || request.ordType() == Codes.TYPE_STOP_LIMIT;
    }

    /** The price at which a request's order counts as open notional. */
    public static long reservedPrice(final OrderRequest request) {
        return switch (request.ordType()) {
            case Codes.TYPE_MARKET -> 0;
            case Codes.TYPE_STOP -> request.stopPx();
            default -> request.price();
        };
    }
}
