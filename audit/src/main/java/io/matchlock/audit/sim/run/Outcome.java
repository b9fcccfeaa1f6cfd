package io.matchlock.audit.sim.run;

import io.matchlock.audit.sim.scenario.Scenario;
import java.util.List;

/**
 * How a run went.
 *
 * @param scenario that was run
 * @param steps that were taken
 * @param simulatedNs how long it was
 * @param entries of the orders stream
 * @param voids how many of these were void
 * @param reports that reached clients
 * @param broken the promise that was broken, null if none was
 * @param lastLines what happened last, if it was wanted
 */
public record Outcome(
        Scenario scenario,
        long steps,
        long simulatedNs,
        long entries,
        long voids,
        long reports,
        String broken,
        List<String> lastLines) {
    public Outcome {
        lastLines = List.copyOf(lastLines);
    }

    /** {@return whether all promises were kept} */
    public boolean isSound() {
        return broken == null;
    }
}
