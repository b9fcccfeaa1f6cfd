package io.matchlock.audit.sim.bug;

import io.matchlock.audit.sim.run.Outcome;
import io.matchlock.audit.sim.run.Simulation;
import io.matchlock.audit.sim.scenario.Scenario;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** The simulator over code that has a bug. Any thread may run scenarios. */
public final class BuggySimulation {
    private final Method run;

    /**
     * Puts a bug in.
     *
     * @param bug to put in
     */
    public BuggySimulation(final Bug bug) {
        try {
            run = Class.forName(Simulation.class.getName(), true, new BuggyLoader(bug))
                    .getMethod("run", Scenario.class, boolean.class);
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException("the simulator cannot be loaded with " + bug, e);
        }
    }

    /**
     * Runs a scenario.
     *
     * @param scenario to run
     * @param isTracing whether the last lines are wanted
     * @return how it went
     */
    public Outcome run(final Scenario scenario, final boolean isTracing) {
        try {
            return (Outcome) run.invoke(null, scenario, isTracing);
        } catch (final IllegalAccessException e) {
            throw new IllegalStateException(e);
        } catch (final InvocationTargetException e) {
            throw new IllegalStateException("a run ended with " + e.getCause(), e.getCause());
        }
    }
}
