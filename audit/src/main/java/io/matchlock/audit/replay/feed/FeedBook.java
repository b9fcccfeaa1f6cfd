package io.matchlock.audit.replay.feed;

import io.matchlock.protocol.order.Side;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.agrona.collections.Long2ObjectHashMap;

/** The book according to the feed: each order by its id, and the queue of each level. It never matches. One thread. */
final class FeedBook {
    private final Long2ObjectHashMap<FeedOrder> orders = new Long2ObjectHashMap<>();
    private final NavigableMap<Long, Map<Long, FeedOrder>> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, Map<Long, FeedOrder>> asks = new TreeMap<>();

    /** Null if there is none. */
    FeedOrder find(final long id) {
        return orders.get(id);
    }

    void add(final FeedOrder order) {
        orders.put(order.id(), order);
        side(order.side())
                .computeIfAbsent(order.price(), price -> new LinkedHashMap<>())
                .put(order.id(), order);
    }

    void remove(final FeedOrder order) {
        orders.remove(order.id());
        final NavigableMap<Long, Map<Long, FeedOrder>> levels = side(order.side());
        final Map<Long, FeedOrder> queue = levels.get(order.price());
        queue.remove(order.id());
        if (queue.isEmpty()) {
            levels.remove(order.price());
        }
    }

    /** A level's orders, first come first. */
    List<FeedOrder> queue(final Side side, final long price) {
        return new ArrayList<>(side(side).getOrDefault(price, Map.of()).values());
    }

    /** Orders of a side with a price that is better. */
    List<FeedOrder> better(final Side side, final long price) {
        return flat(side(side).headMap(price, false).values());
    }

    /** Orders that one of the given side and price could trade with. */
    List<FeedOrder> crossed(final Side side, final long price) {
        return flat(side(opposite(side)).headMap(price, true).values());
    }

    /** Orders of a side with a price that is worse. */
    List<FeedOrder> worse(final Side side, final long price) {
        return flat(side(side).tailMap(price, false).values());
    }

    List<FeedOrder> all() {
        return new ArrayList<>(orders.values());
    }

    private static List<FeedOrder> flat(final Collection<Map<Long, FeedOrder>> queues) {
        if (queues.isEmpty()) {
            return List.of();
        }
        final List<FeedOrder> flat = new ArrayList<>();
        queues.forEach(queue -> flat.addAll(queue.values()));
        return flat;
    }

    private NavigableMap<Long, Map<Long, FeedOrder>> side(final Side side) {
        return side == Side.Buy ? bids : asks;
    }

    private static Side opposite(final Side side) {
        return side == Side.Buy ? Side.Sell : Side.Buy;
    }
}
