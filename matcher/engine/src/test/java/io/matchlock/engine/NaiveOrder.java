package io.matchlock.engine;

import io.matchlock.engine.request.Codes;

/** An order of the naive engine. */
final class NaiveOrder {
    static final long NEVER = Long.MAX_VALUE;

    long orderId;
    long clOrdId;
    int session;
    int securityId;
    int account;
    int side;
    int ordType;
    int timeInForce;
    long price;
    long stopPx;
    long orderQty;
    long leavesQty;
    /** Of leaves quantity, while it rests: what may trade before its turn is over. */
    long shownQty;

    long displayQty;
    long minQty = Codes.NULL_U64;
    long group;
    int stpInstruction;
    long expireTimeNs;
    /** When it expires, Day orders included. */
    long endsAtNs = NEVER;

    boolean details;
    /** Why it is no longer there: 0, canceled or expired. */
    boolean hasEnded;

    int endStatus;

    boolean isBuy() {
        return side == Codes.SIDE_BUY;
    }

    boolean isStop() {
        return ordType == Codes.TYPE_STOP || ordType == Codes.TYPE_STOP_LIMIT;
    }

    boolean isMarket() {
        return ordType == Codes.TYPE_MARKET;
    }

    long cumQty() {
        return orderQty - leavesQty;
    }

    /** Where it waits: a stop at its stop price, another order at its price. */
    long levelPrice() {
        return isStop() ? stopPx : price;
    }

    /** Whether a price is as good as its limit or better. */
    boolean reaches(final long otherPrice) {
        return isMarket() || (isBuy() ? otherPrice <= price : otherPrice >= price);
    }

    boolean isStopReachedBy(final long tradePrice) {
        return isBuy() ? tradePrice >= stopPx : tradePrice <= stopPx;
    }

    boolean prevents() {
        return group != Codes.NULL_U64 && stpInstruction >= '1' && stpInstruction <= '4';
    }

    boolean isSelfTradeWith(final NaiveOrder resting) {
        return prevents() && group == resting.group;
    }

    /** Shows as much as it may of what is open. */
    void show() {
        shownQty = displayQty == Codes.NULL_U64 ? leavesQty : Math.min(displayQty, leavesQty);
    }

    private int status() {
        if (endStatus != 0) {
            return endStatus;
        }
        if (leavesQty == 0) {
            return Codes.STATUS_FILLED;
        }
        return cumQty() == 0 ? Codes.STATUS_NEW : Codes.STATUS_PARTIALLY_FILLED;
    }

    int ordStatus() {
        return status();
    }

    String text() {
        return EventLog.order(
                        orderId,
                        clOrdId,
                        session,
                        EventLog.kind(securityId, account, side, ordType, timeInForce),
                        price,
                        EventLog.quantities(orderQty, endStatus != 0 ? 0 : leavesQty, cumQty(), status()))
                + EventLog.details(
                        isStop() ? stopPx : Codes.NULL_PRICE,
                        displayQty,
                        minQty,
                        timeInForce == Codes.TIF_GTD ? expireTimeNs : Codes.NULL_U64);
    }
}
