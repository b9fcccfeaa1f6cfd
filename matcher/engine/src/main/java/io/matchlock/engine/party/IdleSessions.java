package io.matchlock.engine.party;

import io.matchlock.engine.handle.SessionSlot;
import io.matchlock.engine.store.SlotList;
import io.matchlock.engine.store.SlotPool;
import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * The sessions that nobody owns and that have no live orders, those that have fallen idle first in front: what they leave behind is
 * kept until a new session needs the slot. Those that have ended for good stand in a list of their own.
 *
 * <pre>
 *   in a slot:  idle since: how many ticks had counted when it fell idle     links: of the list
 *   in slot 0:  idle since: how many ticks have counted     links: ends of the list of idle ones; 8 bytes on, of those that have ended
 * </pre>
 */
public final class IdleSessions {
    private final SessionTable sessions;
    private final SlotList idle;
    private final SlotList ended;
    private final long since;
    private final int slotShift;

    IdleSessions(
            final SessionTable sessions,
            final SlotPool pool,
            final int slotShift,
            final int sinceOffset,
            final int linksOffset) {
        this.sessions = sessions;
        this.slotShift = slotShift;
        since = pool.address() + sinceOffset;
        idle = new SlotList(pool, slotShift, linksOffset, linksOffset);
        ended = new SlotList(pool, slotShift, linksOffset, linksOffset + BitUtil.SIZE_OF_LONG);
    }

    /** So many ticks have counted. */
    public void now(final long ticks) {
        UnsafeApi.putLong(since, ticks);
    }

    /** A session has another owner, or has its first live order, or none any more. */
    public void update(final @SessionSlot int session) {
        final boolean isIdle = sessions.ownerChainId(session) == 0
                && sessions.firstOrder(session) == 0
                && sessions.hasNextNumber(session);
        if (isIdle == idle.has(session)) {
            return;
        }
        if (isIdle) {
            UnsafeApi.putLong(since + ((long) session << slotShift), UnsafeApi.getLong(since));
            list(session).add(session);
        } else {
            list(session).remove(session);
        }
    }

    /** It is no longer one of these. */
    void remove(final @SessionSlot int session) {
        list(session).remove(session);
    }

    private SlotList list(final @SessionSlot int session) {
        return sessions.hasEnded(session) ? ended : idle;
    }

    /**
     * The session that is to give way to a new one.
     *
     * @param idleTicks for how many ticks it must have been idle
     * @param endedTicks for how many, if it has ended for good
     * @return 0 if none has to
     */
    public @SessionSlot int oldest(final long idleTicks, final long endedTicks) {
        final int first = oldest(ended, endedTicks);
        return first != 0 ? first : oldest(idle, idleTicks);
    }

    private @SessionSlot int oldest(final SlotList list, final long ticks) {
        final int first = list.first();
        return first != 0 && UnsafeApi.getLong(since) - UnsafeApi.getLong(since + ((long) first << slotShift)) >= ticks
                ? first
                : 0;
    }
}
