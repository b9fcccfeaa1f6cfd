package io.matchlock.audit.replay.direct;

import io.matchlock.protocol.order.Side;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.agrona.collections.Long2ObjectHashMap;

/** The engine's book as its events tell it: quantity by price, and each order's share in it. One instrument, one thread. */
final class WatchedBook {
    private final Long2ObjectHashMap<Share> shares = new Long2ObjectHashMap<>();
    private final NavigableMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, Long> asks = new TreeMap<>();

    /** An order is, is changed, or, with nothing left, is gone. */
    void update(final long clOrdId, final Side side, final long price, final long leaves) {
        final Share before = leaves > 0 ? shares.put(clOrdId, new Share(side, price, leaves)) : shares.remove(clOrdId);
        if (before != null) {
            add(before.side, before.price, -before.leaves);
        }
        if (leaves > 0) {
            add(side, price, leaves);
        }
    }

    private void add(final Side side, final long price, final long quantity) {
        side(side).merge(price, quantity, (old, change) -> old + change == 0 ? null : old + change);
    }

    boolean isResting(final long clOrdId) {
        return shares.containsKey(clOrdId);
    }

    /** 10^-9, 0 where the side is empty. */
    long bestPrice(final Side side) {
        return side(side).isEmpty() ? 0 : side(side).firstKey();
    }

    /** 0 where the side is empty. */
    long bestQuantity(final Side side) {
        return side(side).isEmpty() ? 0 : side(side).firstEntry().getValue();
    }

    private NavigableMap<Long, Long> side(final Side side) {
        return side == Side.Buy ? bids : asks;
    }

    private record Share(Side side, long price, long leaves) {}
}
