package io.matchlock.audit.flow;

/**
 * What a flow is made of, in shares of 1,000; what is left to 1,000 are passive limit orders.
 *
 * @param marketable limit orders that cross, some of them market orders
 * @param immediateOrCancel limit orders around the middle
 * @param cancels of live orders
 * @param replaces of live orders
 * @param invalid orders that the exchange must reject
 * @param maxLive orders of a session, beyond which it cancels instead
 */
public record FlowMix(int marketable, int immediateOrCancel, int cancels, int replaces, int invalid, int maxLive) {
    /** 54.5 % passive, 10 % marketable, 5 % IOC, 25 % cancels, 5 % replaces, 0.5 % invalid; at most 2,048 live orders. */
    public static final FlowMix REALISTIC = new FlowMix(100, 50, 250, 50, 5, 2048);

    public FlowMix {
        if (marketable + immediateOrCancel + cancels + replaces + invalid > 1000 || maxLive < 1) {
            throw new IllegalArgumentException("the shares of a flow exceed 1,000, or it may hold no order");
        }
    }
}
