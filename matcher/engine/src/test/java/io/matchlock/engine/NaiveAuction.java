package io.matchlock.engine;

import java.math.BigInteger;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;

/** The uncross price, found by trying each price that it could be. */
final class NaiveAuction {
    private static final long FEW_TICKS = 500;

    private final NaiveBook book;
    private long bestPrice;
    private BigInteger bestVolume = BigInteger.ZERO;
    private BigInteger bestSurplus = BigInteger.ZERO;

    NaiveAuction(final NaiveBook book) {
        this.book = book;
        final NaiveOrder buy = book.best(true);
        final NaiveOrder sell = book.best(false);
        if (buy != null && sell != null && buy.price >= sell.price) {
            candidates(sell.price, buy.price).forEach(this::consider);
        }
    }

    /** 0 if nothing is to trade. */
    long volume() {
        return bestVolume.longValueExact();
    }

    long price() {
        return bestPrice;
    }

    /** All ticks if they are few, else those around each price at which something changes. */
    private Set<Long> candidates(final long low, final long high) {
        final long tick = book.definition.tickSize();
        final TreeSet<Long> prices = new TreeSet<>();
        if ((high - low) / tick <= FEW_TICKS) {
            for (long price = low / tick * tick; price <= high; price += tick) {
                prices.add(price);
            }
        } else {
            book.orders(true).keySet().forEach(price -> addAround(prices, price, tick));
            book.orders(false).keySet().forEach(price -> addAround(prices, price, tick));
            addAround(prices, reference() / tick * tick, tick);
        }
        return new TreeSet<>(prices.subSet(low, true, high, true));
    }

    private static void addAround(final Set<Long> prices, final long price, final long tick) {
        prices.add(price - tick);
        prices.add(price);
        if (price <= Long.MAX_VALUE - tick) {
            prices.add(price + tick);
        }
    }

    private long reference() {
        return book.lastPrice != null ? book.lastPrice : book.definition.referencePrice();
    }

    private void consider(final long price) {
        final BigInteger demand = open(book.orders(true), price);
        final BigInteger supply = open(book.orders(false), price);
        final BigInteger volume = demand.min(supply);
        final BigInteger surplus = demand.subtract(supply).abs();
        final int moreVolume = volume.compareTo(bestVolume);
        final int lessSurplus = bestSurplus.compareTo(surplus);
        final boolean nearer = Math.abs(price - reference()) < Math.abs(bestPrice - reference());
        if (moreVolume > 0 || (moreVolume == 0 && (lessSurplus > 0 || (lessSurplus == 0 && nearer)))) {
            bestPrice = price;
            bestVolume = volume;
            bestSurplus = surplus;
        }
    }

    /** What a side would trade at a price. */
    private static BigInteger open(final NavigableMap<Long, List<NaiveOrder>> side, final long price) {
        return side.headMap(price, true).values().stream()
                .flatMap(List::stream)
                .map(order -> BigInteger.valueOf(order.leavesQty))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}
