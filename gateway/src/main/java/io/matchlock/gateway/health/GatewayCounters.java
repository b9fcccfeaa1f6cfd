package io.matchlock.gateway.health;

import java.util.EnumMap;
import java.util.Map;

/**
 * One value for each {@link GatewayCounter}. A loop has counters of its own, which only its thread reads and writes; other
 * threads get a copy, or a sum of copies.
 */
public final class GatewayCounters {
    private final long[] values = new long[GatewayCounter.values().length];

    /**
     * Counts one.
     *
     * @param counter to increment
     */
    public void increment(final GatewayCounter counter) {
        values[index(counter)]++;
    }

    /**
     * Counts several.
     *
     * @param counter to add to
     * @param amount to add
     */
    public void add(final GatewayCounter counter, final long amount) {
        values[index(counter)] += amount;
    }

    /**
     * Replaces a value.
     *
     * @param counter to set
     * @param value that it has now
     */
    public void set(final GatewayCounter counter, final long value) {
        values[index(counter)] = value;
    }

    /**
     * Adds other counters to these, value by value.
     *
     * @param other counters
     */
    public void addAll(final GatewayCounters other) {
        for (int i = 0; i < values.length; i++) {
            values[i] += other.values[i];
        }
    }

    /**
     * Reads one value.
     *
     * @param counter to read
     * @return since the start, or now if the counter says so
     */
    public long get(final GatewayCounter counter) {
        return values[index(counter)];
    }

    /** {@return a copy, for another thread} */
    public GatewayCounters copy() {
        final GatewayCounters copy = new GatewayCounters();
        copy.addAll(this);
        return copy;
    }

    @Override
    public String toString() {
        final Map<GatewayCounter, Long> named = new EnumMap<>(GatewayCounter.class);
        for (final GatewayCounter counter : GatewayCounter.values()) {
            named.put(counter, get(counter));
        }
        return named.toString();
    }

    @SuppressWarnings("EnumOrdinal") // an index in memory, nothing that is stored
    private static int index(final GatewayCounter counter) {
        return counter.ordinal();
    }
}
