package io.matchlock.gateway.append;

import io.matchlock.protocol.internal.ReleaseReason;
import java.util.HashMap;
import java.util.Map;
import org.agrona.collections.IntArrayList;

/**
 * The releases of a loop: those that wait for room, and those that are on their way through the log. A release names a session, not
 * a connection, so it ends whatever binding stands where the engine comes to it: one that was asked for before the release, but
 * whose answer comes while it is under way, is not to be relied on. Owned by the loop.
 */
final class Releases {
    private static final long NOT_APPENDED = Long.MAX_VALUE;

    private final IntArrayList waiting = new IntArrayList();
    private final Map<Integer, Long> batches = new HashMap<>();
    private int session;
    private ReleaseReason reason;

    void add(final int released, final ReleaseReason why) {
        waiting.addInt(released);
        waiting.addInt(why.value());
        batches.put(released, NOT_APPENDED);
    }

    /** Whether none waits for room. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Takes the next one that waits, to be appended to a batch. */
    void take(final long batchNumber) {
        reason = ReleaseReason.get((short) waiting.removeAt(waiting.size() - 1));
        session = waiting.removeAt(waiting.size() - 1);
        batches.put(session, batchNumber);
    }

    /** The session of the one that was taken. */
    int session() {
        return session;
    }

    /** How the connection of the one that was taken ended. */
    ReleaseReason reason() {
        return reason;
    }

    /** The engine has come to a batch: what stands in those before it has had its effect. */
    void onSeen(final long batchNumber) {
        if (!batches.isEmpty()) {
            batches.values().removeIf(batch -> batch < batchNumber);
        }
    }

    /** Whether a release of the session may still be ahead of the engine. */
    boolean isUnderWay(final int released) {
        return batches.containsKey(released);
    }

    /** The chain that they belong to is gone. */
    void clear() {
        waiting.clear();
        batches.clear();
    }
}
