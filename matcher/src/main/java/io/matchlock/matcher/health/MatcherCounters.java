package io.matchlock.matcher.health;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** The counters of one matcher: each written by one thread without a lock, read by any. */
public final class MatcherCounters {
    private static final int SPACING = 16; // longs: two cache lines, so that no two writers share one

    private final AtomicLongArray values = new AtomicLongArray((MatcherCounter.values().length + 1) * SPACING);

    /**
     * Counts one.
     *
     * @param counter whose only writer is the calling thread
     */
    public void increment(final MatcherCounter counter) {
        add(counter, 1);
    }

    /**
     * Counts several.
     *
     * @param counter whose only writer is the calling thread
     * @param amount to add
     */
    public void add(final MatcherCounter counter, final long amount) {
        final int index = index(counter);
        values.setRelease(index, values.getPlain(index) + amount);
    }

    /**
     * One value.
     *
     * @param counter to look at
     * @return since the start
     */
    public long get(final MatcherCounter counter) {
        return values.getAcquire(index(counter));
    }

    /** {@return all values as they are now} */
    public Map<MatcherCounter, Long> snapshot() {
        final Map<MatcherCounter, Long> snapshot = new EnumMap<>(MatcherCounter.class);
        for (final MatcherCounter counter : MatcherCounter.values()) {
            snapshot.put(counter, get(counter));
        }
        return snapshot;
    }

    @SuppressWarnings("EnumOrdinal") // an offset in memory, nothing that is stored
    private static int index(final MatcherCounter counter) {
        return (counter.ordinal() + 1) * SPACING;
    }
}
