package io.matchlock.bench.generate;

import io.matchlock.engine.event.CancelReason;
import io.matchlock.engine.event.CancelReject;
import io.matchlock.engine.event.Order;
import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.event.Report;
import io.matchlock.engine.event.SilentListener;
import io.matchlock.engine.request.Codes;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.collections.Long2LongHashMap;

/**
 * The orders that rest, to choose one from, and the one that left last. A handle is an index, valid until the next
 * command.
 */
final class RestingOrders extends SilentListener {
    private static final int GONE_HANDLE = -1;

    private final List<Entry> entries = new ArrayList<>();
    private final Long2LongHashMap positionById = new Long2LongHashMap(-1);
    private Entry gone = new Entry(0, 0, true);

    private record Entry(long id, int symbol, boolean isBuy) {}

    int count() {
        return entries.size();
    }

    /** A resting order, or the gone one if none rests. */
    int any(final SplittableRandom random) {
        return entries.isEmpty() ? GONE_HANDLE : random.nextInt(entries.size());
    }

    /** The order that went last. */
    int gone() {
        return GONE_HANDLE;
    }

    long id(final int handle) {
        return entry(handle).id();
    }

    int symbol(final int handle) {
        return entry(handle).symbol();
    }

    boolean isBuy(final int handle) {
        return entry(handle).isBuy();
    }

    private Entry entry(final int handle) {
        return handle == GONE_HANDLE ? gone : entries.get(handle);
    }

    @Override
    public void onOrderNew(final Report report, final Order order) {
        positionById.put(order.clOrdId(), entries.size());
        entries.add(new Entry(order.clOrdId(), order.securityId(), order.side() == Codes.SIDE_BUY));
    }

    @Override
    public void onOrderReplaced(final Report report, final Order order, final long origClOrdId) {}

    @Override
    public void onOrderCanceled(
            final Report report,
            final Order order,
            final long clOrdId,
            final long origClOrdId,
            final CancelReason reason,
            final long massActionId) {
        remove(order);
    }

    @Override
    public void onTrade(
            final Report report,
            final Order order,
            final long tradeId,
            final long lastPx,
            final long lastQty,
            final boolean aggressor,
            final long contraOrderId) {
        if (order.leavesQty() == 0) {
            remove(order);
        }
    }

    private void remove(final Order order) {
        final int position = (int) positionById.remove(order.clOrdId());
        final Entry last = entries.remove(entries.size() - 1);
        gone = last;
        if (position < entries.size()) {
            gone = entries.set(position, last);
            positionById.put(last.id(), position);
        }
    }

    @Override
    public void onOrderRejected(
            final Report report,
            final long orderId,
            final long clOrdId,
            final int securityId,
            final int side,
            final OrderReject reject) {
        throw new IllegalStateException("a generated order was rejected: " + reject);
    }

    @Override
    public void onCancelRejected(
            final Report report,
            final long clOrdId,
            final long origClOrdId,
            final long orderId,
            final int securityId,
            final int ordStatus,
            final int responseTo,
            final CancelReject reject) {}

    @Override
    public void onBusinessRejected(
            final Report report, final long refId, final int reason, final int refTagId, final int refTemplateId) {
        throw new IllegalStateException("a generated message was refused: " + reason);
    }
}
