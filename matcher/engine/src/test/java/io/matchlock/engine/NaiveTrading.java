package io.matchlock.engine;

import io.matchlock.engine.event.CancelReason;
import io.matchlock.engine.request.Codes;
import java.util.List;

/** What an aggressor does, what it elects, and the uncross, as docs/matching.md has them under Trading and Instruments. */
final class NaiveTrading {
    private final NaiveMarket market;
    private final NaiveEngine engine;

    /** Prices that an aggressor may trade at, both inclusive. */
    private record Band(long low, long high) {
        static Band of(final NaiveBook book) {
            if (book.lastPrice == null || book.definition.bandBasisPoints() == 0) {
                return new Band(Long.MIN_VALUE, Long.MAX_VALUE);
            }
            final long reach = book.band(book.lastPrice);
            final long low = book.lastPrice - reach;
            final long high = book.lastPrice > Long.MAX_VALUE - reach ? Long.MAX_VALUE : book.lastPrice + reach;
            return new Band(low, high);
        }

        boolean holds(final long price) {
            return price >= low && price <= high;
        }
    }

    NaiveTrading(final NaiveMarket market, final NaiveEngine engine) {
        this.market = market;
        this.engine = engine;
    }

    /** An accepted or replaced order enters its book. */
    void enter(final NaiveBook book, final NaiveOrder order) {
        if (!book.isContinuous()) {
            rest(book, order);
            return;
        }
        if (!order.isStop()) {
            attack(book, order);
        } else if (book.lastPrice != null && order.isStopReachedBy(book.lastPrice)) {
            trigger(book, order);
        } else {
            rest(book, order);
        }
        elect(book);
    }

    /** Elects stops, one after the other, until the trades elect no more. */
    void elect(final NaiveBook book) {
        NaiveOrder stop = book.elected();
        while (book.isContinuous() && stop != null) {
            market.takeOut(stop);
            trigger(book, stop);
            stop = book.elected();
        }
        book.forgetTrades();
    }

    private void trigger(final NaiveBook book, final NaiveOrder stop) {
        stop.ordType = stop.ordType == Codes.TYPE_STOP ? Codes.TYPE_MARKET : Codes.TYPE_LIMIT;
        stop.stopPx = Codes.NULL_PRICE;
        market.forgetSubject();
        market.counts.add("elections");
        engine.log.add("triggered", engine.news(stop), stop.text());
        attack(book, stop);
    }

    private void rest(final NaiveBook book, final NaiveOrder order) {
        if (!book.hasLevel(order.isStop(), order.isBuy(), order.levelPrice())
                && market.levels() >= market.limits.maxPriceLevels()) {
            cancel(order, CancelReason.LEVELS_FULL);
            return;
        }
        order.show();
        market.putIn(order);
    }

    /** Cancels an order that nobody asked to be cancelled. */
    void cancel(final NaiveOrder order, final CancelReason reason) {
        order.endStatus = Codes.STATUS_CANCELED;
        market.ended(order);
        market.counts.add("cancel " + reason);
        engine.log.add("canceled", engine.news(order), order.text(), order.clOrdId, Codes.NULL_U64, reason);
    }

    private void attack(final NaiveBook book, final NaiveOrder aggressor) {
        final Band band = Band.of(book);
        if (aggressor.timeInForce == Codes.TIF_FOK && !isFor(book, aggressor, band, aggressor.leavesQty)) {
            cancel(aggressor, CancelReason.FILL_OR_KILL);
            return;
        }
        if (aggressor.minQty != Codes.NULL_U64 && !isFor(book, aggressor, band, aggressor.minQty)) {
            cancel(aggressor, CancelReason.MIN_QTY);
            return;
        }
        final CancelReason halted = sweep(book, aggressor, band);
        if (aggressor.leavesQty == 0) {
            market.ended(aggressor);
        }
        if (aggressor.endStatus == 0 && aggressor.leavesQty > 0) {
            settle(book, aggressor, halted);
        }
        if (halted == CancelReason.VOLATILITY_HALT) {
            halt(book);
        }
    }

    /** Why it had to stop before the end, null if it had not. */
    private CancelReason sweep(final NaiveBook book, final NaiveOrder aggressor, final Band band) {
        int touched = 0;
        while (aggressor.endStatus == 0 && aggressor.leavesQty > 0) {
            final NaiveOrder resting = book.best(!aggressor.isBuy());
            if (resting == null || !aggressor.reaches(resting.price)) {
                return null;
            }
            if (!band.holds(resting.price)) {
                return CancelReason.VOLATILITY_HALT;
            }
            if (market.rulesVersion == 1 && touched++ == market.limits.maxTouchedOrders()) {
                return CancelReason.TOUCHED_ORDERS;
            }
            if (aggressor.isSelfTradeWith(resting)) {
                prevent(aggressor, resting);
            } else {
                trade(book, aggressor, resting);
            }
        }
        return null;
    }

    private void settle(final NaiveBook book, final NaiveOrder rest, final CancelReason stopped) {
        final boolean immediate = rest.timeInForce == Codes.TIF_IOC || rest.timeInForce == Codes.TIF_FOK;
        if (stopped == CancelReason.TOUCHED_ORDERS) {
            cancel(rest, stopped);
        } else if (stopped != null && (immediate || rest.isMarket())) {
            cancel(rest, stopped);
        } else if (immediate) {
            cancel(rest, CancelReason.IMMEDIATE_OR_CANCEL);
        } else if (rest.isMarket()) {
            cancel(rest, CancelReason.NO_LIQUIDITY);
        } else {
            rest(book, rest);
        }
    }

    private void halt(final NaiveBook book) {
        final long seconds = book.definition.haltSeconds();
        book.haltEndsNs = seconds == 0 ? 0 : market.bookTimeNs + seconds * 1_000_000_000L;
        book.status = Codes.TRADING_AUCTION;
        market.counts.add("volatility halts");
        engine.log.add("status", book.definition.securityId(), book.status);
    }

    /** Whether a quantity can be traded now. */
    private boolean isFor(final NaiveBook book, final NaiveOrder aggressor, final Band band, final long quantity) {
        long counted = 0;
        for (final List<NaiveOrder> level : book.orders(!aggressor.isBuy()).values()) {
            final long price = level.get(0).price;
            if (!aggressor.reaches(price) || !band.holds(price)) {
                break;
            }
            final boolean ends = aggressor.stpInstruction != Codes.STP_CANCEL_RESTING
                    && level.stream().anyMatch(aggressor::isSelfTradeWith);
            for (final NaiveOrder resting : level) {
                if (!aggressor.isSelfTradeWith(resting)) {
                    counted += ends ? resting.shownQty : resting.leavesQty;
                } else if (ends) {
                    break;
                }
            }
            if (ends) {
                break;
            }
        }
        return counted >= quantity;
    }

    private void trade(final NaiveBook book, final NaiveOrder aggressor, final NaiveOrder resting) {
        final long quantity = Math.min(aggressor.leavesQty, resting.shownQty);
        fill(aggressor, quantity);
        fill(resting, quantity);
        resting.shownQty -= quantity;
        book.traded(resting.price);
        tell(aggressor, resting, resting.price, quantity, true);
        turn(book, resting);
    }

    private void tell(
            final NaiveOrder first,
            final NaiveOrder second,
            final long price,
            final long quantity,
            final boolean aggressor) {
        final long tradeId = ++market.tradeIds;
        engine.log.add("trade", engine.news(first), first.text(), tradeId, price, quantity, aggressor, second.orderId);
        engine.log.add("trade", engine.news(second), second.text(), tradeId, price, quantity, false, first.orderId);
        market.counts.add(aggressor ? "trades" : "uncross trades");
    }

    private void fill(final NaiveOrder order, final long quantity) {
        order.leavesQty -= quantity;
        market.risk.traded(order, quantity);
    }

    /** What has nothing open leaves; what has shown all that it showed shows again, at the end of its level. */
    private void turn(final NaiveBook book, final NaiveOrder resting) {
        if (resting.leavesQty == 0) {
            market.takeOut(resting);
            market.ended(resting);
        } else if (resting.shownQty == 0) {
            resting.show();
            book.moveToEnd(resting);
            market.counts.add("icebergs shown again");
        }
    }

    private void prevent(final NaiveOrder aggressor, final NaiveOrder resting) {
        market.counts.add("self-trades prevented by " + (char) aggressor.stpInstruction);
        switch (aggressor.stpInstruction) {
            case Codes.STP_CANCEL_AGGRESSOR -> cancel(aggressor, CancelReason.SELF_TRADE);
            case Codes.STP_CANCEL_RESTING -> cancelResting(resting);
            case Codes.STP_CANCEL_BOTH -> {
                cancel(aggressor, CancelReason.SELF_TRADE);
                cancelResting(resting);
            }
            default -> decrement(aggressor, resting);
        }
    }

    private void cancelResting(final NaiveOrder resting) {
        market.takeOut(resting);
        cancel(resting, CancelReason.SELF_TRADE);
    }

    private void decrement(final NaiveOrder aggressor, final NaiveOrder resting) {
        final long quantity = Math.min(aggressor.leavesQty, resting.shownQty);
        take(aggressor, quantity);
        take(resting, quantity);
        resting.shownQty -= quantity;
        turn(market.book(resting.securityId), resting);
        restate(aggressor);
        restate(resting);
    }

    private static void take(final NaiveOrder order, final long quantity) {
        order.leavesQty -= quantity;
        order.orderQty -= quantity;
    }

    private void restate(final NaiveOrder order) {
        if (order.leavesQty == 0) {
            cancel(order, CancelReason.SELF_TRADE);
        } else {
            engine.log.add("restated", engine.news(order), order.text(), CancelReason.SELF_TRADE);
        }
    }

    /** Trades at one price what crosses. */
    void uncross(final NaiveBook book) {
        final NaiveAuction auction = new NaiveAuction(book);
        final long price = auction.price();
        long left = auction.volume();
        market.counts.add(left > 0 ? "uncrosses" : "uncrosses of nothing");
        while (left > 0) {
            final NaiveOrder buy = book.best(true);
            final NaiveOrder sell = book.best(false);
            final long quantity = Math.min(left, Math.min(buy.leavesQty, sell.leavesQty));
            fill(buy, quantity);
            fill(sell, quantity);
            book.traded(price);
            tell(buy, sell, price, quantity, false);
            keep(buy);
            keep(sell);
            left -= quantity;
        }
    }

    private void keep(final NaiveOrder order) {
        if (order.leavesQty == 0) {
            market.takeOut(order);
            market.ended(order);
        } else {
            order.show();
        }
    }
}
