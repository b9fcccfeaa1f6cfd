package io.matchlock.engine.rules;

import io.matchlock.engine.book.InstrumentTable;
import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.OrderRequest;
import io.matchlock.engine.risk.Notionals;
import io.matchlock.engine.state.EngineState;

/** Checks of prices and of the notional, which finds the ticks of what it checks. */
final class PriceRules {
    private static final long NANOS = 1_000_000_000L;

    private final InstrumentTable instruments;
    private final Prices prices;

    PriceRules(final EngineState state, final Prices prices) {
        this.instruments = state.instruments();
        this.prices = prices;
    }

    /** Checks 20 to 29, of which the last two against what is to be open. */
    OrderReject check(
            final OrderRequest request,
            final @InstrumentSlot int instrument,
            final long open,
            final CheckedRequest checked) {
        OrderReject reject = checkLimit(request, instrument, checked);
        if (reject == null) {
            reject = checkStop(request, instrument, checked);
        }
        return reject == null ? checkNotional(request, instrument, open) : reject;
    }

    /** Checks 20 to 23, and finds the price's tick. */
    OrderReject checkLimit(
            final OrderRequest request, final @InstrumentSlot int instrument, final CheckedRequest checked) {
        if (!OrderTerms.isLimited(request)) {
            return request.price() == Codes.NULL_PRICE ? null : OrderReject.PRICE_ON_MARKET;
        }
        switch (prices.check(instrument, request.price())) {
            case Prices.INVALID -> {
                return OrderReject.INVALID_PRICE;
            }
            case Prices.OUTSIDE_LIMITS -> {
                return OrderReject.PRICE_LIMITS;
            }
            case Prices.OFF_TICK -> {
                return OrderReject.PRICE_TICK;
            }
            default -> {
                checked.tick(instruments.ticks(instrument, request.price()));
                return null;
            }
        }
    }

    /** Checks 24 to 27, and finds the stop price's tick. */
    OrderReject checkStop(
            final OrderRequest request, final @InstrumentSlot int instrument, final CheckedRequest checked) {
        if (!OrderTerms.isStop(request)) {
            return request.stopPx() == Codes.NULL_PRICE ? null : OrderReject.STOP_PRICE_UNEXPECTED;
        }
        switch (prices.check(instrument, request.stopPx())) {
            case Prices.INVALID -> {
                return OrderReject.INVALID_STOP_PRICE;
            }
            case Prices.OUTSIDE_LIMITS -> {
                return OrderReject.STOP_PRICE_LIMITS;
            }
            case Prices.OFF_TICK -> {
                return OrderReject.STOP_PRICE_TICK;
            }
            default -> {
                checked.stopTick(instruments.ticks(instrument, request.stopPx()));
                return null;
            }
        }
    }

    /** Checks 28 and 29. */
    OrderReject checkNotional(final OrderRequest request, final @InstrumentSlot int instrument, final long open) {
        if (!instruments.hasNotionalLimits(instrument) || !OrderTerms.isLimited(request)) {
            return null;
        }
        final long min = instruments.minNotional(instrument);
        if (min != 0 && Notionals.compare(request.price(), open, min, NANOS) < 0) {
            return OrderReject.NOTIONAL_TOO_SMALL;
        }
        final long max = instruments.maxNotional(instrument);
        return max != 0 && Notionals.compare(request.price(), open, max, NANOS) > 0
                ? OrderReject.NOTIONAL_TOO_LARGE
                : null;
    }
}
