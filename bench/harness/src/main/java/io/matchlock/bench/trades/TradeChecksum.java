package io.matchlock.bench.trades;

/** All that is told of trades, folded into one number: what a timed book tells to. */
public final class TradeChecksum implements TradeListener {
    private long value;

    /** Nothing told. */
    public TradeChecksum() {}

    /** Depends on each value told. */
    public long value() {
        return value;
    }

    @Override
    public void onTrade(final long seq, final long makerId, final long takerId, final long price, final long quantity) {
        value = value * 31 + (seq ^ makerId ^ takerId) + price + quantity;
    }
}
