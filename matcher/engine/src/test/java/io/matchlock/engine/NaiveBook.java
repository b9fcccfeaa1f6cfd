package io.matchlock.engine;

import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.EngineLimits;
import io.matchlock.engine.request.Instrument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** An instrument of the naive engine, with its four sides as sorted maps of lists. */
final class NaiveBook {
    Instrument definition;
    int status;
    /** When its volatility halt ends by itself, 0 for never. */
    long haltEndsNs;

    /** Base-64 digits of the highest price in ticks when it was last defined without orders. */
    private int digits;

    /** Null before the first trade. */
    Long lastPrice;
    /** Lowest and highest price that elect stops now, null for none. */
    private Long lowest;

    private Long highest;

    private final NavigableMap<Long, List<NaiveOrder>> buys = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, List<NaiveOrder>> sells = new TreeMap<>();
    private final NavigableMap<Long, List<NaiveOrder>> stopBuys = new TreeMap<>();
    private final NavigableMap<Long, List<NaiveOrder>> stopSells = new TreeMap<>(Comparator.reverseOrder());

    NaiveBook(final Instrument definition) {
        this.definition = definition;
        this.status = definition.status();
        this.digits = digits(definition);
    }

    private static int digits(final Instrument definition) {
        return Math.max(
                1, (64 - Long.numberOfLeadingZeros(definition.highLimitPrice() / definition.tickSize()) + 5) / 6);
    }

    boolean canBecome(final Instrument other) {
        return levels() == 0 || (other.tickSize() == definition.tickSize() && digits(other) <= digits);
    }

    void become(final Instrument other) {
        if (other.tickSize() != definition.tickSize()) {
            lastPrice = null;
        }
        if (levels() == 0) {
            digits = digits(other);
        }
        definition = other;
    }

    /** So that no sum of the quantities of all orders overflows. */
    long maxQty(final EngineLimits limits) {
        return Math.min(definition.maxQty(), Long.MAX_VALUE / (limits.maxOrders() + 1L));
    }

    boolean isContinuous() {
        return status == Codes.TRADING_CONTINUOUS;
    }

    boolean isCall() {
        return status == Codes.TRADING_AUCTION || status == Codes.TRADING_PRE_OPEN;
    }

    NavigableMap<Long, List<NaiveOrder>> orders(final boolean buy) {
        return buy ? buys : sells;
    }

    NavigableMap<Long, List<NaiveOrder>> stops(final boolean buy) {
        return buy ? stopBuys : stopSells;
    }

    /** Null if the side is empty. */
    NaiveOrder best(final boolean buy) {
        return first(orders(buy));
    }

    private static NaiveOrder first(final NavigableMap<Long, List<NaiveOrder>> side) {
        return side.isEmpty() ? null : side.firstEntry().getValue().get(0);
    }

    /** In the order in which they would trade. */
    List<NaiveOrder> inTurn(final boolean buy) {
        final List<NaiveOrder> all = new ArrayList<>();
        orders(buy).values().forEach(all::addAll);
        return all;
    }

    int levels() {
        return buys.size() + sells.size() + stopBuys.size() + stopSells.size();
    }

    int longestSide() {
        return Math.max(Math.max(buys.size(), sells.size()), Math.max(stopBuys.size(), stopSells.size()));
    }

    boolean hasLevel(final boolean stop, final boolean buy, final long price) {
        return (stop ? stops(buy) : orders(buy)).containsKey(price);
    }

    private NavigableMap<Long, List<NaiveOrder>> sideOf(final NaiveOrder order) {
        return order.isStop() ? stops(order.isBuy()) : orders(order.isBuy());
    }

    void add(final NaiveOrder order) {
        sideOf(order)
                .computeIfAbsent(order.levelPrice(), price -> new ArrayList<>())
                .add(order);
    }

    void remove(final NaiveOrder order) {
        final List<NaiveOrder> level = sideOf(order).get(order.levelPrice());
        level.remove(order);
        if (level.isEmpty()) {
            sideOf(order).remove(order.levelPrice());
        }
    }

    void moveToEnd(final NaiveOrder order) {
        remove(order);
        add(order);
    }

    void traded(final long price) {
        lastPrice = price;
        lowest = lowest == null ? price : Math.min(lowest, price);
        highest = highest == null ? price : Math.max(highest, price);
    }

    void forgetTrades() {
        lowest = null;
        highest = null;
    }

    /** Takes the last trade, however old, as one that elects. */
    void recallLastTrade() {
        if (lastPrice != null) {
            traded(lastPrice);
        }
    }

    /** The stop that is elected next, null for none. */
    NaiveOrder elected() {
        final NaiveOrder buy = first(stopBuys);
        if (buy != null && highest != null && buy.isStopReachedBy(highest)) {
            return buy;
        }
        final NaiveOrder sell = first(stopSells);
        return sell != null && lowest != null && sell.isStopReachedBy(lowest) ? sell : null;
    }

    /** How far a band of basis points reaches around a price. */
    long band(final long price) {
        return java.math.BigInteger.valueOf(price)
                .multiply(java.math.BigInteger.valueOf(definition.bandBasisPoints()))
                .divide(java.math.BigInteger.valueOf(10_000))
                .longValueExact();
    }

    boolean isTick(final long price) {
        long tickSize = definition.tickSize();
        for (final Instrument.TickStep step : definition.tickSteps()) {
            if (price >= step.fromPrice()) {
                tickSize = step.tickSize();
            }
        }
        return price % tickSize == 0;
    }

    /** The first day end above a time, {@link NaiveOrder#NEVER} if there is none. */
    long dayEndAfter(final long timeNs) {
        if (definition.dayEndNs() == 0) {
            return NaiveOrder.NEVER;
        }
        final long dayNs = 86_400_000_000_000L;
        final long days = timeNs < definition.dayEndNs() ? 0 : (timeNs - definition.dayEndNs()) / dayNs + 1;
        return definition.dayEndNs() + days * dayNs;
    }
}
