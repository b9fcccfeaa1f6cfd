package io.matchlock.bench.timing;

import io.matchlock.bench.flow.FlowFile;
import io.matchlock.bench.flow.FlowScan;
import io.matchlock.bench.trades.TradeChecksum;

/** A book whose trades are folded into a checksum. */
final class ToldBook implements Book {
    private final TradeChecksum trades = new TradeChecksum();
    private final TradingBook book;

    ToldBook(final FlowFile flow, final FlowScan scan, final BookMaker maker) {
        book = maker.make(flow, scan, trades);
    }

    @Override
    public void apply(final int from, final int to) {
        book.apply(from, to);
    }

    @Override
    public long checksum() {
        return trades.value();
    }
}
