package io.matchlock.bench.trades;

/** Is told of each trade of a book, in order. */
public interface TradeListener {
    /**
     * A trade.
     *
     * @param seq of the taker's command
     * @param makerId of the order that rested
     * @param takerId of the order that came
     * @param price in ticks, the maker's
     * @param quantity in lots
     */
    void onTrade(long seq, long makerId, long takerId, long price, long quantity);
}
