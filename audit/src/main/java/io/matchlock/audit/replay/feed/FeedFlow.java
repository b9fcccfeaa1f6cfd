package io.matchlock.audit.replay.feed;

import io.matchlock.audit.replay.RecordedFlow;
import io.matchlock.audit.replay.ReplayCommand;
import io.matchlock.audit.replay.tally.TradeTally;
import java.util.ArrayDeque;

/** A feed as a flow that a client can send. One thread. */
public final class FeedFlow implements RecordedFlow {
    private final Feed feed;
    private final ArrayDeque<ReplayCommand> waiting = new ArrayDeque<>();
    private final FeedOrders orders;
    private final FeedEvent event = new FeedEvent();

    /**
     * A flow that has not begun.
     *
     * @param feed to read, closed with this
     * @param securityId of the instrument to trade
     */
    public FeedFlow(final Feed feed, final int securityId) {
        this.feed = feed;
        orders = new FeedOrders(securityId, waiting);
    }

    @Override
    public boolean next(final ReplayCommand command) {
        while (waiting.isEmpty()) {
            if (!feed.next(event)) {
                return false;
            }
            orders.apply(event);
        }
        waiting.remove().copyTo(command);
        return true;
    }

    @Override
    public TradeTally truth() {
        return orders.truth();
    }

    @Override
    public void close() {
        feed.close();
    }
}
