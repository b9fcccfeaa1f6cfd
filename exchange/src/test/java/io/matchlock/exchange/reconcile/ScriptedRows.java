package io.matchlock.exchange.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The rows in memory. */
final class ScriptedRows implements RowSource {
    final List<OrderRow> orders = new ArrayList<>();
    final List<ReportRow> reports = new ArrayList<>();
    final List<TradeRow> trades = new ArrayList<>();

    @Override
    public long checkpoint() {
        return Long.MAX_VALUE;
    }

    @Override
    public void forEachOrder(final Consumer<OrderRow> consumer) {
        orders.forEach(consumer);
    }

    @Override
    public void forEachReport(final Consumer<ReportRow> consumer) {
        reports.forEach(consumer);
    }

    @Override
    public void forEachTrade(final Consumer<TradeRow> consumer) {
        trades.forEach(consumer);
    }
}
