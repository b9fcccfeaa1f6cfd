package io.matchlock.engine.state;

import io.matchlock.engine.handle.SessionSlot;
import io.matchlock.engine.store.Regions;
import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * The engine's single values.
 *
 * <pre>
 *    0         8         16        24        32        40        48        56        64        72        80        88   92   96
 *   +---------+---------+---------+---------+---------+---------+---------+---------+---------+---------+---------+----+----+
 *   | position| engine  | term    | leader's| leader  | resumed | last    | last    | last    | last    | book    |rul-|bu- |
 *   |         | time    |         | incarn. | id      | time    | order   | exec    | trade   | mass act| time    |es  |sy  |
 *   +---------+---------+---------+---------+---------+---------+---------+---------+---------+---------+---------+----+----+
 *    96        104  108
 *   +---------+----+
 *   | ticks   |un- |
 *   | counted |bind|
 *   +---------+----+
 *   book time: the tick last worked through     rules: version     busy: whether work is left from an earlier record
 *   unbind: the next session to be looked at whether its chain still stands, 0 if all were
 * </pre>
 */
public final class Registers {
    private static final int POSITION_OFFSET = 0;
    private static final int ENGINE_TIME_OFFSET = POSITION_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int TERM_OFFSET = ENGINE_TIME_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int LEADER_INCARNATION_OFFSET = TERM_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int LEADER_ID_OFFSET = LEADER_INCARNATION_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int RESUMED_TIME_OFFSET = LEADER_ID_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int LAST_ORDER_OFFSET = RESUMED_TIME_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int LAST_EXEC_OFFSET = LAST_ORDER_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int LAST_TRADE_OFFSET = LAST_EXEC_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int LAST_MASS_ACTION_OFFSET = LAST_TRADE_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int BOOK_TIME_OFFSET = LAST_MASS_ACTION_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int RULES_VERSION_OFFSET = BOOK_TIME_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int BUSY_OFFSET = RULES_VERSION_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int TICKS_OFFSET = BUSY_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int NEXT_TO_UNBIND_OFFSET = TICKS_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int LENGTH = 128;

    private final long address;

    Registers(final Regions regions) {
        address = regions.add("registers", LENGTH, () -> LENGTH).address();
    }

    /** Position in the log of the last entry taken up, 0 before the first. */
    public long position() {
        return UnsafeApi.getLong(address + POSITION_OFFSET);
    }

    /** Sets the position of the last entry taken up. */
    public void position(final long value) {
        UnsafeApi.putLong(address + POSITION_OFFSET, value);
    }

    /** 0 before the first tick. */
    public long engineTimeNs() {
        return UnsafeApi.getLong(address + ENGINE_TIME_OFFSET);
    }

    /** Sets the highest tick counted. */
    public void engineTimeNs(final long value) {
        UnsafeApi.putLong(address + ENGINE_TIME_OFFSET, value);
    }

    /** The term that stands, 0 before the first. */
    public long term() {
        return UnsafeApi.getLong(address + TERM_OFFSET);
    }

    /** Incarnation of the leader's chain. */
    public long leaderIncarnation() {
        return UnsafeApi.getLong(address + LEADER_INCARNATION_OFFSET);
    }

    /** 0 for none. */
    public int leaderChainId() {
        return UnsafeApi.getInt(address + LEADER_ID_OFFSET);
    }

    /** Begins a term. */
    public void lead(final long term, final int chainId, final long incarnation) {
        UnsafeApi.putLong(address + TERM_OFFSET, term);
        UnsafeApi.putInt(address + LEADER_ID_OFFSET, chainId);
        UnsafeApi.putLong(address + LEADER_INCARNATION_OFFSET, incarnation);
    }

    /** Time named by the leader's resumption since the last tick that counted, 0 for none. */
    public long resumedTimeNs() {
        return UnsafeApi.getLong(address + RESUMED_TIME_OFFSET);
    }

    /** Sets the time named by the leader's resumption, 0 for none. */
    public void resumedTimeNs(final long value) {
        UnsafeApi.putLong(address + RESUMED_TIME_OFFSET, value);
    }

    /** Id of the next order. */
    public long nextOrderId() {
        return next(LAST_ORDER_OFFSET);
    }

    /** Id of the next execution. */
    public long nextExecId() {
        return next(LAST_EXEC_OFFSET);
    }

    /** Id of the next trade. */
    public long nextTradeId() {
        return next(LAST_TRADE_OFFSET);
    }

    private long next(final int offset) {
        final long value = UnsafeApi.getLong(address + offset) + 1;
        UnsafeApi.putLong(address + offset, value);
        return value;
    }

    /** Id of the next mass action. */
    public long nextMassActionId() {
        return next(LAST_MASS_ACTION_OFFSET);
    }

    /** The tick last worked through; behind the engine's time only while work is left. */
    public long bookTimeNs() {
        return UnsafeApi.getLong(address + BOOK_TIME_OFFSET);
    }

    /** Sets the tick last worked through. */
    public void bookTimeNs(final long value) {
        UnsafeApi.putLong(address + BOOK_TIME_OFFSET, value);
    }

    /** Version of the rules that holds. */
    public int rulesVersion() {
        return UnsafeApi.getInt(address + RULES_VERSION_OFFSET);
    }

    /** Sets the version of the rules. */
    public void rulesVersion(final int value) {
        UnsafeApi.putInt(address + RULES_VERSION_OFFSET, value);
    }

    /** Whether work of an earlier record is left, or records wait behind it. */
    public boolean isBusy() {
        return UnsafeApi.getInt(address + BUSY_OFFSET) != 0;
    }

    /** Sets whether work is left, or records wait. */
    public void busy(final boolean value) {
        UnsafeApi.putInt(address + BUSY_OFFSET, value ? 1 : 0);
    }

    /** How many ticks have counted, however far each went. */
    public long ticks() {
        return UnsafeApi.getLong(address + TICKS_OFFSET);
    }

    /** Counts a tick. */
    public void countTick() {
        next(TICKS_OFFSET);
    }

    /** The next session to be looked at whether the chain that owns it still stands, 0 if all were. */
    public @SessionSlot int nextToUnbind() {
        return UnsafeApi.getInt(address + NEXT_TO_UNBIND_OFFSET);
    }

    /** Sets the next session to be looked at, 0 for none. */
    public void nextToUnbind(final @SessionSlot int session) {
        UnsafeApi.putInt(address + NEXT_TO_UNBIND_OFFSET, session);
    }
}
