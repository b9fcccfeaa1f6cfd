package io.matchlock.engine;

import static io.matchlock.engine.request.Codes.NULL_PRICE;
import static io.matchlock.engine.request.Codes.NULL_U64;

import io.matchlock.engine.NaiveRules.Case;
import io.matchlock.engine.event.CancelReject;
import io.matchlock.engine.request.Instrument;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;

/** The table of Replace in docs/matching.md, row by row; what is against the order is the second argument. */
final class NaiveReplaceRules {
    private static final Map<CancelReject, BiPredicate<Case, NaiveOrder>> RULES = new LinkedHashMap<>();

    static {
        RULES.put(CancelReject.ACCOUNT_MISMATCH, (it, order) -> it.request().account() != order.account);
        RULES.put(CancelReject.TYPE_MISMATCH, (it, order) -> it.request().ordType() != order.ordType);
        RULES.put(
                CancelReject.UNSUPPORTED_TIME_IN_FORCE,
                (it, order) -> !(it.isFirstRules() ? it.isIn('0', '1') : it.isIn('0', '1', '6')));
        RULES.put(CancelReject.UNSUPPORTED_FIELD, (it, order) -> !NaiveRules.hasReplaceOptions(it));
        RULES.put(
                CancelReject.UNKNOWN_IN_FLIGHT_MITIGATION,
                (it, order) -> it.market().rulesVersion >= 4 && !it.request().isInFlightMitigationKnown());
        RULES.put(CancelReject.INVALID_QUANTITY, (it, order) -> isInvalidQuantity(it));
        RULES.put(CancelReject.QUANTITY_TRADED, NaiveReplaceRules::isTraded);
        RULES.put(
                CancelReject.INVALID_DISPLAY_QTY,
                (it, order) -> it.hasDisplayQty() && (it.is('3') || it.isNoDisplayQtyFor(open(it, order))));
        RULES.put(
                CancelReject.INVALID_PRICE,
                (it, order) -> it.is('3')
                        ? it.request().price() != NULL_PRICE
                        : it.request().price() <= 0);
        RULES.put(
                CancelReject.PRICE_LIMITS,
                (it, order) -> it.hasLimit() && it.isOutsideLimits(it.request().price()));
        RULES.put(
                CancelReject.PRICE_TICK,
                (it, order) -> it.hasLimit() && !it.book().isTick(it.request().price()));
        RULES.put(CancelReject.INVALID_STOP_PRICE, (it, order) -> isInvalidStopPrice(it));
        RULES.put(
                CancelReject.NOTIONAL,
                (it, order) -> it.isNotionalTooSmall(open(it, order)) || it.isNotionalTooLarge(open(it, order)));
        RULES.put(
                CancelReject.NOT_OPEN,
                (it, order) -> !it.book().isContinuous() && !it.book().isCall());
        RULES.put(
                CancelReject.NOT_IN_CALL,
                (it, order) -> it.isPostOnly() && it.book().isCall());
        RULES.put(CancelReject.POST_ONLY_WOULD_TRADE, (it, order) -> it.isPostOnly() && it.wouldTrade());
        RULES.put(CancelReject.INVALID_CLORDID, (it, order) -> it.request().clOrdId() == NULL_U64);
        RULES.put(CancelReject.DUPLICATE_CLORDID, NaiveReplaceRules::isDuplicate);
        RULES.put(
                CancelReject.DETAILS_FULL,
                (it, order) -> !order.details
                        && it.needsDetails(open(it, order))
                        && it.market().areDetailsFull());
        RULES.put(CancelReject.LEVELS_FULL, (it, order) -> it.lacksLevel());
        RULES.put(CancelReject.ACCOUNT_BLOCKED, (it, order) -> it.market().risk.isBlocked(order.account));
        RULES.put(CancelReject.POSITION_LIMIT, NaiveReplaceRules::isBeyondPosition);
        RULES.put(CancelReject.NOTIONAL_LIMIT, NaiveReplaceRules::isBeyondNotional);
    }

    private NaiveReplaceRules() {}

    /** Null if the replace is acceptable. */
    static CancelReject check(final Case it, final NaiveOrder order) {
        for (final Map.Entry<CancelReject, BiPredicate<Case, NaiveOrder>> rule : RULES.entrySet()) {
            if (rule.getValue().test(it, order)) {
                return rule.getKey();
            }
        }
        return null;
    }

    private static boolean isTotal(final Case it) {
        return it.isFirstRules() || it.request().inFlightMitigation();
    }

    /** What is to be open. */
    static long open(final Case it, final NaiveOrder order) {
        return isTotal(it)
                ? it.request().orderQty() - order.cumQty()
                : it.request().orderQty();
    }

    private static boolean isInvalidQuantity(final Case it) {
        final Instrument definition = it.book().definition;
        final long quantity = it.request().orderQty();
        return quantity <= 0
                || quantity % definition.lotSize() != 0
                || quantity < definition.minQty()
                || quantity > it.book().maxQty(it.market().limits);
    }

    private static boolean isTraded(final Case it, final NaiveOrder order) {
        final BigInteger cumQty = BigInteger.valueOf(order.cumQty());
        final BigInteger quantity = BigInteger.valueOf(it.request().orderQty());
        return isTotal(it)
                ? quantity.compareTo(cumQty) <= 0
                : cumQty.add(quantity).bitLength() > 63;
    }

    private static boolean isInvalidStopPrice(final Case it) {
        final long stopPx = it.request().stopPx();
        return it.isStop()
                ? stopPx <= 0 || it.isOutsideLimits(stopPx) || !it.book().isTick(stopPx)
                : stopPx != NULL_PRICE;
    }

    private static boolean isDuplicate(final Case it, final NaiveOrder order) {
        final NaiveOrder namesake = it.market().named(it.request().clOrdId());
        return namesake != null && namesake != order;
    }

    private static boolean isBeyondPosition(final Case it, final NaiveOrder order) {
        final long open = open(it, order);
        return open > order.leavesQty
                && it.market().risk.isBeyondPosition(order.account, order.securityId, order.isBuy(), open, order);
    }

    private static boolean isBeyondNotional(final Case it, final NaiveOrder order) {
        final BigInteger notional = it.notional(open(it, order));
        return notional.compareTo(NaiveRisk.notional(order)) > 0
                && it.market().risk.isBeyondNotional(order.account, notional, order);
    }
}
