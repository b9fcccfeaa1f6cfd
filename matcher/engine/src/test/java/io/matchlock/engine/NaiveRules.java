package io.matchlock.engine;

import static io.matchlock.engine.request.Codes.NULL_PRICE;
import static io.matchlock.engine.request.Codes.NULL_U64;

import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.OrderRequest;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The table of New orders in docs/matching.md, row by row: the first row that a request breaks is the answer. */
final class NaiveRules {
    static final BigInteger WHOLE = BigInteger.valueOf(1_000_000_000L);

    /** A request before the book that it names. */
    record Case(OrderRequest request, NaiveBook book, NaiveMarket market) {
        boolean is(final int... types) {
            return oneOf(request.ordType(), types);
        }

        boolean isIn(final int... timesInForce) {
            return oneOf(request.timeInForce(), timesInForce);
        }

        boolean isPostOnly() {
            return (request.execInst() & Codes.EXEC_POST_ONLY) != 0;
        }

        boolean isBuy() {
            return request.side() == Codes.SIDE_BUY;
        }

        boolean isStop() {
            return is('3', '4');
        }

        boolean hasLimit() {
            return is('2', '4');
        }

        boolean hasGroup() {
            return request.selfMatchPreventionId() != NULL_U64;
        }

        boolean prevents() {
            return request.stpInstruction() >= '1' && request.stpInstruction() <= '4';
        }

        boolean hasMinQty() {
            return request.minQty() != NULL_U64;
        }

        boolean hasDisplayQty() {
            return request.displayQty() != NULL_U64;
        }

        boolean isIceberg(final long open) {
            return hasDisplayQty() && request.displayQty() < open;
        }

        boolean mayRest() {
            return isStop() || (is('2') && isIn('0', '1', '6'));
        }

        boolean needsDetails(final long open) {
            return isStop()
                    || isIceberg(open)
                    || isIn('6')
                    || (isIn('0') && book.definition.dayEndNs() != 0)
                    || hasGroup()
                    || hasMinQty();
        }

        boolean wouldTrade() {
            final NaiveOrder best = book.best(!isBuy());
            return best != null && (isBuy() ? request.price() >= best.price : request.price() <= best.price);
        }

        boolean isOutsideLimits(final long price) {
            return price < book.definition.lowLimitPrice() || price > book.definition.highLimitPrice();
        }

        boolean isNoDisplayQtyFor(final long open) {
            return request.displayQty() <= 0
                    || request.displayQty() > open
                    || open / request.displayQty() > 1_000
                    || request.displayQty() % book.definition.lotSize() != 0;
        }

        BigInteger notional(final long open) {
            return NaiveRisk.notional(request.ordType(), request.price(), request.stopPx(), open);
        }

        boolean isNotionalTooSmall(final long open) {
            return hasLimit() && notional(open).compareTo(whole(book.definition.minNotional())) < 0;
        }

        boolean isNotionalTooLarge(final long open) {
            return hasLimit()
                    && book.definition.maxNotional() != 0
                    && notional(open).compareTo(whole(book.definition.maxNotional())) > 0;
        }

        boolean lacksLevel() {
            return !book.hasLevel(isStop(), isBuy(), isStop() ? request.stopPx() : request.price())
                    && market.levels() >= market.limits.maxPriceLevels();
        }

        boolean isFirstRules() {
            return market.rulesVersion == 1;
        }
    }

    static boolean oneOf(final int value, final int... values) {
        for (final int each : values) {
            if (value == each) {
                return true;
            }
        }
        return false;
    }

    private static BigInteger whole(final long units) {
        return BigInteger.valueOf(units).multiply(WHOLE);
    }

    private static final Map<OrderReject, Predicate<Case>> KIND = new LinkedHashMap<>();
    private static final Map<OrderReject, Predicate<Case>> OPTIONS = new LinkedHashMap<>();
    private static final Map<OrderReject, Predicate<Case>> FIRST_OPTIONS = new LinkedHashMap<>();
    private static final Map<OrderReject, Predicate<Case>> REST = new LinkedHashMap<>();

    static {
        KIND.put(OrderReject.UNKNOWN_INSTRUMENT, it -> it.book == null);
        KIND.put(OrderReject.UNKNOWN_SIDE, it -> it.request.side() != '1' && it.request.side() != '2');
        KIND.put(
                OrderReject.UNSUPPORTED_TYPE, it -> !(it.isFirstRules() ? it.is('1', '2') : it.is('1', '2', '3', '4')));
        KIND.put(
                OrderReject.UNSUPPORTED_TIME_IN_FORCE,
                it -> !(it.isFirstRules() ? it.isIn('0', '1', '3') : it.isIn('0', '1', '3', '4', '6')));

        OPTIONS.put(OrderReject.UNSUPPORTED_EXEC_INST, it -> (it.request.execInst() & ~1) != 0);
        OPTIONS.put(
                OrderReject.UNSUPPORTED_STP_INSTRUCTION,
                it -> !oneOf(it.request.stpInstruction(), 0, '0', '1', '2', '3', '4'));
        OPTIONS.put(OrderReject.STP_WITHOUT_GROUP, it -> it.prevents() && !it.hasGroup());
        OPTIONS.put(
                OrderReject.TYPE_WITH_TIME_IN_FORCE,
                it -> (it.is('1') && it.isIn('6')) || (it.isStop() && it.isIn('3', '4')));
        OPTIONS.put(
                OrderReject.POST_ONLY_NOT_ALLOWED,
                it -> it.isPostOnly() && (!it.is('2') || it.isIn('3', '4') || it.hasMinQty()));
        OPTIONS.put(
                OrderReject.EXPIRE_TIME_PAST,
                it -> it.isIn('6')
                        && (it.request.expireTimeNs() == NULL_U64
                                || (it.market.rulesVersion >= 4
                                        ? Long.compareUnsigned(it.request.expireTimeNs(), it.market.bookTimeNs) <= 0
                                        : it.request.expireTimeNs() <= it.market.bookTimeNs)));
        OPTIONS.put(OrderReject.EXPIRE_TIME_UNEXPECTED, it -> !it.isIn('6') && it.request.expireTimeNs() != NULL_U64);

        FIRST_OPTIONS.put(OrderReject.UNSUPPORTED_EXEC_INST, it -> it.request.execInst() != 0);
        FIRST_OPTIONS.put(OrderReject.UNSUPPORTED_MIN_QTY, Case::hasMinQty);
        FIRST_OPTIONS.put(OrderReject.UNSUPPORTED_DISPLAY_QTY, Case::hasDisplayQty);
        FIRST_OPTIONS.put(OrderReject.UNSUPPORTED_STOP_PRICE, it -> it.request.stopPx() != NULL_PRICE);
        FIRST_OPTIONS.put(OrderReject.UNSUPPORTED_EXPIRE_TIME, it -> it.request.expireTimeNs() != NULL_U64);
        FIRST_OPTIONS.put(
                OrderReject.UNSUPPORTED_STP_INSTRUCTION,
                it -> it.request.stpInstruction() != 0 && it.request.stpInstruction() != '0');
        FIRST_OPTIONS.put(OrderReject.UNSUPPORTED_STP_GROUP, Case::hasGroup);

        REST.put(OrderReject.INVALID_QUANTITY, it -> it.request.orderQty() <= 0);
        REST.put(OrderReject.QUANTITY_LOT, it -> it.request.orderQty() % it.book.definition.lotSize() != 0);
        REST.put(OrderReject.QUANTITY_TOO_SMALL, it -> it.request.orderQty() < it.book.definition.minQty());
        REST.put(OrderReject.QUANTITY_TOO_LARGE, it -> it.request.orderQty() > it.book.maxQty(it.market.limits));
        REST.put(OrderReject.MIN_QTY_NOT_ALLOWED, it -> it.hasMinQty() && (it.isIn('4') || it.isStop()));
        REST.put(
                OrderReject.INVALID_MIN_QTY,
                it -> it.hasMinQty() && (it.request.minQty() <= 0 || it.request.minQty() > it.request.orderQty()));
        REST.put(
                OrderReject.DISPLAY_QTY_NOT_ALLOWED,
                it -> it.hasDisplayQty() && (it.is('1', '3') || it.isIn('3', '4')));
        REST.put(
                OrderReject.INVALID_DISPLAY_QTY,
                it -> it.hasDisplayQty() && it.isNoDisplayQtyFor(it.request.orderQty()));
        REST.put(OrderReject.PRICE_ON_MARKET, it -> !it.hasLimit() && it.request.price() != NULL_PRICE);
        REST.put(OrderReject.INVALID_PRICE, it -> it.hasLimit() && it.request.price() <= 0);
        REST.put(OrderReject.PRICE_LIMITS, it -> it.hasLimit() && it.isOutsideLimits(it.request.price()));
        REST.put(OrderReject.PRICE_TICK, it -> it.hasLimit() && !it.book.isTick(it.request.price()));
        REST.put(OrderReject.STOP_PRICE_UNEXPECTED, it -> !it.isStop() && it.request.stopPx() != NULL_PRICE);
        REST.put(OrderReject.INVALID_STOP_PRICE, it -> it.isStop() && it.request.stopPx() <= 0);
        REST.put(OrderReject.STOP_PRICE_LIMITS, it -> it.isStop() && it.isOutsideLimits(it.request.stopPx()));
        REST.put(OrderReject.STOP_PRICE_TICK, it -> it.isStop() && !it.book.isTick(it.request.stopPx()));
        REST.put(OrderReject.NOTIONAL_TOO_SMALL, it -> it.isNotionalTooSmall(it.request.orderQty()));
        REST.put(OrderReject.NOTIONAL_TOO_LARGE, it -> it.isNotionalTooLarge(it.request.orderQty()));
        REST.put(OrderReject.INSTRUMENT_CLOSED, it -> it.book.status == Codes.TRADING_CLOSED);
        REST.put(OrderReject.INSTRUMENT_HALTED, it -> it.book.status == Codes.TRADING_HALTED);
        REST.put(
                OrderReject.NOT_IN_CALL,
                it -> it.book.isCall() && (it.is('1') || it.isIn('3', '4') || it.isPostOnly() || it.hasMinQty()));
        REST.put(OrderReject.POST_ONLY_WOULD_TRADE, it -> it.isPostOnly() && it.wouldTrade());
        REST.put(OrderReject.INVALID_CLORDID, it -> it.request.clOrdId() == NULL_U64);
        REST.put(OrderReject.DUPLICATE_CLORDID, it -> it.market.named(it.request.clOrdId()) != null);
        REST.put(OrderReject.ORDERS_FULL, it -> it.mayRest() && it.market.live.size() >= it.market.limits.maxOrders());
        REST.put(OrderReject.DETAILS_FULL, it -> it.needsDetails(it.request.orderQty()) && it.market.areDetailsFull());
        REST.put(OrderReject.LEVELS_FULL, it -> it.mayRest() && it.lacksLevel());
        REST.put(OrderReject.ACCOUNT_BLOCKED, it -> it.market.risk.isBlocked(it.request.account()));
        REST.put(OrderReject.ACCOUNTS_FULL, it -> !it.market.risk.hasRoomFor(it.request.account()));
        REST.put(
                OrderReject.POSITIONS_FULL,
                it -> !it.market.risk.hasRoomFor(it.request.account(), it.request.securityId()));
        REST.put(OrderReject.OPEN_ORDERS_LIMIT, it -> it.market.risk.hasAllOrders(it.request.account()));
        REST.put(
                OrderReject.POSITION_LIMIT,
                it -> it.market.risk.isBeyondPosition(
                        it.request.account(), it.request.securityId(), it.isBuy(), it.request.orderQty(), null));
        REST.put(
                OrderReject.NOTIONAL_LIMIT,
                it -> it.market.risk.isBeyondNotional(it.request.account(), it.notional(it.request.orderQty()), null));
    }

    private NaiveRules() {}

    /** Null if the order is acceptable. */
    static OrderReject check(final Case it) {
        OrderReject reject = first(KIND, it);
        if (reject == null) {
            reject = first(it.isFirstRules() ? FIRST_OPTIONS : OPTIONS, it);
        }
        return reject == null ? first(REST, it) : reject;
    }

    /** Whether execution instruction, self-trade fields, post-only, expire time and MinQty are what a replace may give. */
    static boolean hasReplaceOptions(final Case it) {
        return (it.isFirstRules() ? first(FIRST_OPTIONS, it) : first(OPTIONS, it)) == null && !it.hasMinQty();
    }

    static <R> R first(final Map<R, Predicate<Case>> rules, final Case it) {
        for (final Map.Entry<R, Predicate<Case>> rule : rules.entrySet()) {
            if (rule.getValue().test(it)) {
                return rule.getKey();
            }
        }
        return null;
    }
}
