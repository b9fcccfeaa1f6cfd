package io.matchlock.audit.sim.world;

import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.time.SimProcess;
import io.matchlock.audit.sim.time.WallClock;
import java.util.List;

/** A machine with one process, which can be started, stopped and killed. */
public interface Host {
    /** {@return its name} */
    String name();

    /** {@return the process that runs or ran last} */
    SimProcess process();

    /** {@return its wall clock} */
    WallClock wallClock();

    /** {@return those threads that may be held up alone} */
    List<Actor> threads();

    /** Starts the process, if none runs. */
    void start();

    /** Ends the process at once. */
    void kill();

    /** Makes all as it should be. */
    default void mend() {
        wallClock().set(0);
        threads().forEach(thread -> thread.hold(false));
        process().resume();
        start();
    }
}
