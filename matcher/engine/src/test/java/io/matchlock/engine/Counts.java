package io.matchlock.engine;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How often each thing that a random run is to reach was reached. */
final class Counts {
    private final Map<String, Long> counts = new TreeMap<>();

    void add(final String what) {
        counts.merge(what, 1L, Long::sum);
    }

    long of(final String what) {
        return counts.getOrDefault(what, 0L);
    }

    void addAll(final Counts others) {
        others.counts.forEach((what, count) -> counts.merge(what, count, Long::sum));
    }

    @Override
    public String toString() {
        final StringBuilder text = new StringBuilder();
        counts.forEach((what, count) -> text.append(String.format(Locale.ROOT, "  %,12d %s%n", count, what)));
        return text.toString();
    }
}
