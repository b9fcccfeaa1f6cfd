package io.matchlock.audit.flow;

import io.matchlock.protocol.order.BusinessMessageRejectDecoder;
import io.matchlock.protocol.order.ExecType;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.OrderCancelRejectDecoder;
import io.matchlock.protocol.report.ReportListener;
import java.util.SplittableRandom;
import org.agrona.collections.Long2LongHashMap;

/**
 * The orders of a session according to its reports, in slots. Those without a pending request can be chosen. Owned by
 * the flow's thread; allocates nothing once warm.
 */
final class FlowOrders implements ReportListener {
    static final int NONE = -1;

    private static final long NULL_ID = -1L;
    private static final int UNKNOWN_ORDER = 1;

    private final Long2LongHashMap slotOf;
    private final Market market;
    private final long[] clOrdId;
    private final long[] requestId;
    private final long[] requestNumber;
    private final long[] quantity;
    private final long[] price;
    private final int[] instrument;
    private final boolean[] isBuy;
    private final int[] idle;
    private final int[] placeInIdle;
    private final int[] free;
    private int idleCount;
    private int freeCount;

    FlowOrders(final int capacity, final Market market) {
        this.market = market;
        slotOf = new Long2LongHashMap(capacity * 4, 0.55f, NONE);
        clOrdId = new long[capacity];
        requestId = new long[capacity];
        requestNumber = new long[capacity];
        quantity = new long[capacity];
        price = new long[capacity];
        instrument = new int[capacity];
        isBuy = new boolean[capacity];
        idle = new int[capacity];
        placeInIdle = new int[capacity];
        free = new int[capacity];
        for (int i = 0; i < capacity; i++) {
            free[i] = capacity - 1 - i;
        }
        freeCount = capacity;
    }

    boolean isFull() {
        return freeCount == 0;
    }

    int count() {
        return free.length - freeCount;
    }

    /** An order was sent; it can be chosen once it is accepted. Where no slot is free it is left to itself. */
    void sent(
            final long id,
            final long number,
            final int instrumentIndex,
            final boolean buy,
            final long orderQuantity,
            final long orderPrice) {
        if (freeCount == 0) {
            return;
        }
        final int slot = free[--freeCount];
        clOrdId[slot] = id;
        quantity[slot] = orderQuantity;
        price[slot] = orderPrice;
        instrument[slot] = instrumentIndex;
        isBuy[slot] = buy;
        placeInIdle[slot] = NONE;
        ask(slot, id, number);
        slotOf.put(id, slot);
    }

    /** A cancel or replace was sent: the order can't be chosen until it is answered. */
    void asked(final int slot, final long id, final long number) {
        makeBusy(slot);
        ask(slot, id, number);
    }

    /** An order that nothing is asked of, or {@link #NONE}. */
    int choose(final SplittableRandom random) {
        return idleCount == 0 ? NONE : idle[random.nextInt(idleCount)];
    }

    long clOrdId(final int slot) {
        return clOrdId[slot];
    }

    long quantity(final int slot) {
        return quantity[slot];
    }

    long price(final int slot) {
        return price[slot];
    }

    int instrument(final int slot) {
        return instrument[slot];
    }

    boolean isBuy(final int slot) {
        return isBuy[slot];
    }

    /** The number is dead: what it asked for was not done. */
    void notApplied(final long number) {
        for (int slot = 0; slot < requestNumber.length; slot++) {
            if (requestNumber[slot] == number) {
                giveUp(slot);
            }
        }
    }

    /** Reports were missed: what is asked is unknown, so ask again; the answers will tell what is gone. */
    void forgetRequests() {
        for (int slot = 0; slot < requestId.length; slot++) {
            if (requestId[slot] != NULL_ID && slotOf.get(clOrdId[slot]) == slot) {
                makeIdle(slot);
            }
        }
    }

    @Override
    public void onExecution(final ExecutionReportDecoder report) {
        final ExecType type = report.execType();
        if (type == ExecType.New) {
            makeIdle(find(report.clOrdID()));
        } else if (type == ExecType.Replaced) {
            replaced(find(report.origClOrdID()), report);
        } else if (type == ExecType.Canceled || type == ExecType.Expired) {
            remove(find(report.origClOrdID() == NULL_ID ? report.clOrdID() : report.origClOrdID()));
        }
    }

    @Override
    public void onTrade(final ExecutionReportTradeDecoder trade) {
        market.onTrade(trade.securityID(), trade.lastPx().mantissa());
        if (trade.leavesQty() == 0) {
            remove(find(trade.clOrdID()));
        }
    }

    @Override
    public void onReject(final ExecutionReportRejectDecoder reject) {
        final int slot = find(reject.clOrdID());
        if (slot != NONE && requestId[slot] == clOrdId[slot]) {
            remove(slot);
        }
    }

    @Override
    public void onCancelReject(final OrderCancelRejectDecoder reject) {
        final int slot = find(reject.origClOrdID());
        if (reject.cxlRejReason() == UNKNOWN_ORDER) {
            remove(slot);
        } else {
            makeIdle(slot);
        }
    }

    @Override
    public void onBusinessReject(final BusinessMessageRejectDecoder reject) {
        notApplied(reject.refSeqNum());
    }

    private void replaced(final int slot, final ExecutionReportDecoder report) {
        if (slot == NONE) {
            return;
        }
        slotOf.remove(clOrdId[slot]);
        clOrdId[slot] = report.clOrdID();
        quantity[slot] = report.orderQty();
        price[slot] = report.price().mantissa();
        slotOf.put(report.clOrdID(), slot);
        makeIdle(slot);
    }

    private void giveUp(final int slot) {
        if (requestId[slot] == clOrdId[slot]) {
            remove(slot);
        } else {
            makeIdle(slot);
        }
    }

    private int find(final long id) {
        return (int) slotOf.get(id);
    }

    private void ask(final int slot, final long id, final long number) {
        requestId[slot] = id;
        requestNumber[slot] = number;
    }

    private void makeIdle(final int slot) {
        if (slot == NONE || placeInIdle[slot] != NONE) {
            return;
        }
        ask(slot, NULL_ID, 0);
        placeInIdle[slot] = idleCount;
        idle[idleCount++] = slot;
    }

    private void makeBusy(final int slot) {
        final int place = placeInIdle[slot];
        if (place != NONE) {
            final int moved = idle[--idleCount];
            idle[place] = moved;
            placeInIdle[moved] = place;
            placeInIdle[slot] = NONE;
        }
    }

    private void remove(final int slot) {
        if (slot == NONE) {
            return;
        }
        makeBusy(slot);
        ask(slot, NULL_ID, 0);
        slotOf.remove(clOrdId[slot]);
        free[freeCount++] = slot;
    }
}
