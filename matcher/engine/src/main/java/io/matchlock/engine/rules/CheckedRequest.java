package io.matchlock.engine.rules;

import io.matchlock.engine.order.ClOrdIdSearch;
import io.matchlock.engine.risk.Exposure;

/**
 * What the check of a request has found out and its execution needs. {@link PlainOrders}, {@link OrderRules} or {@link
 * ReplaceRules} fill it; what executes the same request takes it.
 */
public final class CheckedRequest {
    private final ClOrdIdSearch search = new ClOrdIdSearch();
    private final Exposure exposure = new Exposure();
    private long tick;
    private long stopTick;

    /** The search for the request's ClOrdID, which found no order unless the request keeps the order's ClOrdID. */
    public ClOrdIdSearch search() {
        return search;
    }

    /** The account and the instrument of a new order. Not filled by a replace. */
    public Exposure exposure() {
        return exposure;
    }

    /** The limit price in ticks. Of no meaning without a limit price. */
    public long tick() {
        return tick;
    }

    void tick(final long value) {
        tick = value;
    }

    /** The stop price in ticks. Of no meaning without a stop price. */
    public long stopTick() {
        return stopTick;
    }

    void stopTick(final long value) {
        stopTick = value;
    }
}
