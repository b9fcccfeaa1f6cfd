package io.matchlock.engine.trade;

import io.matchlock.engine.book.Books;
import io.matchlock.engine.book.DetailTable;
import io.matchlock.engine.book.ExpiryHeap;
import io.matchlock.engine.book.OrderTable;
import io.matchlock.engine.handle.DetailSlot;
import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.rules.Prices;
import io.matchlock.engine.rules.Risk;
import io.matchlock.engine.state.EngineState;

/** Orders become known, and end: lists, indexes, heap and reservations together. */
public final class OrderLifecycle {
    private final OrderTable orders;
    private final DetailTable details;
    private final ExpiryHeap expiries;
    private final Books books;
    private final Risk risk;
    private final Prices prices;

    public OrderLifecycle(final EngineState state, final Risk risk, final Prices prices) {
        orders = state.orders();
        details = state.details();
        expiries = state.expiries();
        books = state.books();
        this.risk = risk;
        this.prices = prices;
    }

    /** The order at hand may rest or wait: it can be addressed from here on. */
    public void know(final @OrderAt long order) {
        orders.index(order);
        books.own(order);
        final int detail = OrderTable.detail(order);
        if (detail != 0 && details.expireTimeNs(detail) != 0) {
            expiries.add(order);
        }
    }

    /** Ends an order that rests or waits. */
    public void end(final @OrderAt long order) {
        end(order, prices.reserved(order));
    }

    /** Likewise; what is open is reserved at a price. */
    public void end(final @OrderAt long order, final long reservedPrice) {
        risk.close(order, reservedPrice);
        books.remove(order);
        forget(order);
        free(order);
    }

    /** Ends a resting order of which nothing is open. */
    void endFilled(final @OrderAt long order) {
        risk.close(order, 0);
        books.remove(order);
        forget(order);
        free(order);
    }

    /** Ends an order at hand, whose open quantity is reserved at a price. */
    void endAtHand(final @OrderAt long order, final boolean known, final long reservedPrice) {
        risk.close(order, reservedPrice);
        if (known) {
            forget(order);
        }
        free(order);
    }

    private void forget(final @OrderAt long order) {
        orders.unindex(order);
        books.disown(order);
    }

    private void free(final @OrderAt long order) {
        final int detail = OrderTable.detail(order);
        if (detail != 0) {
            expiries.remove(order);
            details.give(detail);
        }
        orders.give(order);
    }

    /** What others may take of a resting order at once. */
    public long shown(final @OrderAt long order) {
        final int detail = OrderTable.detail(order);
        return detail == 0 || details.displayQty(detail) == 0 ? OrderTable.leavesQty(order) : details.shownQty(detail);
    }

    /** Quantity of a resting order is gone: it shows less, and shows anew at the end of its level when that was all. */
    void take(final @OrderAt long order, final long quantity) {
        books.reduce(order, quantity);
        final int detail = OrderTable.detail(order);
        if (detail != 0 && details.displayQty(detail) != 0) {
            takeShown(order, detail, quantity);
        }
    }

    private void takeShown(final @OrderAt long order, final @DetailSlot int detail, final long quantity) {
        final long shown = details.shownQty(detail) - quantity;
        details.shownQty(detail, shown);
        if (shown <= 0 && OrderTable.leavesQty(order) > 0) {
            show(order);
            books.requeue(order);
        }
    }

    /** An iceberg shows as much as it may. */
    public void show(final @OrderAt long order) {
        final int detail = OrderTable.detail(order);
        if (detail != 0 && details.displayQty(detail) != 0) {
            details.shownQty(detail, Math.min(details.displayQty(detail), OrderTable.leavesQty(order)));
        }
    }
}
