package io.matchlock.audit.auditor.fold;

import io.matchlock.audit.auditor.table.OrderColumn;
import io.matchlock.audit.auditor.table.Row;
import io.matchlock.audit.auditor.table.Table;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The orders that are open after the entries so far, each as the row that it would be now. Rows are pooled. One
 * thread.
 */
public final class LiveOrderRows {
    private final Long2ObjectHashMap<LiveOrder> orders = new Long2ObjectHashMap<>();
    private final Deque<LiveOrder> free = new ArrayDeque<>();

    /** An order with its notional, which takes more than the 64 bits of a row's value. */
    public static final class LiveOrder {
        /** The row of the order, as it is now. */
        public final Row row = new Row(Table.ORDERS);

        private long notionalHigh;
        private long notionalLow;

        /** What has traded is worth so much more. */
        void addNotional(final long price, final long quantity) {
            final long low = price * quantity;
            final long sum = notionalLow + low;
            notionalHigh += Math.multiplyHigh(price, quantity) + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
            notionalLow = sum;
            row.setDecimal(OrderColumn.NOTIONAL, notionalHigh, notionalLow);
        }
    }

    /** An order that becomes known, its row all null but for the id. */
    LiveOrder add(final long orderId) {
        final LiveOrder order = free.isEmpty() ? new LiveOrder() : free.pop();
        order.notionalHigh = 0;
        order.notionalLow = 0;
        order.row
                .clear()
                .set(OrderColumn.ORDER_ID, orderId)
                .set(OrderColumn.NOTIONAL, 0)
                .set(OrderColumn.AVG_PRICE, 1);
        orders.put(orderId, order);
        return order;
    }

    /** Null if no such order is open. */
    public LiveOrder get(final long orderId) {
        return orders.get(orderId);
    }

    /** The order is over. */
    void remove(final long orderId) {
        final LiveOrder order = orders.remove(orderId);
        if (order != null) {
            free.push(order);
        }
    }

    /** {@return how many orders are open} */
    public int size() {
        return orders.size();
    }

    /**
     * Shows the rows of all open orders, in no order.
     *
     * @param consumer takes each; it may not keep it
     */
    public void forEach(final Consumer<Row> consumer) {
        orders.forEachLong((id, order) -> consumer.accept(order.row));
    }
}
