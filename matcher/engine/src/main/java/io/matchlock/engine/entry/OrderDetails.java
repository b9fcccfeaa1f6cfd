package io.matchlock.engine.entry;

import io.matchlock.engine.book.InstrumentTable;
import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.order.DetailTable;
import io.matchlock.engine.order.ExpiryHeap;
import io.matchlock.engine.order.OrderTable;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.OrderRequest;
import io.matchlock.engine.rules.Bands;
import io.matchlock.engine.state.EngineState;
import io.matchlock.engine.state.Registers;
import io.matchlock.engine.version.WholeFields;

/** Fills the details of orders that need them from requests. */
final class OrderDetails {
    private final Registers registers;
    private final InstrumentTable instruments;
    private final DetailTable details;
    private final ExpiryHeap expiries;

    OrderDetails(final EngineState state) {
        this.registers = state.registers();
        this.instruments = state.instruments();
        this.details = state.details();
        this.expiries = state.expiries();
    }

    /** Sets what the request says, of an order of which {@code open} is to be open. Takes a slot, if it has none. */
    void set(
            final @OrderAt long order,
            final OrderRequest request,
            final @InstrumentSlot int instrument,
            final long open) {
        long detail = details.of(order);
        if (detail == 0) {
            detail = details.take();
            OrderTable.detail(order, details.slot(detail));
        }
        DetailTable.prices(detail, request.price(), request.stopPx());
        DetailTable.displayQty(detail, isIceberg(request, open) ? request.displayQty() : 0);
        DetailTable.terms(detail, request.selfMatchPreventionId(), request.stpInstruction(), request.minQty());
        DetailTable.expireTimeNs(detail, expireTimeNs(request, instrument));
    }

    private long expireTimeNs(final OrderRequest request, final @InstrumentSlot int instrument) {
        return switch (request.timeInForce()) {
            case Codes.TIF_GTD -> WholeFields.kept(request.expireTimeNs());
            case Codes.TIF_DAY -> Bands.nextDayEndNs(instruments.dayEndNs(instrument), registers.bookTimeNs());
            default -> 0;
        };
    }

    /** Sets what a replace says, and when the order expires from now on. */
    void change(
            final OrderRequest request,
            final @OrderAt long order,
            final @InstrumentSlot int instrument,
            final long open) {
        if (OrderTable.detail(order) != 0) {
            expiries.remove(order);
        }
        set(order, request, instrument, open);
        if (DetailTable.expireTimeNs(details.of(order)) != 0) {
            expiries.add(order);
        }
    }

    /** Whether the order shows less than is open of it. */
    static boolean isIceberg(final OrderRequest request, final long open) {
        return request.displayQty() != Codes.NULL_U64 && request.displayQty() < open;
    }
}
