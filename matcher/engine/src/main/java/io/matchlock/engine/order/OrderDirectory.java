package io.matchlock.engine.order;

import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.handle.SessionSlot;
import io.matchlock.engine.store.Regions;
import io.matchlock.engine.store.SlotIndex;

/**
 * The orders that can be addressed, by order id and by session and ClOrdID: those that rest in a book or wait as stops. The order
 * at hand is not here.
 */
public final class OrderDirectory {
    private final OrderTable orders;
    private final OrderIdIndex byOrderId;
    private final SlotIndex byClOrdId;
    /** How often an entry of {@link #byClOrdId} has come, gone or moved: a search is good while this stays as it was. */
    private int changes;

    /**
     * An empty directory.
     *
     * @param maxOrders how many orders can be here at once
     */
    public OrderDirectory(final int maxOrders, final OrderTable orders, final Regions regions) {
        this.orders = orders;
        byOrderId = new OrderIdIndex(maxOrders, regions);
        byClOrdId = new SlotIndex("ClOrdIDs", maxOrders, regions);
    }

    /**
     * Adds an order.
     *
     * @param search for its ClOrdID, which found nothing
     * @throws IllegalStateException if the search is not the order's, or the directory has changed since
     */
    public void add(final @OrderAt long order, final ClOrdIdSearch search) {
        search.requireFree(OrderTable.session(order), OrderTable.clOrdId(order), changes);
        final int slot = orders.slot(order);
        final int displaced = byOrderId.put(OrderTable.orderId(order), slot);
        if (displaced != 0) {
            byOrderId.putOlder(OrderTable.orderId(orders.at(displaced)), displaced);
        }
        byClOrdId.putAt(search.position(), search.tag(), slot);
        changes++;
    }

    /** Removes an order. */
    public void remove(final @OrderAt long order) {
        final int slot = orders.slot(order);
        byOrderId.remove(OrderTable.orderId(order), slot);
        byClOrdId.remove(byClOrdId.tag(OrderTable.session(order), OrderTable.clOrdId(order)), slot);
        changes++;
    }

    /**
     * Removes an order.
     *
     * @param search that found it; if it found no order or another one, the order is searched for
     * @throws IllegalStateException if the directory has changed since the search found the order
     */
    public void remove(final @OrderAt long order, final ClOrdIdSearch search) {
        if (search.order() != order) {
            remove(order);
            return;
        }
        search.requireUnchanged(changes);
        byOrderId.remove(OrderTable.orderId(order), orders.slot(order));
        byClOrdId.removeAt(search.position());
        changes++;
    }

    /**
     * Gives an order another ClOrdID.
     *
     * @param search for the new ClOrdID, which found nothing
     * @throws IllegalStateException if the search is not for it, or the directory has changed since
     */
    public void rename(final @OrderAt long order, final long clOrdId, final ClOrdIdSearch search) {
        search.requireFree(OrderTable.session(order), clOrdId, changes);
        final int slot = orders.slot(order);
        final int tag = byClOrdId.tag(OrderTable.session(order), OrderTable.clOrdId(order));
        OrderTable.clOrdId(order, clOrdId);
        byClOrdId.putAt(search.position(), search.tag(), slot);
        byClOrdId.remove(tag, slot);
        changes++;
    }

    /** The order with this order id, 0 for none. */
    public @OrderAt long find(final long orderId) {
        final int candidate = byOrderId.candidate(orderId);
        return candidate != 0 && OrderTable.orderId(orders.at(candidate)) == orderId
                ? orders.at(candidate)
                : findOlder(orderId);
    }

    private @OrderAt long findOlder(final long orderId) {
        final SlotIndex older = byOrderId.older();
        final int tag = older.tag(0, orderId);
        int position = older.home(tag);
        long entry = older.entry(position);
        while (entry != 0) {
            final long order = orders.at(SlotIndex.slotOf(entry));
            if (SlotIndex.tagOf(entry) == tag && OrderTable.orderId(order) == orderId) {
                return order;
            }
            position = older.next(position);
            entry = older.entry(position);
        }
        return 0;
    }

    /**
     * Finds a session's order.
     *
     * @param search to be filled with where the search ended
     * @return the order, 0 for none
     */
    public @OrderAt long find(final @SessionSlot int session, final long clOrdId, final ClOrdIdSearch search) {
        final int tag = byClOrdId.tag(session, clOrdId);
        int position = byClOrdId.home(tag);
        long entry = byClOrdId.entry(position);
        long found = 0;
        while (entry != 0) {
            final long order = orders.at(SlotIndex.slotOf(entry));
            if (SlotIndex.tagOf(entry) == tag
                    && OrderTable.clOrdId(order) == clOrdId
                    && OrderTable.session(order) == session) {
                found = order;
                break;
            }
            position = byClOrdId.next(position);
            entry = byClOrdId.entry(position);
        }
        search.end(session, clOrdId, tag, position, found, changes);
        return found;
    }

    /** The address of the index entry at which a search for a ClOrdID begins. */
    long homeAddress(final @SessionSlot int session, final long clOrdId) {
        return byClOrdId.homeAddress(byClOrdId.tag(session, clOrdId));
    }

    /** The order at which a search for a ClOrdID looks first: most likely the one that is sought, else another one, or slot 0. */
    public @OrderAt long likely(final @SessionSlot int session, final long clOrdId) {
        return orders.at(SlotIndex.slotAt(homeAddress(session, clOrdId)));
    }
}
