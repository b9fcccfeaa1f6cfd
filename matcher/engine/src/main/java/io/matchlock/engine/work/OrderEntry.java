package io.matchlock.engine.work;

import io.matchlock.engine.book.Books;
import io.matchlock.engine.book.InstrumentTable;
import io.matchlock.engine.event.CancelReject;
import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.order.ClOrdIdSearch;
import io.matchlock.engine.order.DetailTable;
import io.matchlock.engine.order.ExpiryHeap;
import io.matchlock.engine.order.OrderDirectory;
import io.matchlock.engine.order.OrderTable;
import io.matchlock.engine.progress.Work;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.OrderRequest;
import io.matchlock.engine.risk.Risk;
import io.matchlock.engine.rules.Bands;
import io.matchlock.engine.rules.CheckedRequest;
import io.matchlock.engine.rules.OrderRules;
import io.matchlock.engine.rules.PlainOrders;
import io.matchlock.engine.rules.Prices;
import io.matchlock.engine.rules.ReplaceRules;
import io.matchlock.engine.rules.WholeFields;
import io.matchlock.engine.state.EngineState;
import io.matchlock.engine.state.Registers;
import io.matchlock.engine.state.Turn;
import io.matchlock.engine.trade.Election;
import io.matchlock.engine.trade.OrderLifecycle;
import io.matchlock.engine.trade.Reports;
import io.matchlock.engine.trade.Sweep;

/** New orders, cancels and replaces: each is checked in full, then done. Returns the kind of work that is left to do. */
final class OrderEntry {
    private final Registers registers;
    private final InstrumentTable instruments;
    private final OrderTable orders;
    private final OrderDirectory directory;
    private final DetailTable details;
    private final ExpiryHeap expiries;
    private final Books books;
    private final PlainOrders plain;
    private final OrderRules rules;
    private final ReplaceRules replaceRules;
    private final Sweep sweep;
    private final Election election;
    private final OrderLifecycle lifecycle;
    private final Risk risk;
    private final Prices prices;
    private final Reports reports;
    private final Turn turn;
    private final CheckedRequest checked = new CheckedRequest();
    /** For the order that a cancel or a replace addresses. */
    private final ClOrdIdSearch search = new ClOrdIdSearch();

    OrderEntry(
            final EngineState state,
            final Sweep sweep,
            final Election election,
            final OrderLifecycle lifecycle,
            final Risk risk,
            final Prices prices,
            final Reports reports,
            final Turn turn) {
        this.registers = state.registers();
        this.instruments = state.instruments();
        this.orders = state.orders();
        this.directory = state.directory();
        this.details = state.details();
        this.expiries = state.expiries();
        this.books = state.books();
        this.plain = new PlainOrders(state, risk, prices);
        this.rules = new OrderRules(state, risk, prices);
        this.replaceRules = new ReplaceRules(state, rules, risk, prices);
        this.sweep = sweep;
        this.election = election;
        this.lifecycle = lifecycle;
        this.risk = risk;
        this.prices = prices;
        this.reports = reports;
        this.turn = turn;
    }

    int enter(final OrderRequest request) {
        final int instrument = instruments.find(request.securityId);
        return plain.accepts(request, instrument, turn.session, checked)
                ? enterPlain(request, instrument)
                : enterAny(request, instrument);
    }

    private int enterPlain(final OrderRequest request, final @InstrumentSlot int instrument) {
        final boolean buy = request.side == Codes.SIDE_BUY;
        final long order = open(registers.nextOrderId(), request, buy, request.price);
        reports.accepted(order, request.price);
        final boolean mayRest = request.timeInForce != Codes.TIF_IOC;
        if (mayRest) {
            lifecycle.know(order, checked.search());
        }
        if (!mayRest || rules.wouldTrade(request, instrument, checked.tick())) {
            return sweep.start(order, instrument, buy, request.price, checked.tick(), mayRest, true);
        }
        books.add(order, Books.bookSide(instrument, buy), checked.tick());
        return Work.NONE;
    }

    private int enterAny(final OrderRequest request, final @InstrumentSlot int instrument) {
        final long orderId = registers.nextOrderId();
        final OrderReject reject = rules.check(request, instrument, turn.session, checked);
        if (reject != null) {
            reports.rejected(orderId, request, reject);
            return Work.NONE;
        }
        final boolean buy = request.side == Codes.SIDE_BUY;
        final long order = open(orderId, request, buy, OrderRules.reservedPrice(request));
        if (rules.needsDetails(request, instrument, request.orderQty)) {
            detail(order, request, instrument, request.orderQty);
        }
        reports.accepted(order, request.price);
        final boolean mayRest = OrderRules.mayRest(request);
        if (mayRest) {
            lifecycle.know(order, checked.search());
        }
        return place(order, request, instrument, buy, mayRest);
    }

    /** Reserves what the order takes, and enters it in the table. */
    private @OrderAt long open(
            final long orderId, final OrderRequest request, final boolean buy, final long reservedPrice) {
        final int position = risk.open(checked.exposure(), buy, request.orderQty, reservedPrice);
        return orders.take(
                orderId,
                request.clOrdId,
                request.orderQty,
                turn.session,
                position,
                OrderTable.kind(request.side, request.ordType, request.timeInForce));
    }

    void rejectBusy(final OrderRequest request) {
        reports.rejected(registers.nextOrderId(), request, OrderReject.ENGINE_BUSY);
    }

    private void detail(
            final @OrderAt long order,
            final OrderRequest request,
            final @InstrumentSlot int instrument,
            final long open) {
        int detail = OrderTable.detail(order);
        if (detail == 0) {
            detail = details.take();
            OrderTable.detail(order, detail);
        }
        details.prices(detail, request.price, request.stopPx);
        details.displayQty(detail, isIceberg(request, open) ? request.displayQty : 0);
        details.terms(detail, request.selfMatchPreventionId, request.stpInstruction, request.minQty);
        details.expireTimeNs(detail, expireTimeNs(request, instrument));
    }

    private long expireTimeNs(final OrderRequest request, final @InstrumentSlot int instrument) {
        return switch (request.timeInForce) {
            case Codes.TIF_GTD -> WholeFields.kept(request.expireTimeNs);
            case Codes.TIF_DAY -> Bands.nextDayEndNs(instruments.dayEndNs(instrument), registers.bookTimeNs());
            default -> 0;
        };
    }

    /** An order at hand trades, rests or waits. */
    private int place(
            final @OrderAt long order,
            final OrderRequest request,
            final @InstrumentSlot int instrument,
            final boolean buy,
            final boolean known) {
        final boolean continuous = instruments.status(instrument) == Codes.TRADING_CONTINUOUS;
        if (OrderRules.isStop(request)) {
            return waitForElection(order, instrument, buy, continuous);
        }
        if (continuous
                && (!known || rules.wouldTrade(request, instrument, checked.tick()) || OrderTable.detail(order) != 0)) {
            return sweep.start(order, instrument, buy, request.price, checked.tick(), known, true);
        }
        lifecycle.show(order);
        books.add(order, Books.bookSide(instrument, buy), checked.tick());
        return Work.NONE;
    }

    private int waitForElection(
            final @OrderAt long order,
            final @InstrumentSlot int instrument,
            final boolean buy,
            final boolean continuous) {
        books.add(order, Books.stopSide(instrument, buy), checked.stopTick());
        return continuous && election.isReached(instrument, buy, checked.stopTick())
                ? election.elect(order, instrument)
                : Work.NONE;
    }

    void cancel(final long clOrdId, final long origClOrdId, final long orderId, final int securityId, final int side) {
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

    void rejectCancelBusy(final long clOrdId, final long origClOrdId, final long orderId, final int securityId) {
        reports.cancelRejected(
                0, clOrdId, origClOrdId, orderId, securityId, Codes.RESPONSE_TO_CANCEL, CancelReject.ENGINE_BUSY);
    }

    int replace(final OrderRequest request) {
        final long order = replaceRules.find(turn.session, request.orderId, request.origClOrdId, search);
        if (order == 0) {
            rejectReplace(request, 0, CancelReject.UNKNOWN_ORDER);
            return Work.NONE;
        }
        final long open = replaceRules.open(request, order);
        if (!plain.acceptsChange(request, order, open, checked)) {
            final CancelReject reject = replaceRules.check(request, order, open, checked);
            if (reject != null) {
                rejectReplace(request, order, reject);
                return Work.NONE;
            }
        }
        final int instrument = prices.instrument(order);
        if (keepsPlace(request, order, instrument, open)) {
            shrink(request, order, instrument, open);
            return Work.NONE;
        }
        return move(request, order, instrument, open);
    }

    void rejectReplace(final OrderRequest request, final @OrderAt long order, final CancelReject reject) {
        reports.cancelRejected(
                order,
                request.clOrdId,
                request.origClOrdId,
                request.orderId,
                request.securityId,
                Codes.RESPONSE_TO_REPLACE,
                reject);
    }

    private boolean keepsPlace(
            final OrderRequest request,
            final @OrderAt long order,
            final @InstrumentSlot int instrument,
            final long open) {
        return open < OrderTable.leavesQty(order)
                && !instruments.replaceLosesPriority(instrument)
                && request.price == prices.limit(order)
                && (OrderRules.isStop(request)
                        ? request.stopPx == prices.level(order)
                        : isIceberg(request, open) || open <= lifecycle.shown(order));
    }

    private static boolean isIceberg(final OrderRequest request, final long open) {
        return request.displayQty != Codes.NULL_U64 && request.displayQty < open;
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
        final int detail = OrderTable.detail(order);
        if (detail != 0 && details.displayQty(detail) != 0) {
            details.shownQty(detail, Math.min(Math.min(shownBefore, details.displayQty(detail)), open));
        }
    }

    private int move(
            final OrderRequest request,
            final @OrderAt long order,
            final @InstrumentSlot int instrument,
            final long open) {
        final boolean buy = OrderTable.isBuy(order);
        final long cumQty = OrderTable.cumQty(order);
        risk.change(order, prices.reserved(order), open, OrderRules.reservedPrice(request));
        books.remove(order);
        amend(request, order, instrument, cumQty, open);
        return place(order, request, instrument, buy, true);
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
        OrderTable.kind(order, OrderTable.kind(request.side, request.ordType, request.timeInForce));
        if (origClOrdId != request.clOrdId) {
            directory.rename(order, request.clOrdId, checked.search());
        }
        if (OrderTable.detail(order) != 0 || rules.needsDetails(request, instrument, open)) {
            amendDetail(request, order, instrument, open);
        }
        reports.replaced(order, request.price, origClOrdId);
    }

    private void amendDetail(
            final OrderRequest request,
            final @OrderAt long order,
            final @InstrumentSlot int instrument,
            final long open) {
        if (OrderTable.detail(order) != 0) {
            expiries.remove(order);
        }
        detail(order, request, instrument, open);
        if (details.expireTimeNs(OrderTable.detail(order)) != 0) {
            expiries.add(order);
        }
    }
}
