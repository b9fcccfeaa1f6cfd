package io.matchlock.engine.entry;

import io.matchlock.engine.book.Books;
import io.matchlock.engine.book.InstrumentTable;
import io.matchlock.engine.event.CancelReject;
import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.order.ClOrdIdSearch;
import io.matchlock.engine.order.DetailTable;
import io.matchlock.engine.order.OrderDirectory;
import io.matchlock.engine.order.OrderTable;
import io.matchlock.engine.progress.Work;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.OrderRequest;
import io.matchlock.engine.risk.Risk;
import io.matchlock.engine.rules.CheckedRequest;
import io.matchlock.engine.rules.OrderRules;
import io.matchlock.engine.rules.OrderTerms;
import io.matchlock.engine.rules.PlainOrders;
import io.matchlock.engine.rules.Prices;
import io.matchlock.engine.rules.ReplaceRules;
import io.matchlock.engine.state.EngineState;
import io.matchlock.engine.state.Turn;
import io.matchlock.engine.trade.OrderLifecycle;
import io.matchlock.engine.trade.Reports;

/**
 * Cancels and replaces of one order: each is checked in full, then done. An order that is replaced keeps its priority and shrinks, or
 * leaves its level and starts anew.
 */
public final class OrderChanges {
    private final InstrumentTable instruments;
    private final OrderDirectory directory;
    private final DetailTable details;
    private final Books books;
    private final PlainOrders plain;
    private final OrderRules rules;
    private final ReplaceRules replaceRules;
    private final OrderDetails orderDetails;
    private final OrderStart start;
    private final OrderLifecycle lifecycle;
    private final Risk risk;
    private final Prices prices;
    private final Reports reports;
    private final Turn turn;
    private final CheckedRequest checked = new CheckedRequest();
    /** For the order that a cancel or a replace addresses. */
    private final ClOrdIdSearch search = new ClOrdIdSearch();

    /** Works on the orders of this state. */
    public OrderChanges(
            final EngineState state,
            final OrderRules rules,
            final OrderStart start,
            final OrderLifecycle lifecycle,
            final Risk risk,
            final Prices prices,
            final Reports reports,
            final Turn turn) {
        this.instruments = state.instruments();
        this.directory = state.directory();
        this.details = state.details();
        this.books = state.books();
        this.plain = new PlainOrders(state, risk, prices);
        this.rules = rules;
        this.replaceRules = new ReplaceRules(state, rules, risk, prices);
        this.orderDetails = new OrderDetails(state);
        this.start = start;
        this.lifecycle = lifecycle;
        this.risk = risk;
        this.prices = prices;
        this.reports = reports;
        this.turn = turn;
    }

    /** Cancels an order, or rejects that. */
    public void cancel(
            final long clOrdId, final long origClOrdId, final long orderId, final int securityId, final int side) {
        final long order = replaceRules.find(turn.session, orderId, origClOrdId, search);
        final CancelReject reject = replaceRules.checkTarget(order, securityId, side);
        if (reject != null) {
            reports.cancelRejected(order, clOrdId, origClOrdId, orderId, securityId, Codes.RESPONSE_TO_CANCEL, reject);
            return;
        }
        final long limit = prices.limit(order);
        reports.canceled(order, limit, clOrdId);
        lifecycle.end(order, limit == Codes.NULL_PRICE ? prices.level(order) : limit, search);
    }

    /** Rejects a cancel, for which there is no room to wait. */
    public void rejectCancelBusy(final long clOrdId, final long origClOrdId, final long orderId, final int securityId) {
        reports.cancelRejected(
                0, clOrdId, origClOrdId, orderId, securityId, Codes.RESPONSE_TO_CANCEL, CancelReject.ENGINE_BUSY);
    }

    /** Replaces an order, or rejects that; returns the kind of work that comes next. */
    public int replace(final OrderRequest request) {
        final long order = replaceRules.find(turn.session, request.orderId(), request.origClOrdId(), search);
        if (order == 0) {
            reject(request, 0, CancelReject.UNKNOWN_ORDER);
            return Work.NONE;
        }
        final long open = replaceRules.open(request, order);
        if (!plain.acceptsChange(request, order, open, checked)) {
            final CancelReject reject = replaceRules.check(request, order, open, checked);
            if (reject != null) {
                reject(request, order, reject);
                return Work.NONE;
            }
        }
        final int instrument = prices.instrument(order);
        if (keepsPriority(request, order, instrument, open)) {
            shrink(request, order, instrument, open);
            return Work.NONE;
        }
        return move(request, order, instrument, open);
    }

    /** Rejects a replace of an order, 0 for an unknown one. */
    public void reject(final OrderRequest request, final @OrderAt long order, final CancelReject reject) {
        reports.cancelRejected(
                order,
                request.clOrdId(),
                request.origClOrdId(),
                request.orderId(),
                request.securityId(),
                Codes.RESPONSE_TO_REPLACE,
                reject);
    }

    private boolean keepsPriority(
            final OrderRequest request,
            final @OrderAt long order,
            final @InstrumentSlot int instrument,
            final long open) {
        return open < OrderTable.leavesQty(order)
                && !instruments.replaceLosesPriority(instrument)
                && request.price() == prices.limit(order)
                && (OrderTerms.isStop(request)
                        ? request.stopPx() == prices.level(order)
                        : OrderDetails.isIceberg(request, open) || open <= lifecycle.shown(order));
    }

    private void shrink(
            final OrderRequest request,
            final @OrderAt long order,
            final @InstrumentSlot int instrument,
            final long open) {
        final long less = OrderTable.leavesQty(order) - open;
        final long cumQty = OrderTable.cumQty(order);
        final long shownBefore = lifecycle.shown(order);
        risk.release(order, less, prices.reserved(order));
        books.reduce(order, less);
        amend(request, order, instrument, cumQty, open);
        final long detail = details.of(order);
        if (detail != 0 && DetailTable.displayQty(detail) != 0) {
            DetailTable.shownQty(detail, Math.min(Math.min(shownBefore, DetailTable.displayQty(detail)), open));
        }
    }

    private int move(
            final OrderRequest request,
            final @OrderAt long order,
            final @InstrumentSlot int instrument,
            final long open) {
        final boolean buy = OrderTable.isBuy(order);
        final long cumQty = OrderTable.cumQty(order);
        risk.change(order, prices.reserved(order), open, OrderTerms.reservedPrice(request));
        books.remove(order);
        amend(request, order, instrument, cumQty, open);
        return start.start(order, request, instrument, buy, true, checked);
    }

    private void amend(
            final OrderRequest request,
            final @OrderAt long order,
            final @InstrumentSlot int instrument,
            final long cumQty,
            final long open) {
        final long origClOrdId = OrderTable.clOrdId(order);
        OrderTable.orderQty(order, cumQty + open);
        OrderTable.leavesQty(order, open);
        OrderTable.kind(order, OrderTable.kind(request.side(), request.ordType(), request.timeInForce()));
        if (origClOrdId != request.clOrdId()) {
            directory.rename(order, request.clOrdId(), checked.search());
        }
        if (OrderTable.detail(order) != 0 || rules.needsDetails(request, instrument, open)) {
            orderDetails.change(request, order, instrument, open);
        }
        reports.replaced(order, request.price(), origClOrdId);
    }
}
