package io.matchlock.audit.sim.check;

import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.order.ExecType;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.MessageHeaderDecoder;
import io.matchlock.protocol.order.Side;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/**
 * A book made of the reports alone, without an engine: each order's quantity must be what is filled, open and cancelled of it, both
 * sides of a trade must be the same trade, within both limits, and bids must be below offers whenever an entry's work is done.
 */
final class ReportedBook {
    /** Of all records of an entry together, as the architecture says. */
    private static final int MAX_TOUCHES = 2_000;

    private final Map<Long, Order> orders = new HashMap<>();
    private final TreeMap<Long, Integer> bids = new TreeMap<>();
    private final TreeMap<Long, Integer> offers = new TreeMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final ExecutionReportTradeDecoder trade = new ExecutionReportTradeDecoder();
    private Half half;
    private long entryId;
    private int cancels;

    /** An order that lives, as its last report left it. */
    private static final class Order {
        private long price;
        private long quantity;
        private long filled;
        private long open;
    }

    /** One side of a trade, whose other side is the next report of its entry. */
    private record Half(long tradeId, long price, long quantity, Side side) {}

    void beginEntry(final long id) {
        entryId = id;
        cancels = 0;
    }

    void onReport(final DirectBuffer buffer, final int offset) {
        header.wrap(buffer, offset);
        if (header.templateId() == ExecutionReportDecoder.TEMPLATE_ID) {
            report.wrapAndApplyHeader(buffer, offset, header);
            onExecution();
        } else if (header.templateId() == ExecutionReportTradeDecoder.TEMPLATE_ID) {
            trade.wrapAndApplyHeader(buffer, offset, header);
            onTrade();
        }
    }

    void endEntry(final boolean isBusy, final boolean isBounded, final int records) {
        require(!isBounded || cancels <= MAX_TOUCHES + records, "more orders are touched than an entry may");
        require(half == null, "a trade has one side");
        if (!isBusy && !bids.isEmpty() && !offers.isEmpty()) {
            require(bids.lastKey() < offers.firstKey(), "the book is crossed");
        }
    }

    private void onExecution() {
        final ExecType type = report.execType();
        if (type == ExecType.New) {
            final Order order = new Order();
            require(orders.put(report.orderID(), order) == null, "an order id is given out twice");
            require(report.cumQty() == 0 && report.leavesQty() == report.orderQty(), "a new order is not open in full");
            rest(order);
        } else if (type == ExecType.Replaced || type == ExecType.Restated) {
            final Order order = known(report.orderID());
            require(report.cumQty() == order.filled, "what is filled has changed without a trade");
            require(report.cumQty() + report.leavesQty() == report.orderQty(), "quantity is not filled or open");
            unrest(order, report.side());
            rest(order);
        } else if (type == ExecType.Canceled || type == ExecType.Expired) {
            final Order order = known(report.orderID());
            require(report.cumQty() == order.filled && report.leavesQty() == 0, "a cancelled order is filled or open");
            require(report.orderQty() == order.quantity, "a cancelled order has another quantity");
            unrest(order, report.side());
            orders.remove(report.orderID());
            cancels++;
        }
    }

    private void onTrade() {
        final Order order = known(trade.orderID());
        require(trade.lastQty() > 0 && trade.lastQty() <= order.open, "more is traded than was open");
        require(trade.cumQty() == order.filled + trade.lastQty(), "what is filled is not what was traded");
        require(trade.leavesQty() == order.open - trade.lastQty(), "what is open is not what is left");
        final boolean isBuy = trade.side() == Side.Buy;
        require(
                isBuy
                        ? trade.lastPx().mantissa() <= order.price
                        : trade.lastPx().mantissa() >= order.price,
                "a limit is not kept");
        match();
        order.filled = trade.cumQty();
        order.open = trade.leavesQty();
        if (order.open == 0) {
            count(isBuy ? bids : offers, order.price, -1);
            orders.remove(trade.orderID());
        }
    }

    private void match() {
        final Half mine = new Half(trade.tradeID(), trade.lastPx().mantissa(), trade.lastQty(), trade.side());
        if (half == null) {
            half = mine;
            return;
        }
        require(
                mine.tradeId() == half.tradeId()
                        && mine.price() == half.price()
                        && mine.quantity() == half.quantity()
                        && mine.side() != half.side(),
                "the two sides of a trade differ");
        half = null;
    }

    private void rest(final Order order) {
        order.price = report.price().mantissa();
        order.quantity = report.orderQty();
        order.filled = report.cumQty();
        order.open = report.leavesQty();
        count(report.side() == Side.Buy ? bids : offers, order.price, 1);
    }

    private void unrest(final Order order, final Side side) {
        count(side == Side.Buy ? bids : offers, order.price, -1);
    }

    private static void count(final Map<Long, Integer> side, final long price, final int change) {
        if (side.merge(price, change, Integer::sum) == 0) {
            side.remove(price);
        }
    }

    private Order known(final long orderId) {
        final Order order = orders.get(orderId);
        require(order != null, "a report is about an order that does not live");
        return order;
    }

    private void require(final boolean isTrue, final String otherwise) {
        if (!isTrue) {
            throw new Violation("events entry " + EntryId.format(entryId) + ": " + otherwise);
        }
    }
}
