package io.matchlock.matcher.engine;

/** An order of the naive engine. */
final class NaiveOrder {
    long orderId;
    long clOrdId;
    int session;
    int securityId;
    int account;
    int side;
    int ordType;
    int timeInForce;
    long price;
    long orderQty;
    long cumQty;
    boolean canceled;

    long leavesQty() {
        return canceled ? 0 : orderQty - cumQty;
    }

    int status() {
        if (canceled) {
            return '4';
        }
        if (cumQty == orderQty) {
            return '2';
        }
        return cumQty == 0 ? '0' : '1';
    }

    String text() {
        return EventLog.order(
                orderId,
                clOrdId,
                session,
                EventLog.kind(securityId, account, side, ordType, timeInForce),
                price,
                EventLog.quantities(orderQty, leavesQty(), cumQty, status()));
    }
}
