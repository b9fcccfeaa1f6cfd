package io.matchlock.engine.party;

import io.matchlock.engine.handle.OrderSlot;
import io.matchlock.engine.handle.SessionSlot;
import io.matchlock.engine.store.Regions;
import io.matchlock.engine.store.SlotIndex;
import io.matchlock.engine.store.SlotPool;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;

/**
 * All sessions ever negotiated, by number from 1, and their index by 128-bit id.
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

    private final SlotPool pool;
    private final long address;
    private final SlotIndex byId;

    /** An empty table, with room for so many sessions. */
    public SessionTable(final int capacity, final Regions regions) {
        pool = new SlotPool("sessions", capacity, SLOT_BYTES, regions);
        address = pool.address();
        byId = new SlotIndex("session ids", capacity, regions);
    }

    /** Whether there is no room for one more. */
    public boolean full() {
        return pool.free() == 0;
    }

    /** How many there are, which is also the highest number. */
    public int count() {
        return pool.live();
    }

    /** Whether there is a session with this number. */
    public boolean exists(final @SessionSlot int session) {
        return session > 0 && session <= pool.live();
    }

    /** Adds an unbound session whose id is not there yet; there must be room. Returns its number. */
    public @SessionSlot int add(
            final long idHigh,
            final long idLow,
            final DirectBuffer key,
            final int keyOffset,
            final long timestampNs,
            final int hostTag) {
        final int session = pool.take();
        final long offset = (long) session << SLOT_SHIFT;
        UnsafeApi.putLong(address + offset + ID_HIGH_OFFSET, idHigh);
        UnsafeApi.putLong(address + offset + ID_LOW_OFFSET, idLow);
        UnsafeApi.putLong(address + offset + KEY_OFFSET, key.getLong(keyOffset));
        UnsafeApi.putLong(
                address + offset + KEY_OFFSET + BitUtil.SIZE_OF_LONG, key.getLong(keyOffset + BitUtil.SIZE_OF_LONG));
        UnsafeApi.putLong(address + offset + NEGOTIATED_OFFSET, timestampNs);
        UnsafeApi.putInt(address + offset + HOST_TAG_OFFSET, hostTag);
        byId.put(byId.tag(idHigh, idLow), session);
        return session;
    }

    /** Number of a session, 0 for none. */
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
