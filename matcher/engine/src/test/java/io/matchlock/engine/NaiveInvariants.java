package io.matchlock.engine;

/** What holds after each record, whatever it was. */
final class NaiveInvariants {
    private NaiveInvariants() {}

    static void check(final NaiveMarket market) {
        for (final NaiveOrder order : market.live.values()) {
            must(order.leavesQty > 0, "nothing open", order);
            must(order.endStatus == 0 && !order.isMarket(), "lives on", order);
            must(order.isStop() || (order.shownQty > 0 && order.shownQty <= order.leavesQty), "shows wrongly", order);
            must(order.endsAtNs > market.bookTimeNs, "has not expired", order);
        }
        for (final NaiveBook book : market.books.values()) {
            final NaiveOrder buy = book.best(true);
            final NaiveOrder sell = book.best(false);
            final boolean crossed = buy != null && sell != null && buy.price >= sell.price;
            must(!crossed || !book.isContinuous(), "is crossed", buy);
            must(book.elected() == null || !book.isContinuous(), "has not been elected", book.elected());
        }
    }

    private static void must(final boolean holds, final String what, final NaiveOrder order) {
        if (!holds) {
            throw new AssertionError("an order " + what + ": " + order.text());
        }
    }
}
