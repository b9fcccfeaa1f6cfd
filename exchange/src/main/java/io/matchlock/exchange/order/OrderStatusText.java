package io.matchlock.exchange.order;

import io.matchlock.persister.status.OrderStatus;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.order.OrdStatus;
import io.matchlock.protocol.order.Side;
import java.math.BigDecimal;
import java.util.List;

/** How an order stands, for people: ids unsigned, quantities in the instrument's units. */
public final class OrderStatusText {
    private OrderStatusText() {}

    /**
     * Describes an order.
     *
     * @param order as the cache or Postgres has it
     * @param instrument that it is an order for
     * @return three lines
     */
    public static List<String> lines(final OrderStatus order, final TradedInstrument instrument) {
        return List.of(
                "order " + Long.toUnsignedString(order.orderId()) + ": session " + order.session() + ", clOrdID "
                        + Long.toUnsignedString(order.clOrdId()) + ", " + instrument.symbol() + ", "
                        + Side.get((byte) order.side()) + ", " + OrdStatus.get((byte) order.status()),
                "  quantity " + instrument.quantity(order.qty()) + ", done " + instrument.quantity(order.cumQty())
                        + ", left " + instrument.quantity(order.leavesQty()) + ", price "
                        + (order.price() == null ? "none" : plain(order.price()))
                        + (order.avgPrice() == null ? "" : ", average price " + plain(order.avgPrice())),
                "  as of log entry " + EntryId.format(order.position()) + ", from "
                        + (order.isCached() ? "the status cache" : "Postgres"));
    }

    private static String plain(final BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
