package io.matchlock.engine.rules;

import io.matchlock.engine.book.Books;
import io.matchlock.engine.book.InstrumentTable;
import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.handle.SessionSlot;
import io.matchlock.engine.order.DetailTable;
import io.matchlock.engine.order.OrderDirectory;
import io.matchlock.engine.order.OrderTable;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.OrderRequest;
import io.matchlock.engine.risk.Notionals;
import io.matchlock.engine.risk.Risk;
import io.matchlock.engine.state.EngineState;
import io.matchlock.engine.state.Registers;

/**
 * What makes a new order acceptable, in the order of the table in docs/matching.md. It changes nothing of the state and nothing of
 * the request; what it finds out stands in a {@link CheckedRequest}.
 */
public final class OrderRules {
    private static final long NANOS = 1_000_000_000L;
    /** How often an iceberg may show anew: each time is a touch. */
    private static final long MAX_SHOWINGS = 1_000;

    private final Registers registers;
    private final InstrumentTable instruments;
    private final OrderTable orders;
    private final OrderDirectory directory;
    private final DetailTable details;
    private final Books books;
    private final Risk risk;
    private final Prices prices;

    public OrderRules(final EngineState state, final Risk risk, final Prices prices) {
        this.registers = state.registers();
        this.instruments = state.instruments();
        this.orders = state.orders();
        this.directory = state.directory();
        this.details = state.details();
        this.books = state.books();
        this.risk = risk;
        this.prices = prices;
    }

    /**
     * Checks a new order.
     *
     * @param instrument 0 for an unknown one
     * @param checked to be filled; good if the order is acceptable
     * @return null if the order is acceptable
     */
    public OrderReject check(
            final OrderRequest request,
            final @InstrumentSlot int instrument,
            final @SessionSlot int session,
            final CheckedRequest checked) {
        if (instrument == 0) {
            return OrderReject.UNKNOWN_INSTRUMENT;
        }
        OrderReject reject = checkTerms(request);
        if (reject == null) {
            reject = checkQuantity(instrument, request.orderQty);
        }
        if (reject == null) {
            reject = checkPrices(request, instrument, checked);
        }
        if (reject == null) {
            reject = checkPhase(request, instrument, checked);
        }
        if (reject == null) {
            reject = checkClOrdId(session, request.clOrdId, checked);
        }
        if (reject == null) {
            reject = checkRoom(request, instrument, checked);
        }
        return reject == null ? checkRisk(request, instrument, checked) : reject;
    }

    private OrderReject checkTerms(final OrderRequest request) {
        if (request.side != Codes.SIDE_BUY && request.side != Codes.SIDE_SELL) {
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
        if (request.ordType < Codes.TYPE_MARKET || request.ordType > Codes.TYPE_STOP_LIMIT) {
            return OrderReject.UNSUPPORTED_TYPE;
        }
        if (!isTimeInForce(request.timeInForce)) {
            return OrderReject.UNSUPPORTED_TIME_IN_FORCE;
        }
        return checkInstructions(request);
    }

    private static boolean isTimeInForce(final int timeInForce) {
        return rests(timeInForce) || timeInForce == Codes.TIF_IOC || timeInForce == Codes.TIF_FOK;
    }

    /** Whether the order may rest or wait. */
    public static boolean mayRest(final OrderRequest request) {
        return request.ordType == Codes.TYPE_LIMIT ? rests(request.timeInForce) : isStop(request);
    }

    /** Whether a limit order with it may rest. */
    static boolean rests(final int timeInForce) {
        return timeInForce == Codes.TIF_DAY || timeInForce == Codes.TIF_GTC || timeInForce == Codes.TIF_GTD;
    }

    /** Checks 5 to 7. */
    static OrderReject checkInstructions(final OrderRequest request) {
        if ((request.execInst & ~Codes.EXEC_POST_ONLY) != 0) {
            return OrderReject.UNSUPPORTED_EXEC_INST;
        }
        final int instruction = request.stpInstruction;
        if (instruction != Codes.NULL_CHAR && (instruction < Codes.STP_NONE || instruction > Codes.STP_DECREMENT)) {
            return OrderReject.UNSUPPORTED_STP_INSTRUCTION;
        }
        return instruction > Codes.STP_NONE && request.selfMatchPreventionId == Codes.NULL_U64
                ? OrderReject.STP_WITHOUT_GROUP
                : null;
    }

    /** Checks 8 to 11. */
    OrderReject checkKind(final OrderRequest request) {
        final int timeInForce = request.timeInForce;
        if (request.ordType == Codes.TYPE_MARKET
                ? timeInForce == Codes.TIF_GTD
                : isStop(request) && !rests(timeInForce)) {
            return OrderReject.TYPE_WITH_TIME_IN_FORCE;
        }
        if (isPostOnly(request) && !mayBePostOnly(request)) {
            return OrderReject.POST_ONLY_NOT_ALLOWED;
        }
        if (timeInForce != Codes.TIF_GTD) {
            return request.expireTimeNs == Codes.NULL_U64 ? null : OrderReject.EXPIRE_TIME_UNEXPECTED;
        }
        return WholeFields.isAhead(request.expireTimeNs, registers.bookTimeNs(), registers.rulesVersion())
                ? null
                : OrderReject.EXPIRE_TIME_PAST;
    }

    public static boolean isStop(final OrderRequest request) {
        return request.ordType == Codes.TYPE_STOP || request.ordType == Codes.TYPE_STOP_LIMIT;
    }

    static boolean isPostOnly(final OrderRequest request) {
        return request.execInst != 0;
    }

    private static boolean mayBePostOnly(final OrderRequest request) {
        return request.ordType == Codes.TYPE_LIMIT && rests(request.timeInForce) && request.minQty == Codes.NULL_U64;
    }

    /** Checks 12 to 15. */
    OrderReject checkQuantity(final @InstrumentSlot int instrument, final long quantity) {
        if (quantity <= 0) {
            return OrderReject.INVALID_QUANTITY;
        }
        final long lotSize = instruments.lotSize(instrument);
        if (lotSize != 1 && quantity % lotSize != 0) {
            return OrderReject.QUANTITY_LOT;
        }
        if (quantity < instruments.minQty(instrument)) {
            return OrderReject.QUANTITY_TOO_SMALL;
        }
        return quantity > instruments.maxQty(instrument) ? OrderReject.QUANTITY_TOO_LARGE : null;
    }

    /** Checks 16 to 29. */
    private OrderReject checkPrices(
            final OrderRequest request, final @InstrumentSlot int instrument, final CheckedRequest checked) {
        if (request.minQty != Codes.NULL_U64) {
            final OrderReject reject = checkMinQty(request);
            if (reject != null) {
                return reject;
            }
        }
        if (request.displayQty != Codes.NULL_U64) {
            final OrderReject reject = checkDisplayQty(request, instrument, request.orderQty);
            if (reject != null) {
                return reject;
            }
        }
        OrderReject reject = checkLimit(request, instrument, checked);
        if (reject == null) {
            reject = checkStop(request, instrument, checked);
        }
        return reject == null ? checkNotional(request, instrument, request.orderQty) : reject;
    }

    private static OrderReject checkMinQty(final OrderRequest request) {
        if (request.timeInForce == Codes.TIF_FOK || isStop(request)) {
            return OrderReject.MIN_QTY_NOT_ALLOWED;
        }
        return request.minQty <= 0 || request.minQty > request.orderQty ? OrderReject.INVALID_MIN_QTY : null;
    }

    /** Checks 18 and 19. */
    OrderReject checkDisplayQty(final OrderRequest request, final @InstrumentSlot int instrument, final long open) {
        if (!isLimited(request) || !rests(request.timeInForce)) {
            return OrderReject.DISPLAY_QTY_NOT_ALLOWED;
        }
        final long display = request.displayQty;
        return display <= 0
                        || display > open
                        || open / display > MAX_SHOWINGS
                        || display % instruments.lotSize(instrument) != 0
                ? OrderReject.INVALID_DISPLAY_QTY
                : null;
    }

    static boolean isLimited(final OrderRequest request) {
        return request.ordType == Codes.TYPE_LIMIT || request.ordType == Codes.TYPE_STOP_LIMIT;
    }

    /** Checks 20 to 23, and finds the price's tick. */
    OrderReject checkLimit(
            final OrderRequest request, final @InstrumentSlot int instrument, final CheckedRequest checked) {
        if (!isLimited(request)) {
            return request.price == Codes.NULL_PRICE ? null : OrderReject.PRICE_ON_MARKET;
        }
        switch (prices.check(instrument, request.price)) {
            case Prices.INVALID -> {
                return OrderReject.INVALID_PRICE;
            }
            case Prices.OUTSIDE_LIMITS -> {
                return OrderReject.PRICE_LIMITS;
            }
            case Prices.OFF_TICK -> {
                return OrderReject.PRICE_TICK;
            }
            default -> {
                checked.tick(instruments.ticks(instrument, request.price));
                return null;
            }
        }
    }

    /** Checks 24 to 27, and finds the stop price's tick. */
    OrderReject checkStop(
            final OrderRequest request, final @InstrumentSlot int instrument, final CheckedRequest checked) {
        if (!isStop(request)) {
            return request.stopPx == Codes.NULL_PRICE ? null : OrderReject.STOP_PRICE_UNEXPECTED;
        }
        switch (prices.check(instrument, request.stopPx)) {
            case Prices.INVALID -> {
                return OrderReject.INVALID_STOP_PRICE;
            }
            case Prices.OUTSIDE_LIMITS -> {
                return OrderReject.STOP_PRICE_LIMITS;
            }
            case Prices.OFF_TICK -> {
                return OrderReject.STOP_PRICE_TICK;
            }
            default -> {
                checked.stopTick(instruments.ticks(instrument, request.stopPx));
                return null;
            }
        }
    }

    /** Checks 28 and 29. */
    OrderReject checkNotional(final OrderRequest request, final @InstrumentSlot int instrument, final long open) {
        if (!instruments.hasNotionalLimits(instrument) || !isLimited(request)) {
            return null;
        }
        final long min = instruments.minNotional(instrument);
        if (min != 0 && Notionals.compare(request.price, open, min, NANOS) < 0) {
            return OrderReject.NOTIONAL_TOO_SMALL;
        }
        final long max = instruments.maxNotional(instrument);
        return max != 0 && Notionals.compare(request.price, open, max, NANOS) > 0
                ? OrderReject.NOTIONAL_TOO_LARGE
                : null;
    }

    /** Checks 30 to 33. */
    private OrderReject checkPhase(
            final OrderRequest request, final @InstrumentSlot int instrument, final CheckedRequest checked) {
        final int status = instruments.status(instrument);
        if (status == Codes.TRADING_CONTINUOUS) {
            return isPostOnly(request) && wouldTrade(request, instrument, checked.tick())
                    ? OrderReject.POST_ONLY_WOULD_TRADE
                    : null;
        }
        if (status == Codes.TRADING_CLOSED) {
            return OrderReject.INSTRUMENT_CLOSED;
        }
        if (status == Codes.TRADING_HALTED) {
            return OrderReject.INSTRUMENT_HALTED;
        }
        return request.ordType == Codes.TYPE_MARKET
                        || !rests(request.timeInForce)
                        || isPostOnly(request)
                        || request.minQty != Codes.NULL_U64
                ? OrderReject.NOT_IN_CALL
                : null;
    }

    /** Whether the request's limit price, in ticks, reaches the other side's best. */
    public boolean wouldTrade(final OrderRequest request, final @InstrumentSlot int instrument, final long tick) {
        final boolean buy = request.side == Codes.SIDE_BUY;
        final long best = books.best(Books.bookSide(instrument, !buy));
        return best != 0 && (buy ? tick >= Books.tick(best) : tick <= Books.tick(best));
    }

    private OrderReject checkClOrdId(final @SessionSlot int session, final long clOrdId, final CheckedRequest checked) {
        if (clOrdId == Codes.NULL_U64) {
            return OrderReject.INVALID_CLORDID;
        }
        return directory.find(session, clOrdId, checked.search()) == 0 ? null : OrderReject.DUPLICATE_CLORDID;
    }

    /** Looked at before the order trades, which might make room: full is full. */
    private OrderReject checkRoom(
            final OrderRequest request, final @InstrumentSlot int instrument, final CheckedRequest checked) {
        final boolean mayRest = mayRest(request);
        if (mayRest && orders.full()) {
            return OrderReject.ORDERS_FULL;
        }
        if (needsDetails(request, instrument, request.orderQty) && details.full()) {
            return OrderReject.DETAILS_FULL;
        }
        return mayRest && !hasRoom(request, instrument, checked) ? OrderReject.LEVELS_FULL : null;
    }

    /** Whether the order has more than fits an order's own slot. */
    public boolean needsDetails(final OrderRequest request, final @InstrumentSlot int instrument, final long open) {
        return isStop(request)
                || (request.displayQty != Codes.NULL_U64 && request.displayQty < open)
                || request.timeInForce == Codes.TIF_GTD
                || (request.timeInForce == Codes.TIF_DAY && instruments.dayEndNs(instrument) != 0)
                || (request.selfMatchPreventionId & request.minQty) != Codes.NULL_U64;
    }

    /** Whether there is a level for the order, or room for one. */
    boolean hasRoom(final OrderRequest request, final @InstrumentSlot int instrument, final CheckedRequest checked) {
        final boolean buy = request.side == Codes.SIDE_BUY;
        return isStop(request)
                ? books.hasRoom(Books.stopSide(instrument, buy), checked.stopTick())
                : books.hasRoom(Books.bookSide(instrument, buy), checked.tick());
    }

    private OrderReject checkRisk(
            final OrderRequest request, final @InstrumentSlot int instrument, final CheckedRequest checked) {
        return risk.check(
                checked.exposure(),
                request.account,
                instrument,
                request.side == Codes.SIDE_BUY,
                request.orderQty,
                reservedPrice(request));
    }

    /** The price at which a request's order counts as open notional. */
    public static long reservedPrice(final OrderRequest request) {
        return switch (request.ordType) {
            case Codes.TYPE_MARKET -> 0;
            case Codes.TYPE_STOP -> request.stopPx;
            default -> request.price;
        };
    }
}
