package io.matchlock.persister.fold;

import io.matchlock.persister.rows.CopyBuffer;
import io.matchlock.protocol.order.OrdStatus;

/**
 * One order as it stands at the end of a batch. Of an order that is new in the batch everything is known; of an older
 * one, what the batch's reports tell. Pooled by {@link OrderTable}, which is its owner.
 */
public final class OrderState {
    static final int ORDER_FIELDS = 20;
    static final int CHANGE_FIELDS = 11;
    static final long NULL_PRICE = Long.MIN_VALUE;
    static final int NO_REASON = 0xFFFF;

    boolean isCreated;
    boolean isReplaced;
    long orderId;
    long entryId;
    long lastEntryId;
    long clOrdId;
    long clientNumber;
    long receiveTimeNs;
    long price;
    long qty;
    long cumQty;
    long leavesQty;
    long notionalHigh;
    long notionalLow;
    long account;
    int session;
    int securityId;
    int rejectReason;
    int rejectTag;
    byte status;
    byte side;
    byte ordType;
    byte timeInForce;

    OrderState() {}

    /** {@return engine-assigned} */
    public long orderId() {
        return orderId;
    }

    /** {@return packed id of the last entry that changed it} */
    public long lastEntryId() {
        return lastEntryId;
    }

    /** {@return the client's own id} */
    public long clOrdId() {
        return clOrdId;
    }

    /** {@return limit in 10<sup>-9</sup>, {@code Long.MIN_VALUE} for none} */
    public long price() {
        return price;
    }

    /** {@return what is asked for in all} */
    public long qty() {
        return qty;
    }

    /** {@return what has traded} */
    public long cumQty() {
        return cumQty;
    }

    /** {@return what is still open} */
    public long leavesQty() {
        return leavesQty;
    }

    /** {@return number of the session that owns it} */
    public int session() {
        return session;
    }

    /** {@return the instrument} */
    public int securityId() {
        return securityId;
    }

    /** {@return FIX 39} */
    public byte status() {
        return status;
    }

    /** {@return FIX 54} */
    public byte side() {
        return side;
    }

    /** {@return whether the batch gave it the client's id that it goes by; a rejected order takes no id from another} */
    public boolean hasNewClOrdId() {
        return (isCreated && status != OrdStatus.Rejected.value()) || isReplaced;
    }

    void reset(final long id, final long entry) {
        isCreated = false;
        isReplaced = false;
        orderId = id;
        entryId = entry;
        lastEntryId = entry;
        cumQty = 0;
        leavesQty = 0;
        notionalHigh = 0;
        notionalLow = 0;
        rejectReason = NO_REASON;
        rejectTag = NO_REASON;
    }

    void addNotional(final long lastPrice, final long lastQty) {
        final long low = lastPrice * lastQty;
        final long sum = notionalLow + low;
        notionalHigh += Math.multiplyHigh(lastPrice, lastQty);
        if (Long.compareUnsigned(sum, low) < 0) {
            notionalHigh++;
        }
        notionalLow = sum;
    }

    void writeOrder(final CopyBuffer rows) {
        rows.row(ORDER_FIELDS);
        rows.putLong(orderId);
        rows.putLong(entryId);
        rows.putLong(lastEntryId);
        rows.putLong(clOrdId);
        rows.putLong(clientNumber);
        rows.putLong(receiveTimeNs);
        rows.putLong(qty);
        rows.putLong(cumQty);
        rows.putLong(leavesQty);
        rows.putLong(account);
        rows.putInt(session);
        rows.putInt(securityId);
        rows.putShort(rejectReason, NO_REASON);
        rows.putShort(rejectTag, NO_REASON);
        rows.putChar(status);
        rows.putChar(side);
        rows.putChar(ordType);
        rows.putChar(timeInForce);
        rows.putPrice(price, NULL_PRICE);
        rows.putNotional(notionalHigh, notionalLow);
    }

    void writeChange(final CopyBuffer rows) {
        rows.row(CHANGE_FIELDS);
        rows.putLong(orderId);
        rows.putLong(lastEntryId);
        rows.putLong(cumQty);
        rows.putLong(leavesQty);
        rows.putNotional(notionalHigh, notionalLow);
        rows.putChar(status);
        if (isReplaced) {
            rows.putLong(clOrdId);
            rows.putLong(qty);
            rows.putPrice(price, NULL_PRICE);
            rows.putChar(ordType);
            rows.putChar(timeInForce);
        } else {
            for (int i = 0; i < 5; i++) {
                rows.putNull();
            }
        }
    }
}
