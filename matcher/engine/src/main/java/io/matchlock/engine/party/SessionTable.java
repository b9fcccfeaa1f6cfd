package io.matchlock.engine.party;

import io.matchlock.engine.handle.OrderSlot;
import io.matchlock.engine.handle.SessionNumber;
import io.matchlock.engine.handle.SessionSlot;
import io.matchlock.engine.store.Regions;
import io.matchlock.engine.store.SlotIndex;
import io.matchlock.engine.store.SlotList;
import io.matchlock.engine.store.SlotPool;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;

/**
 * The sessions that are kept, and their index by 128-bit id. A slot that is taken over by a new session gives it another number: the
 * low bits of a number are its slot, the others say how often the slot was taken over.
 *
 * <pre>
 *    0         8         16                  32        40        48   52   56   60   64
 *   +---------+---------+-------------------+---------+---------+----+----+----+----+
 *   | id high | id low  | access key        | negot-  | connec- |host|can-|can-|free|
 *   |         |         |                   | iated   | tion    |tag |cel |grac|    |
 *   +---------+---------+-------------------+---------+---------+----+----+----+----+
 *   64        72        80        88   92   96   100   128
 *   +---------+---------+---------+----+----+----+-- - --+
 *   | highest | last    | owner   |own-|ord-|ord-| free  |
 *   | client  | report  | incarn. |er  |head|tail|       |
 *   +---------+---------+---------+----+----+----+-- - --+
 *   owner: chain id, 0 for none     order head, tail: first and last of its live orders, by order id
 * </pre>
 */
public final class SessionTable {
    private static final int SLOT_BYTES = 128;
    private static final int SLOT_SHIFT = 7;
    private static final int KEY_BYTES = 16;

    private static final int ID_HIGH_OFFSET = 0;
    private static final int ID_LOW_OFFSET = ID_HIGH_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int KEY_OFFSET = ID_LOW_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int NEGOTIATED_OFFSET = KEY_OFFSET + KEY_BYTES;
    private static final int CONNECTION_ID_OFFSET = NEGOTIATED_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int HOST_TAG_OFFSET = CONNECTION_ID_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int CANCEL_ON_DISCONNECT_OFFSET = HOST_TAG_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int CANCEL_GRACE_OFFSET = CANCEL_ON_DISCONNECT_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int HIGHEST_CLIENT_OFFSET = 64;
    private static final int LAST_REPORT_OFFSET = HIGHEST_CLIENT_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int OWNER_INCARNATION_OFFSET = LAST_REPORT_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int OWNER_CHAIN_ID_OFFSET = OWNER_INCARNATION_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int FIRST_ORDER_OFFSET = OWNER_CHAIN_ID_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int LAST_ORDER_OFFSET = FIRST_ORDER_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int NUMBER_OFFSET = LAST_ORDER_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int IDLE_SINCE_OFFSET = NUMBER_OFFSET + BitUtil.SIZE_OF_INT;
    private static final int IDLE_LINKS_OFFSET = IDLE_SINCE_OFFSET + BitUtil.SIZE_OF_LONG;
    private static final int FLAGS_OFFSET = IDLE_LINKS_OFFSET + SlotList.LINKS_BYTES;

    private static final int WAS_BOUND = 1;
    private static final int HAS_ENDED = 2;

    private final SlotPool pool;
    private final long address;
    private final SlotIndex byId;
    private final IdleSessions idle;
    private final int slotMask;

    /** An empty table, with room for so many sessions. */
    public SessionTable(final int capacity, final Regions regions) {
        pool = new SlotPool("sessions", capacity, SLOT_BYTES, regions);
        address = pool.address();
        byId = new SlotIndex("session ids", capacity, regions);
        idle = new IdleSessions(this, pool, SLOT_SHIFT, IDLE_SINCE_OFFSET, IDLE_LINKS_OFFSET);
        slotMask = BitUtil.findNextPositivePowerOfTwo(capacity + 1) - 1;
    }

    /** Whether every slot was taken. */
    public boolean full() {
        return pool.free() == 0;
    }

    /** How many slots were ever taken, which is also the highest. */
    public int count() {
        return pool.live();
    }

    /** The sessions that may give way to new ones. */
    public IdleSessions idle() {
        return idle;
    }

    /** The slot of the session with a number, 0 if it is not kept. */
    public @SessionSlot int slot(final @SessionNumber int number) {
        final int slot = likelySlot(number);
        return number > 0 && slot <= pool.live() && number(slot) == number ? slot : 0;
    }

    /** The slot of the session with a number, if it is kept. */
    public @SessionSlot int likelySlot(final @SessionNumber int number) {
        return (@SessionSlot int) (number & slotMask);
    }

    /** Number of the session in a slot. */
    public @SessionNumber int number(final @SessionSlot int session) {
        return UnsafeApi.getInt(address + ((long) session << SLOT_SHIFT) + NUMBER_OFFSET);
    }

    /** A slot that was never taken; there must be one. The caller makes it a session's. */
    public @SessionSlot int take() {
        final int session = pool.take();
        UnsafeApi.putInt(address + ((long) session << SLOT_SHIFT) + NUMBER_OFFSET, session);
        return session;
    }

    /** Whether a slot has a further number to give. */
    boolean hasNextNumber(final @SessionSlot int session) {
        return number(session) <= Integer.MAX_VALUE - slotMask - 1;
    }

    /** Ends an idle session; its slot has a number for the next one, which the caller makes its. */
    public void remove(final @SessionSlot int session) {
        idle.remove(session);
        final long offset = (long) session << SLOT_SHIFT;
        byId.remove(
                byId.tag(
                        UnsafeApi.getLong(address + offset + ID_HIGH_OFFSET),
                        UnsafeApi.getLong(address + offset + ID_LOW_OFFSET)),
                session);
        UnsafeApi.putInt(address + offset + NUMBER_OFFSET, number(session) + slotMask + 1);
        UnsafeApi.putLong(address + offset + HIGHEST_CLIENT_OFFSET, 0);
        UnsafeApi.putLong(address + offset + LAST_REPORT_OFFSET, 0);
        UnsafeApi.putInt(address + offset + FLAGS_OFFSET, 0);
        cancelOnDisconnect(session, 0, 0);
    }

    /** Makes a slot an unbound session's whose id is not there yet. */
    public void make(
            final @SessionSlot int session,
            final long idHigh,
            final long idLow,
            final DirectBuffer key,
            final int keyOffset,
            final long timestampNs,
            final int hostTag) {
        final long offset = (long) session << SLOT_SHIFT;
        UnsafeApi.putLong(address + offset + ID_HIGH_OFFSET, idHigh);
        UnsafeApi.putLong(address + offset + ID_LOW_OFFSET, idLow);
        UnsafeApi.putLong(address + offset + KEY_OFFSET, key.getLong(keyOffset));
        UnsafeApi.putLong(
                address + offset + KEY_OFFSET + BitUtil.SIZE_OF_LONG, key.getLong(keyOffset + BitUtil.SIZE_OF_LONG));
        UnsafeApi.putLong(address + offset + NEGOTIATED_OFFSET, timestampNs);
        UnsafeApi.putInt(address + offset + HOST_TAG_OFFSET, hostTag);
        byId.put(byId.tag(idHigh, idLow), session);
        idle.update(session);
    }

    /** Slot of a session, 0 for none. */
    public @SessionSlot int find(final long idHigh, final long idLow) {
        final int tag = byId.tag(idHigh, idLow);
        int position = byId.home(tag);
        long entry = byId.entry(position);
        while (entry != 0) {
            if (SlotIndex.tagOf(entry) == tag && hasId(SlotIndex.slotOf(entry), idHigh, idLow)) {
                return SlotIndex.slotOf(entry);
            }
            position = byId.next(position);
            entry = byId.entry(position);
        }
        return 0;
    }

    private boolean hasId(final @SessionSlot int session, final long idHigh, final long idLow) {
        final long offset = (long) session << SLOT_SHIFT;
        return UnsafeApi.getLong(address + offset + ID_HIGH_OFFSET) == idHigh
                && UnsafeApi.getLong(address + offset + ID_LOW_OFFSET) == idLow;
    }

    /** Whether the session was negotiated with this key. */
    public boolean hasKey(final @SessionSlot int session, final DirectBuffer key, final int keyOffset) {
        final long offset = ((long) session << SLOT_SHIFT) + KEY_OFFSET;
        return UnsafeApi.getLong(address + offset) == key.getLong(keyOffset)
                && UnsafeApi.getLong(address + offset + BitUtil.SIZE_OF_LONG)
                        == key.getLong(keyOffset + BitUtil.SIZE_OF_LONG);
    }

    /** Binds to a chain and a connection; chain id 0 unbinds. */
    public void bind(
            final @SessionSlot int session, final int chainId, final long incarnation, final long connectionId) {
        final long offset = (long) session << SLOT_SHIFT;
        UnsafeApi.putInt(address + offset + OWNER_CHAIN_ID_OFFSET, chainId);
        UnsafeApi.putLong(address + offset + OWNER_INCARNATION_OFFSET, incarnation);
        UnsafeApi.putLong(address + offset + CONNECTION_ID_OFFSET, connectionId);
        if (chainId != 0) {
            flag(session, WAS_BOUND);
        }
        idle.update(session);
    }

    private void flag(final @SessionSlot int session, final int flag) {
        final long flags = address + ((long) session << SLOT_SHIFT) + FLAGS_OFFSET;
        UnsafeApi.putInt(flags, UnsafeApi.getInt(flags) | flag);
    }

    private boolean hasFlag(final @SessionSlot int session, final int flag) {
        return (UnsafeApi.getInt(address + ((long) session << SLOT_SHIFT) + FLAGS_OFFSET) & flag) != 0;
    }

    /** Whether it was ever bound. */
    public boolean wasBound(final @SessionSlot int session) {
        return hasFlag(session, WAS_BOUND);
    }

    /** A session that is bound ends for good: it is not to be bound again. */
    public void finish(final @SessionSlot int session) {
        flag(session, HAS_ENDED);
    }

    /** Whether it has ended for good. */
    public boolean hasEnded(final @SessionSlot int session) {
        return hasFlag(session, HAS_ENDED);
    }

    /** What the client chose to happen when its connection is lost. */
    public void cancelOnDisconnect(final @SessionSlot int session, final int choice, final int graceMs) {
        final long offset = (long) session << SLOT_SHIFT;
        UnsafeApi.putInt(address + offset + CANCEL_ON_DISCONNECT_OFFSET, choice);
        UnsafeApi.putInt(address + offset + CANCEL_GRACE_OFFSET, graceMs);
    }

    /** 0 for none. */
    public int ownerChainId(final @SessionSlot int session) {
        return UnsafeApi.getInt(address + ((long) session << SLOT_SHIFT) + OWNER_CHAIN_ID_OFFSET);
    }

    /** Whether this incarnation of a chain owns the session. */
    public boolean isOwnedBy(final @SessionSlot int session, final int chainId, final long incarnation) {
        return ownerChainId(session) == chainId
                && UnsafeApi.getLong(address + ((long) session << SLOT_SHIFT) + OWNER_INCARNATION_OFFSET)
                        == incarnation;
    }

    /** Highest client number applied, 0 for none. */
    public long highestClientSeqNo(final @SessionSlot int session) {
        return UnsafeApi.getLong(address + ((long) session << SLOT_SHIFT) + HIGHEST_CLIENT_OFFSET);
    }

    /** Sets the highest client number applied. */
    public void highestClientSeqNo(final @SessionSlot int session, final long value) {
        UnsafeApi.putLong(address + ((long) session << SLOT_SHIFT) + HIGHEST_CLIENT_OFFSET, value);
    }

    /** Number of the last report, 0 for none. */
    public long lastReport(final @SessionSlot int session) {
        return UnsafeApi.getLong(address + ((long) session << SLOT_SHIFT) + LAST_REPORT_OFFSET);
    }

    /** Counts one report more and returns its number. */
    public long nextReport(final @SessionSlot int session) {
        final long offset = ((long) session << SLOT_SHIFT) + LAST_REPORT_OFFSET;
        final long number = UnsafeApi.getLong(address + offset) + 1;
        UnsafeApi.putLong(address + offset, number);
        return number;
    }

    /** First of the session's live orders, 0 for none. */
    public @OrderSlot int firstOrder(final @SessionSlot int session) {
        return UnsafeApi.getInt(address + ((long) session << SLOT_SHIFT) + FIRST_ORDER_OFFSET);
    }

    /** Sets the first of the session's live orders, 0 for none. */
    public void firstOrder(final @SessionSlot int session, final int order) {
        UnsafeApi.putInt(address + ((long) session << SLOT_SHIFT) + FIRST_ORDER_OFFSET, order);
    }

    /** Last of the session's live orders, 0 for none. */
    public @OrderSlot int lastOrder(final @SessionSlot int session) {
        return UnsafeApi.getInt(address + ((long) session << SLOT_SHIFT) + LAST_ORDER_OFFSET);
    }

    /** Sets the last of the session's live orders, 0 for none. */
    public void lastOrder(final @SessionSlot int session, final int order) {
        UnsafeApi.putInt(address + ((long) session << SLOT_SHIFT) + LAST_ORDER_OFFSET, order);
    }
}
