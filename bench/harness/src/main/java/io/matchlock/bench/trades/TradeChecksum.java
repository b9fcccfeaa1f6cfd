package io.matchlock.bench.trades;

/** Folds all trades into one number. The listener of books that are timed. */
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
