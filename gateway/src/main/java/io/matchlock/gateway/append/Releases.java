package io.matchlock.gateway.append;

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
    private boolean isTerminated;

    void add(final int released, final boolean terminated) {
        waiting.addInt(released);
        waiting.addInt(terminated ? 1 : 0);
        batches.put(released, NOT_APPENDED);
    }

    /** Whether none waits for room. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Takes the next one that waits, to be appended to a batch. */
    void take(final long batchNumber) {
        isTerminated = waiting.removeAt(waiting.size() - 1) != 0;
        session = waiting.removeAt(waiting.size() - 1);
        batches.put(session, batchNumber);
    }

    /** The session of the one that was taken. */
    int session() {
        return session;
    }

    /** Whether the one that was taken is for a Terminate. */
    boolean isTerminated() {
        return isTerminated;
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
