package io.matchlock.exchange.reconcile;

import java.util.function.Consumer;

/** The rows that the persister wrote. Row objects are reused: valid only during the call. */
interface RowSource {
    /** The entry up to which there are rows, packed. */
    long checkpoint();

    /** Each order. */
    void forEachOrder(Consumer<OrderRow> consumer);

    /** Each report that is no trade. */
    void forEachReport(Consumer<ReportRow> consumer);

    /** Each trade. */
    void forEachTrade(Consumer<TradeRow> consumer);
}
