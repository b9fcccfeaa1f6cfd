package io.matchlock.audit.sim.run;

import io.matchlock.audit.sim.fault.FaultKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The sums over many runs. Any thread may add. */
public final class Totals {
    private static final double NS_PER_HOUR = 3_600e9;

    private final Map<FaultKind, Integer> faults = new EnumMap<>(FaultKind.class);
    private final List<Outcome> broken = new ArrayList<>();
    private long seeds;
    private long steps;
    private long entries;
    private long voids;
    private long reports;
    private long simulatedNs;

    /**
     * One more run.
     *
     * @param outcome of it
     */
    public synchronized void add(final Outcome outcome) {
        seeds++;
        steps += outcome.steps();
        entries += outcome.entries();
        voids += outcome.voids();
        reports += outcome.reports();
        simulatedNs += outcome.simulatedNs();
        outcome.scenario().faults().forEach(fault -> faults.merge(fault.kind(), 1, Integer::sum));
        if (!outcome.isSound()) {
            broken.add(outcome);
        }
    }

    /** {@return the runs in which a promise was broken, in the order of their seeds} */
    public synchronized List<Outcome> broken() {
        return broken.stream()
                .sorted(Comparator.comparingLong(outcome -> outcome.scenario().seed()))
                .toList();
    }

    /** {@return how many runs there were} */
    public synchronized long seeds() {
        return seeds;
    }

    /** {@return how many steps all runs took} */
    public synchronized long steps() {
        return steps;
    }

    @Override
    public synchronized String toString() {
        final StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%d seeds, %d steps, %.1f simulated hours, %d orders entries (%d void), %d reports delivered, %d broken%n",
                seeds,
                steps,
                simulatedNs / NS_PER_HOUR,
                entries,
                voids,
                reports,
                broken.size()));
        text.append("faults:");
        faults.forEach(
                (kind, count) -> text.append(' ').append(kind).append(' ').append(count));
        return text.toString();
    }
}
