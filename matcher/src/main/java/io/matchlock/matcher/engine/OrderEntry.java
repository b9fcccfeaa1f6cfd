package io.matchlock.matcher.engine;

import io.matchlock.matcher.engine.state.Books;
import io.matchlock.matcher.engine.state.EngineState;
import io.matchlock.matcher.engine.state.InstrumentTable;
import io.matchlock.matcher.engine.state.OrderTable;
import io.matchlock.matcher.engine.state.Registers;

/** New orders, cancels and replaces: each is checked in full, then done. */
final class OrderEntry {
    private final Registers registers;
    private final InstrumentTable instruments;
    private final OrderTable orders;
    private final Books books;
    private final OrderRules rules;
    private final ReplaceRules replaceRules;
    private final Matching matching;
    private final Reports reports;
    private final Turn turn;

    OrderEntry(final EngineState state, final Matching matching, final Reports reports, final Turn turn) {
        this.registers = state.registers();
        this.instruments = state.instruments();
        this.orders = state.orders();
        this.books = state.books();
        this.rules = new OrderRules(state);
        this.replaceRules = new ReplaceRules(state, rules);
        this.matching = matching;
        this.reports = reports;
        this.turn = turn;
    }

    void enter(final OrderRequest request) {
        final long orderId = registers.nextOrderId();
        final int instrument = instruments.find(request.securityId);
        final OrderReject reject = rules.check(request, instrument, turn.session);
        if (reject != null) {
            reports.rejected(orderId, request, reject);
            return;
        }
        final int slot = orders.take(orderId, request.clOrdId, turn.session, request.account);
        orders.describe(slot, instrument, request.side, request.ordType, request.timeInForce);
        orders.amount(slot, request.price, request.orderQty, request.orderQty);
        reports.accepted(slot);
        execute(slot, instrument, request);
    }

    private void execute(final int slot, final int instrument, final OrderRequest request) {
        final boolean buy = request.side == Codes.SIDE_BUY;
        final boolean market = request.ordType == Codes.TYPE_MARKET;
        final long tick = market ? Matching.anyTick(buy) : request.tick;
        final boolean complete = matching.match(slot, instrument, buy, tick);
        if (orders.leavesQty(slot) == 0) {
            orders.give(slot);
        } else if (complete && !market && request.timeInForce != Codes.TIF_IOC) {
            orders.index(slot);
            books.add(slot, Books.bookSide(instrument, buy), tick);
        } else {
            reports.canceledUnasked(slot, restReason(complete, request.timeInForce));
            orders.give(slot);
        }
    }

    private static CancelReason restReason(final boolean complete, final int timeInForce) {
        if (!complete) {
            return CancelReason.TOUCHED_ORDERS;
        }
        return timeInForce == Codes.TIF_IOC ? CancelReason.IMMEDIATE_OR_CANCEL : CancelReason.NO_LIQUIDITY;
    }

    void cancel(final long clOrdId, final long origClOrdId, final long orderId, final int securityId, final int side) {
        final int slot = replaceRules.find(turn.session, orderId, origClOrdId);
        final CancelReject reject = replaceRules.checkTarget(slot, securityId, side);
        if (reject != null) {
            reports.cancelRejected(slot, clOrdId, origClOrdId, orderId, securityId, Codes.RESPONSE_TO_CANCEL, reject);
            return;
        }
        reports.canceled(slot, clOrdId);
        books.remove(slot);
        orders.unindex(slot);
        orders.give(slot);
    }

    void replace(final OrderRequest request) {
        final int slot = replaceRules.find(turn.session, request.orderId, request.origClOrdId);
        final CancelReject reject = replaceRules.check(request, slot);
        if (reject != null) {
            reports.cancelRejected(
                    slot,
                    request.clOrdId,
                    request.origClOrdId,
                    request.orderId,
                    request.securityId,
                    Codes.RESPONSE_TO_REPLACE,
                    reject);
            return;
        }
        if (request.price == orders.price(slot) && request.orderQty < orders.orderQty(slot)) {
            shrink(request, slot);
        } else {
            move(request, slot);
        }
    }

    private void shrink(final OrderRequest request, final int slot) {
        books.reduce(slot, orders.orderQty(slot) - request.orderQty);
        amend(request, slot, orders.leavesQty(slot));
    }

    private void move(final OrderRequest request, final int slot) {
        final int instrument = orders.instrument(slot);
        final boolean buy = request.side == Codes.SIDE_BUY;
        final long cumQty = orders.orderQty(slot) - orders.leavesQty(slot);
        books.remove(slot);
        amend(request, slot, request.orderQty - cumQty);
        final boolean complete = matching.match(slot, instrument, buy, request.tick);
        if (complete && orders.leavesQty(slot) > 0) {
            books.add(slot, Books.bookSide(instrument, buy), request.tick);
            return;
        }
        if (orders.leavesQty(slot) > 0) {
            reports.canceledUnasked(slot, CancelReason.TOUCHED_ORDERS);
        }
        orders.unindex(slot);
        orders.give(slot);
    }

    private void amend(final OrderRequest request, final int slot, final long leavesQty) {
        final long origClOrdId = orders.clOrdId(slot);
        orders.amount(slot, request.price, request.orderQty, leavesQty);
        orders.timeInForce(slot, request.timeInForce);
        if (origClOrdId != request.clOrdId) {
            orders.rename(slot, request.clOrdId);
        }
        reports.replaced(slot, origClOrdId);
    }
}
