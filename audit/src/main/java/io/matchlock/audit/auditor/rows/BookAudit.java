package io.matchlock.audit.auditor.rows;

import io.matchlock.audit.auditor.fold.IndependentFold;
import io.matchlock.audit.auditor.fold.LiveOrderRows;
import io.matchlock.audit.auditor.store.Findings;
import io.matchlock.audit.auditor.table.OrderColumn;
import io.matchlock.audit.auditor.table.Row;
import io.matchlock.engine.event.Order;
import io.matchlock.engine.event.OrderVisitor;
import java.util.function.Consumer;
import org.agrona.collections.LongHashSet;

/**
 * Compares the orders that are open according to the log with those in an engine's books at the end of the log. One
 * thread.
 */
public final class BookAudit {
    private static final long NULL_U64 = -1L;
    private static final long NULL_PRICE = Long.MIN_VALUE;

    private final LongHashSet seen = new LongHashSet();
    private final LiveOrderRows open;
    private final Findings findings;

    /**
     * Has compared nothing.
     *
     * @param fold of the whole log
     * @param findings to add to
     */
    public BookAudit(final IndependentFold fold, final Findings findings) {
        open = fold.ledger().live;
        this.findings = findings;
    }

    /**
     * Compares.
     *
     * @param books shows all their orders to a visitor
     * @param isBusy whether the engine has unfinished work; then one order may be at hand, and in no book
     */
    public void run(final Consumer<OrderVisitor> books, final boolean isBusy) {
        books.accept(this::onOrder);
        if (!isBusy || open.size() > seen.size() + 1) {
            open.forEach(this::findMissing);
        }
    }

    /** {@return how many orders the books have} */
    public long resting() {
        return seen.size();
    }

    private void onOrder(final Order order) {
        if (!seen.add(order.orderId())) {
            findings.duplicated("order " + order.orderId() + " is in the books more than once");
        }
        final LiveOrderRows.LiveOrder known = open.get(order.orderId());
        if (known == null) {
            findings.different("order " + order.orderId() + " is in the books, and by the log it is not open");
        } else if (!isSame(known.row, order)) {
            findings.different("order " + order.orderId() + " has cum " + order.cumQty() + " leaves "
                    + order.leavesQty() + " price " + order.price() + " in the books, cum "
                    + known.row.get(OrderColumn.CUM_QTY) + " leaves " + known.row.get(OrderColumn.LEAVES_QTY)
                    + " price " + known.row.get(OrderColumn.PRICE) + " by the log, or is another kind of order");
        }
    }

    private void findMissing(final Row row) {
        final long orderId = row.get(OrderColumn.ORDER_ID);
        if (!seen.contains(orderId)) {
            findings.lost("order " + orderId + " rests by the log, leaves " + row.get(OrderColumn.LEAVES_QTY)
                    + ", and is in no book");
        }
    }

    private static boolean isSame(final Row row, final Order order) {
        return row.get(OrderColumn.CUM_QTY) == order.cumQty()
                && row.get(OrderColumn.LEAVES_QTY) == order.leavesQty()
                && row.get(OrderColumn.QTY) == order.orderQty()
                && row.get(OrderColumn.CL_ORD_ID) == order.clOrdId()
                && row.get(OrderColumn.SESSION) == order.session()
                && row.get(OrderColumn.SECURITY_ID) == order.securityId()
                && row.get(OrderColumn.ACCOUNT) == Integer.toUnsignedLong(order.account())
                && row.get(OrderColumn.SIDE) == order.side()
                && row.get(OrderColumn.ORD_TYPE) == order.ordType()
                && row.get(OrderColumn.TIME_IN_FORCE) == order.timeInForce()
                && row.get(OrderColumn.STATUS) == order.ordStatus()
                && isSame(row, OrderColumn.PRICE, order.price(), NULL_PRICE)
                && isSame(row, OrderColumn.DISPLAY_QTY, order.displayQty(), NULL_U64)
                && isSame(row, OrderColumn.EXPIRE_TIME_NS, order.expireTimeNs(), NULL_U64);
    }

    private static boolean isSame(final Row row, final OrderColumn column, final long value, final long nullValue) {
        return row.isNull(column) ? value == nullValue : row.get(column) == value;
    }
}
