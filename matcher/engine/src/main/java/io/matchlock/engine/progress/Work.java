package io.matchlock.engine.progress;

import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.handle.OrderSlot;
import io.matchlock.engine.handle.SessionSlot;
import io.matchlock.engine.handle.Untyped;
import io.matchlock.engine.store.Region;
import io.matchlock.engine.store.Regions;
import org.agrona.BitUtil;

/**
 * What is left of a record whose work was more than one record may do, and from where to go on. Written when work is put down,
 * read when it is taken up again.
 *
 * <pre>
 *    0    4    8    12   16   20   24   28   32        40        48                              120
 *   +----+----+----+----+----+----+----+----+---------+---------+---------+--- - ---+---------+----+
 *   |kind|the-|in- |or- |cur-|cur-|ses-|cha-| client  | receive | value 0 | …       | value 8      |
 *   |    |n   |str |der |sor |sor |sion|in  | seq no  | time    |         |         |              |
 *   +----+----+----+----+----+----+----+----+---------+---------+---------+--- - ---+--------------+
 *   then: the kind of work that comes after this     cursors, values: each kind's own, see the views
 * </pre>
 */
public final class Work {
    /** Nothing. */
    public static final int NONE = 0;
    /** An aggressor counts what it could trade. */
    public static final int COUNT = 1;
    /** An aggressor trades. */
    public static final int TRADE = 2;
    /** Stops are elected. */
    public static final int ELECT = 3;
    /** An uncross' price is determined. */
    public static final int PRICE = 4;
    /** An uncross trades. */
    public static final int UNCROSS = 5;
    /** Orders expire. */
    public static final int EXPIRE = 6;
    /** Halts end. */
    public static final int END_HALTS = 7;
    /** A session's orders are cancelled. */
    public static final int MASS_CANCEL = 8;
    /** An account's orders are cancelled. */
    public static final int KILL = 9;

    /** Added to a kind: there was more to do than the record may. */
    public static final int PUT_DOWN = 1 << 8;

    private static final int KIND_OFFSET = 0;
    private static final int THEN_OFFSET = KIND_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int INSTRUMENT_OFFSET = THEN_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int ORDER_OFFSET = INSTRUMENT_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int CURSOR_OFFSET = ORDER_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int OTHER_CURSOR_OFFSET = CURSOR_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int SESSION_OFFSET = OTHER_CURSOR_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int CHAIN_OFFSET = SESSION_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int CLIENT_SEQ_NO_OFFSET = CHAIN_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int RECEIVE_TIME_OFFSET = CLIENT_SEQ_NO_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int VALUES_OFFSET = RECEIVE_TIME_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int LENGTH = 128;

    private final Region region;

    /** Nothing is left. */
    public Work(final Regions regions) {
        region = regions.add("work", LENGTH, () -> LENGTH);
    }

    /** {@link #NONE} or what is to be gone on with. */
    public int kind() {
        return region.getInt(KIND_OFFSET);
    }

    /** Sets the kind. */
    public void kind(final int value) {
        region.putInt(KIND_OFFSET, value);
    }

    /** What comes after an election: {@link #NONE} or {@link #END_HALTS}. */
    public int then() {
        return region.getInt(THEN_OFFSET);
    }

    /** Sets what comes after an election. */
    public void then(final int value) {
        region.putInt(THEN_OFFSET, value);
    }

    /** Slot of an instrument. */
    public @InstrumentSlot int instrument() {
        return region.getInt(INSTRUMENT_OFFSET);
    }

    /** Sets the instrument. */
    public void instrument(final @InstrumentSlot int value) {
        region.putInt(INSTRUMENT_OFFSET, value);
    }

    /** Slot of an order. */
    @OrderSlot
    int order() {
        return region.getInt(ORDER_OFFSET);
    }

    void order(final @OrderSlot int value) {
        region.putInt(ORDER_OFFSET, value);
    }

    @Untyped
    int cursor() {
        return region.getInt(CURSOR_OFFSET);
    }

    void cursor(final int value) {
        region.putInt(CURSOR_OFFSET, value);
    }

    @Untyped
    int otherCursor() {
        return region.getInt(OTHER_CURSOR_OFFSET);
    }

    void otherCursor(final int value) {
        region.putInt(OTHER_CURSOR_OFFSET, value);
    }

    /** The session on whose behalf it is done, 0 for none. */
    public @SessionSlot int session() {
        return region.getInt(SESSION_OFFSET);
    }

    /** The chain of the record. */
    public int chainId() {
        return region.getInt(CHAIN_OFFSET);
    }

    /** The client message's number, null for none. */
    public long clientSeqNo() {
        return region.getLong(CLIENT_SEQ_NO_OFFSET);
    }

    /** When the record was received, nanoseconds UTC. */
    public long receiveTimeNs() {
        return region.getLong(RECEIVE_TIME_OFFSET);
    }

    /** Sets on whose behalf the work is done. */
    public void cause(
            final @SessionSlot int session, final int chainId, final long clientSeqNo, final long receiveTimeNs) {
        region.putInt(SESSION_OFFSET, session);
        region.putInt(CHAIN_OFFSET, chainId);
        region.putLong(CLIENT_SEQ_NO_OFFSET, clientSeqNo);
        region.putLong(RECEIVE_TIME_OFFSET, receiveTimeNs);
    }

    /** One of nine values, from 0. */
    long value(final int index) {
        return region.getLong(VALUES_OFFSET + (index << 3));
    }

    void value(final int index, final long value) {
        region.putLong(VALUES_OFFSET + (index << 3), value);
    }
}
