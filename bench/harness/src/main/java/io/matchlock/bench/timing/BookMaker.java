package io.matchlock.bench.timing;

import io.matchlock.bench.flow.FlowFile;
import io.matchlock.bench.flow.FlowScan;
import io.matchlock.bench.trades.TradeListener;

/** Makes fresh books of one engine. */
@FunctionalInterface
public interface BookMaker {
    /** Empty books for a flow, which tell their trades. */
    TradingBook make(FlowFile flow, FlowScan scan, TradeListener trades);
}
