package io.matchlock.persister.fold;

import io.matchlock.persister.rows.CopyBuffer;
import io.matchlock.protocol.order.OrdStatus;

/**
 * One order as it stands at the end of a batch. Of an order that is new in the batch everything is known; of an older one only what the batch's reports say. Pooled by {@link OrderStates}, which is its owner.
 */
public final class OrderState {
    static final int ORDER_FIELDS = 23;
    static final int CHANGE_FIELDS = 12;
    static final int ORDER_DETAILS = 8;
    static final int CHANGE_DETAILS = 5;
    static final long NONE = -1L;
    static final long NULL_PRICE = Long.MIN_VALUE;
    static final int NO_REASON = 0xFFFF;

    private static final byte DETAILS_REPLACED = 'R';

    boolean isCreated;
    boolean isReplaced;
    boolean hasTerms;
    boolean hasDetails;
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
    long stopPrice;
    long displayQty;
    long minQty;
    long expireTimeNs;
    long notionalHigh;
    long notionalLow;
    long account;
    long reportNumber;
    long execId;
    long enteredClOrdId;
    long enteredQty;
    long enteredPrice;
    int day;
    int session;
    int securityId;
    int rejectReason;
    int rejectTag;
    int cancelReason;
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

    /** {@return whether the order got its present client's id in this batch; a rejected order does not take over an id} */
    public boolean hasNewClOrdId() {
        return (isCreated && status != OrdStatus.Rejected.value()) || isReplaced;
    }

    void reset(final long id, final long entry, final int ofDay) {
        day = ofDay;
        isCreated = false;
        isReplaced = false;
        hasTerms = false;
        hasDetails = false;
        orderId = id;
        entryId = entry;
        lastEntryId = entry;
        cumQty = 0;
        leavesQty = 0;
        notionalHigh = 0;
        notionalLow = 0;
        reportNumber = NONE;
        execId = NONE;
        rejectReason = NO_REASON;
        rejectTag = NO_REASON;
        cancelReason = NO_REASON;
        stopPrice = NULL_PRICE;
        displayQty = NONE;
        minQty = NONE;
        expireTimeNs = NONE;
    }

    /** Takes what the order was accepted or replaced with beyond price and quantity. */
    void details(final long stop, final long display, final long expire) {
        stopPrice = stop;
        displayQty = display;
        expireTimeNs = expire;
        hasDetails |= stop != NULL_PRICE || display != NONE || expire != NONE;
    }

    /** Takes the report that accepted it, and its terms as they are now: they say all that the report does. */
    void accepted(final long number, final long exec) {
        reportNumber = number;
        execId = exec;
        enteredClOrdId = clOrdId;
        enteredQty = qty;
        enteredPrice = price;
    }

    /** Whether it has columns that few orders need. */
    boolean needsDetails() {
        return hasDetails || hasTerms;
    }

    /** Takes the reason of a cancel that was not a plain request. */
    void canceled(final int reason) {
        cancelReason = reason;
        hasDetails |= reason != NO_REASON;
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

    /** {@code withDetails}: whether the rows have the columns that few orders need. */
    void writeOrder(final CopyBuffer rows, final boolean withDetails) {
        rows.row(withDetails ? ORDER_FIELDS + ORDER_DETAILS : ORDER_FIELDS);
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
        rows.putLong(reportNumber, NONE);
        rows.putLong(execId, NONE);
        rows.putInt(session);
        rows.putInt(securityId);
        rows.putDate(day);
        rows.putShort(rejectReason, NO_REASON);
        rows.putShort(rejectTag, NO_REASON);
        rows.putChar(status);
        rows.putChar(side);
        rows.putChar(ordType);
        rows.putChar(timeInForce);
        rows.putPrice(price, NULL_PRICE);
        rows.putNotional(notionalHigh, notionalLow);
        if (withDetails) {
            rows.putPrice(stopPrice, NULL_PRICE);
            rows.putLong(displayQty, NONE);
            rows.putLong(minQty, NONE);
            rows.putLong(expireTimeNs, NONE);
            rows.putShort(cancelReason, NO_REASON);
            writeEntered(rows);
        }
    }

    private void writeEntered(final CopyBuffer rows) {
        if (hasTerms && reportNumber != NONE) {
            rows.putLong(enteredClOrdId);
            rows.putLong(enteredQty);
            rows.putPrice(enteredPrice, NULL_PRICE);
        } else {
            rows.putNull();
            rows.putNull();
            rows.putNull();
        }
    }

    /** {@code withDetails}: whether the rows have the columns that few orders need. */
    void writeChange(final CopyBuffer rows, final boolean withDetails) {
        rows.row(withDetails ? CHANGE_FIELDS + CHANGE_DETAILS : CHANGE_FIELDS);
        rows.putLong(orderId);
        rows.putDate(day);
        rows.putLong(lastEntryId);
        rows.putLong(cumQty);
        rows.putLong(leavesQty);
        rows.putNotional(notionalHigh, notionalLow);
        rows.putChar(status);
        if (hasTerms) {
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
        if (withDetails) {
            writeChangedDetails(rows);
        }
    }

    private void writeChangedDetails(final CopyBuffer rows) {
        if (isReplaced) {
            rows.putChar(DETAILS_REPLACED);
        } else {
            rows.putNull();
        }
        rows.putPrice(stopPrice, NULL_PRICE);
        rows.putLong(displayQty, NONE);
        rows.putLong(expireTimeNs, NONE);
        rows.putShort(cancelReason, NO_REASON);
    }
}
