package io.matchlock.persister.testing;

import java.math.BigDecimal;
import java.math.BigInteger;

/** An order of a test's flow, applied row by row. */
final class FlowOrder {
    static final long NO_PRICE = Long.MIN_VALUE;

    long id;
    long entryId;
    long lastEntryId;
    long clOrdId;
    long clientNumber;
    long receiveTimeNs;
    long price;
    long qty;
    long cumQty;
    long leavesQty;
    int session;
    int securityId;
    int rejectReason = -1;
    char side;
    char ordType;
    char timeInForce;
    char status;
    BigInteger notional = BigInteger.ZERO;

    void trade(final long entry, final long lastPrice, final long lastQty) {
        lastEntryId = entry;
        cumQty += lastQty;
        leavesQty -= lastQty;
        status = leavesQty == 0 ? '2' : '1';
        notional = notional.add(BigInteger.valueOf(lastPrice).multiply(BigInteger.valueOf(lastQty)));
    }

    /** As {@link FlowRows#ORDERS} selects it. */
    String line() {
        return id + "|" + entryId + "|" + lastEntryId + "|" + session + "|" + clOrdId + "|" + clientNumber + "|"
                + receiveTimeNs + "|" + securityId + "|" + side + ordType + timeInForce + status + "|" + plain(price)
                + "|" + qty + "|" + cumQty + "|" + leavesQty + "|" + plain(new BigDecimal(notional, 9)) + "|"
                + (rejectReason < 0 ? "-" : Integer.toString(rejectReason));
    }

    static String plain(final long price) {
        return price == NO_PRICE ? "-" : plain(BigDecimal.valueOf(price, 9));
    }

    private static String plain(final BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
