package io.matchlock.engine.order;

import io.matchlock.engine.handle.OrderAt;
import io.matchlock.engine.handle.OrderSlot;
import io.matchlock.engine.handle.SessionSlot;
import io.matchlock.engine.party.SessionTable;

/** The list of each session's orders, in the order in which they were added. Its links lie in the orders' slots. */
public final class SessionOrders {
    private final OrderTable orders;
    private final SessionTable sessions;

    /** Lists whose ends lie in the sessions' slots. */
    public SessionOrders(final OrderTable orders, final SessionTable sessions) {
        this.orders = orders;
        this.sessions = sessions;
    }

    /** Adds an order at the end of its session's list. */
    public void add(final @OrderAt long order) {
        final int slot = orders.slot(order);
        final int session = OrderTable.session(order);
        final int last = sessions.lastOrder(session);
        OrderTable.sessionPrevious(order, last);
        sessions.lastOrder(session, slot);
        if (last == 0) {
            sessions.firstOrder(session, slot);
            sessions.idle().update(session);
        } else {
            OrderTable.sessionNext(orders.at(last), slot);
        }
    }

    /** Removes an order from its session's list. */
    public void remove(final @OrderAt long order) {
        final int previous = OrderTable.sessionPrevious(order);
        final int next = OrderTable.sessionNext(order);
        if (previous == 0) {
            removeFirst(OrderTable.session(order), next);
        } else {
            OrderTable.sessionNext(orders.at(previous), next);
        }
        if (next == 0) {
            sessions.lastOrder(OrderTable.session(order), previous);
        } else {
            OrderTable.sessionPrevious(orders.at(next), previous);
        }
    }

    private void removeFirst(final @SessionSlot int session, final @OrderSlot int next) {
        sessions.firstOrder(session, next);
        if (next == 0) {
            sessions.idle().update(session);
        }
    }
}
