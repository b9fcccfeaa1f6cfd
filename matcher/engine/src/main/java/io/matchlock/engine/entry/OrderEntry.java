package io.matchlock.engine.entry;

import io.matchlock.engine.book.Books;
import io.matchlock.engine.book.InstrumentTable;
import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.handle.OrderAt;
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
import io.matchlock.engine.state.EngineState;
import io.matchlock.engine.state.Registers;
import io.matchlock.engine.state.Turn;
import io.matchlock.engine.trade.OrderLifecycle;
import io.matchlock.engine.trade.Reports;
import io.matchlock.engine.trade.Sweep;

/** New orders: each is checked in full, then entered. */
public final class OrderEntry {
    private final Registers registers;
    private final InstrumentTable instruments;
    private final OrderTable orders;
    private final Books books;
    private final PlainOrders plain;
    private final OrderRules rules;
    private final OrderDetails orderDetails;
    private final OrderStart start;
    private final Sweep sweep;
    private final OrderLifecycle lifecycle;
    private final Risk risk;
    private final Reports reports;
    private final Turn turn;
    private final CheckedRequest checked = new CheckedRequest();

    /** Works on the orders of this state. */
    public OrderEntry(
            final EngineState state,
            final OrderRules rules,
            final OrderStart start,
            final Sweep sweep,
            final OrderLifecycle lifecycle,
            final Risk risk,
            final Prices prices,
            final Reports reports,
            final Turn turn) {
        this.registers = state.registers();
        this.instruments = state.instruments();
        this.orders = state.orders();
        this.books = state.books();
        this.plain = new PlainOrders(state, risk, prices);
        this.rules = rules;
        this.orderDetails = new OrderDetails(state);
        this.start = start;
        this.sweep = sweep;
        this.lifecycle = lifecycle;
        this.risk = risk;
        this.reports = reports;
        this.turn = turn;
    }

    /** Enters a new order, or rejects it; returns the kind of work that comes next. */
    public int enter(final OrderRequest request) {
        final int instrument = instruments.find(request.securityId());
        return plain.accepts(request, instrument, turn.session, checked)
                ? enterPlain(request, instrument)
                : enterAny(request, instrument);
    }

    private int enterPlain(final OrderRequest request, final @InstrumentSlot int instrument) {
        final boolean buy = request.side() == Codes.SIDE_BUY;
        final long order = open(registers.nextOrderId(), request, buy, request.price());
        reports.accepted(order, request.price());
        final boolean mayRest = request.timeInForce() != Codes.TIF_IOC;
        if (mayRest) {
            lifecycle.know(order, checked.search());
        }
        if (!mayRest || rules.wouldTrade(request, instrument, checked.tick())) {
            return sweep.start(order, instrument, buy, request.price(), checked.tick(), mayRest, true);
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
        final boolean buy = request.side() == Codes.SIDE_BUY;
        final long order = open(orderId, request, buy, OrderTerms.reservedPrice(request));
        if (rules.needsDetails(request, instrument, request.orderQty())) {
            orderDetails.set(order, request, instrument, request.orderQty());
        }
        reports.accepted(order, request.price());
        final boolean mayRest = OrderTerms.mayRest(request);
        if (mayRest) {
            lifecycle.know(order, checked.search());
        }
        return start.start(order, request, instrument, buy, mayRest, checked);
    }

    /** Reserves what the order takes, and enters it in the table. */
    private @OrderAt long open(
            final long orderId, final OrderRequest request, final boolean buy, final long reservedPrice) {
        final int position = risk.open(checked.exposure(), buy, request.orderQty(), reservedPrice);
        return orders.take(
                orderId,
                request.clOrdId(),
                request.orderQty(),
                turn.session,
                position,
                OrderTable.kind(request.side(), request.ordType(), request.timeInForce()));
    }

    /** Rejects a new order, for which there is no room to wait. */
    public void rejectBusy(final OrderRequest request) {
        reports.rejected(registers.nextOrderId(), request, OrderReject.ENGINE_BUSY);
    }
}
