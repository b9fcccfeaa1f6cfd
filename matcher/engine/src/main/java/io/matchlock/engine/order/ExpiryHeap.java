package io.matchlock.engine.order;

import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.store.Regions;
import org.agrona.UnsafeApi;

/**
 * The orders that expire, as a binary heap by expire time, then order id: the first to go is at the top. Each order's details
 * know its position in the heap, so that a cancelled one can be taken out of the middle.
 *
 * <pre>
 *   word 0: how many     word i: order slot; its parent is word i / 2
 * </pre>
 */
public final class ExpiryHeap {
    private static final int WORD_SHIFT = 2;

    private final long address;
    private final OrderTable orders;
    private final DetailTable details;

    /** An empty heap, with room for so many orders. */
    public ExpiryHeap(final int capacity, final OrderTable orders, final DetailTable details, final Regions regions) {
        address = regions.add("expiry heap", (capacity + 2L) << WORD_SHIFT, () -> (size() + 1L) << WORD_SHIFT)
                .address();
        this.orders = orders;
        this.details = details;
    }

    private int size() {
        return UnsafeApi.getInt(address + 0);
    }

    private @OrderAt long at(final int position) {
        return orders.at(UnsafeApi.getInt(address + ((long) position << WORD_SHIFT)));
    }

    private void set(final int position, final @OrderAt long order) {
        UnsafeApi.putInt(address + ((long) position << WORD_SHIFT), orders.slot(order));
        DetailTable.heapPosition(details.of(order), position);
    }

    /** The order that expires first, 0 if none does. */
    public @OrderAt long first() {
        return size() == 0 ? 0 : at(1);
    }

    /** Puts in an order whose details have an expire time. */
    public void add(final @OrderAt long order) {
        final int position = size() + 1;
        UnsafeApi.putInt(address + 0, position);
        rise(position, order);
    }

    /** Takes an order out, if it is here. */
    public void remove(final @OrderAt long order) {
        final long detail = details.of(order);
        final int position = DetailTable.heapPosition(detail);
        if (position == 0) {
            return;
        }
        DetailTable.heapPosition(detail, 0);
        final int last = size();
        UnsafeApi.putInt(address + 0, last - 1);
        if (position == last) {
            return;
        }
        final long moved = at(last);
        if (position > 1 && isBefore(moved, at(position >> 1))) {
            rise(position, moved);
        } else {
            sink(position, moved);
        }
    }

    private void rise(final int from, final @OrderAt long order) {
        int position = from;
        while (position > 1 && isBefore(order, at(position >> 1))) {
            set(position, at(position >> 1));
            position >>= 1;
        }
        set(position, order);
    }

    private void sink(final int from, final @OrderAt long order) {
        final int size = size();
        int position = from;
        while (position << 1 <= size) {
            int child = position << 1;
            if (child < size && isBefore(at(child + 1), at(child))) {
                child++;
            }
            if (isBefore(order, at(child))) {
                break;
            }
            set(position, at(child));
            position = child;
        }
        set(position, order);
    }

    private boolean isBefore(final @OrderAt long one, final @OrderAt long other) {
        final long oneNs = DetailTable.expireTimeNs(details.of(one));
        final long otherNs = DetailTable.expireTimeNs(details.of(other));
        return oneNs == otherNs ? OrderTable.orderId(one) < OrderTable.orderId(other) : oneNs < otherNs;
    }
}
