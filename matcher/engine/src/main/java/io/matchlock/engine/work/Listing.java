package io.matchlock.engine.work;

import io.matchlock.engine.book.InstrumentTable;
import io.matchlock.engine.handle.AccountNumber;
import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.party.AccountTable;
import io.matchlock.engine.progress.Work;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.Instrument;
import io.matchlock.engine.risk.Risk;
import io.matchlock.engine.state.EngineState;
import io.matchlock.engine.trade.Reports;
import io.matchlock.engine.trade.Uncross;

/** What admins change: instruments, their status, the limits of accounts. */
public final class Listing {
    private final InstrumentTable instruments;
    private final AccountTable accounts;
    private final Risk risk;
    private final Uncross uncross;
    private final Reports reports;
    private final long maxQty;

    /** {@code maxOrders}: no quantity may be so large that as many of them overflow. */
    Listing(
            final EngineState state,
            final Risk risk,
            final Uncross uncross,
            final Reports reports,
            final int maxOrders) {
        this.instruments = state.instruments();
        this.accounts = state.accounts();
        this.risk = risk;
        this.uncross = uncross;
        this.reports = reports;
        this.maxQty = Long.MAX_VALUE / (maxOrders + 1L);
    }

    /** Adds or changes an instrument; returns {@code Codes.ADMIN_*}. */
    public int define(final Instrument instrument) {
        int slot = instruments.find(instrument.securityId());
        if (slot == 0) {
            if (instruments.full()) {
                return Codes.ADMIN_FULL;
            }
            slot = instruments.add(instrument.securityId(), instrument.status());
        } else if (!instruments.canPrice(slot, instrument.tickSize(), instrument.highLimitPrice())) {
            return Codes.ADMIN_TICK_SIZE;
        }
        define(slot, instrument);
        return Codes.ADMIN_DONE;
    }

    private void define(final @InstrumentSlot int slot, final Instrument instrument) {
        instruments.prices(
                slot,
                instrument.tickSize(),
                instrument.lowLimitPrice(),
                instrument.highLimitPrice(),
                instrument.referencePrice());
        instruments.quantities(
                slot,
                instrument.lotSize(),
                instrument.minQty(),
                Math.min(instrument.maxQty(), maxQty),
                instrument.minNotional(),
                instrument.maxNotional());
        instruments.rules(
                slot,
                instrument.bandBasisPoints(),
                instrument.haltSeconds(),
                instrument.dayEndNs(),
                instrument.replaceLosesPriority());
        for (final Instrument.TickStep step : instrument.tickSteps()) {
            instruments.steps().add(slot, step.fromPrice(), step.tickSize());
        }
    }

    void change(final long requestId, final Instrument instrument) {
        final boolean known = instruments.find(instrument.securityId()) != 0;
        final int result = define(instrument);
        if (result == Codes.ADMIN_DONE && !known) {
            reports.status(instrument.securityId(), instrument.status());
        }
        reports.admin(requestId, result);
    }

    /** Leads an instrument to another status; returns the kind of work that comes next. */
    int status(final long requestId, final int securityId, final int status) {
        final int instrument = instruments.find(securityId);
        if (instrument == 0 || !Codes.isTradingStatus(status)) {
            reports.admin(requestId, instrument == 0 ? Codes.ADMIN_UNKNOWN_INSTRUMENT : Codes.ADMIN_UNKNOWN_STATUS);
            return Work.NONE;
        }
        final boolean fromAuction = instruments.status(instrument) == Codes.TRADING_AUCTION;
        if (status == Codes.TRADING_CONTINUOUS || (status == Codes.TRADING_CLOSED && fromAuction)) {
            return uncross.start(instrument, status, requestId);
        }
        instruments.status(instrument, status);
        instruments.haltEndNs(instrument, 0);
        reports.status(securityId, status);
        reports.admin(requestId, Codes.ADMIN_DONE);
        return Work.NONE;
    }

    void limits(
            final long requestId,
            final @AccountNumber int number,
            final int maxOpenOrders,
            final long maxPosition,
            final long maxNotional) {
        if (maxOpenOrders < 0 || maxPosition < 0 || maxNotional < 0) {
            reports.admin(requestId, Codes.ADMIN_INVALID);
            return;
        }
        final int account = risk.know(number);
        if (account == 0) {
            reports.admin(requestId, Codes.ADMIN_FULL);
            return;
        }
        AccountTable.limit(accounts.at(account), maxOpenOrders, maxPosition, maxNotional);
        risk.changed(account);
        reports.admin(requestId, Codes.ADMIN_DONE);
    }
}
