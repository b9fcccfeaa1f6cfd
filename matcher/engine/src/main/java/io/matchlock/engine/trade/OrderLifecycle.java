package io.matchlock.engine.trade;

import io.matchlock.engine.book.Books;
import io.matchlock.engine.handle.DetailAt;
import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.order.ClOrdIdSearch;
import io.matchlock.engine.order.DetailTable;
import io.matchlock.engine.order.ExpiryHeap;
import io.matchlock.engine.order.OrderDirectory;
import io.matchlock.engine.order.OrderTable;
import io.matchlock.engine.order.SessionOrders;
import io.matchlock.engine.risk.Risk;
import io.matchlock.engine.rules.Prices;
import io.matchlock.engine.state.EngineState;

/** Makes orders addressable and ends them: lists, indexes, heap and reservations together. */
public final class OrderLifecycle {
    private final OrderTable orders;
    private final OrderDirectory directory;
    private final SessionOrders sessionOrders;
    private final DetailTable details;
    private final ExpiryHeap expiries;
    private final Books books;
    private final Risk risk;
    private final Prices prices;

    /** Works on the orders of this state. */
    public OrderLifecycle(final EngineState state, final Risk risk, final Prices prices) {
        orders = state.orders();
        directory = state.directory();
        sessionOrders = state.sessionOrders();
        details = state.details();
        expiries = state.expiries();
        books = state.books();
        this.risk = risk;
        this.prices = prices;
    }

    /**
     * Makes the order at hand, which may rest or wait, one that can be addressed.
     *
     * @param search for its ClOrdID, which found nothing
     */
    public void know(final @OrderAt long order, final ClOrdIdSearch search) {
        directory.add(order, search);
        sessionOrders.add(order);
        final long detail = details.of(order);
        if (detail != 0 && DetailTable.expireTimeNs(detail) != 0) {
            expiries.add(order);
        }
    }

    /** Ends an order that rests or waits. */
    public void end(final @OrderAt long order) {
        end(order, prices.reserved(order));
    }

    private void end(final @OrderAt long order, final long reservedPrice) {
        risk.close(order, reservedPrice);
        books.remove(order);
        forget(order);
        free(order);
    }

    /**
     * Ends an order that rests or waits.
     *
     * @param reservedPrice at which its open quantity is reserved
     * @param search that found it, or that found nothing
     */
    public void end(final @OrderAt long order, final long reservedPrice, final ClOrdIdSearch search) {
        risk.close(order, reservedPrice);
        books.remove(order);
        directory.remove(order, search);
        sessionOrders.remove(order);
        free(order);
    }

    /** Ends a resting order of which nothing is open. */
    void endFilled(final @OrderAt long order) {
        end(order, 0);
    }

    /** Ends an order at hand, whose open quantity is reserved at a price. */
    void endAtHand(final @OrderAt long order, final boolean isAddressable, final long reservedPrice) {
        risk.close(order, reservedPrice);
        if (isAddressable) {
            forget(order);
        }
        free(order);
    }

    private void forget(final @OrderAt long order) {
        directory.remove(order);
        sessionOrders.remove(order);
    }

    private void free(final @OrderAt long order) {
        final long detail = details.of(order);
        if (detail != 0) {
            expiries.remove(order);
            details.give(detail);
        }
        orders.give(order);
    }

    /** What others may take of a resting order at once. */
    public long shown(final @OrderAt long order) {
        final long detail = details.of(order);
        return detail == 0 || DetailTable.displayQty(detail) == 0
                ? OrderTable.leavesQty(order)
                : DetailTable.shownQty(detail);
    }

    /** Takes quantity from a resting order. An iceberg then shows less; if nothing is shown any more, it shows anew at the end of its level. */
    void take(final @OrderAt long order, final long quantity) {
        books.reduce(order, quantity);
        final long detail = details.of(order);
        if (detail != 0 && DetailTable.displayQty(detail) != 0) {
            takeShown(order, detail, quantity);
        }
    }

    private void takeShown(final @OrderAt long order, final @DetailAt long detail, final long quantity) {
        final long shown = DetailTable.shownQty(detail) - quantity;
        DetailTable.shownQty(detail, shown);
        if (shown <= 0 && OrderTable.leavesQty(order) > 0) {
            show(order);
            books.requeue(order);
        }
    }

    /** An iceberg shows as much as it may. */
    public void show(final @OrderAt long order) {
        final long detail = details.of(order);
        if (detail != 0 && DetailTable.displayQty(detail) != 0) {
            DetailTable.shownQty(detail, Math.min(DetailTable.displayQty(detail), OrderTable.leavesQty(order)));
        }
    }
}
