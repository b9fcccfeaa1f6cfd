package io.matchlock.exchange.reconcile;

/** An order as it stands, by the log or by Postgres. Null prices are {@code Long.MIN_VALUE}; notional is price times quantity, 10^-9, modulo 2^64. */
final class OrderRow {
    long orderId;
    int session;
    byte status;
    byte side;
    long clOrdId;
    long clientNumber;
    long quantity;
    long cumQuantity;
    long leavesQuantity;
    long price;
    long notional;

    boolean isSame(final OrderRow other) {
        return session == other.session
                && status == other.status
                && side == other.side
                && clOrdId == other.clOrdId
                && clientNumber == other.clientNumber
                && quantity == other.quantity
                && cumQuantity == other.cumQuantity
                && leavesQuantity == other.leavesQuantity
                && price == other.price
                && notional == other.notional;
    }

    @Override
    public String toString() {
        return "session " + session + " number " + clientNumber + " ClOrdID " + Long.toUnsignedString(clOrdId)
                + " side " + (char) side + " status " + (char) status + " qty " + quantity + " cum " + cumQuantity
                + " leaves " + leavesQuantity + " price " + price + " notional " + notional;
    }
}
