package io.matchlock.audit.sim.fault;

import io.matchlock.audit.sim.world.Host;
import io.matchlock.audit.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Second processes with the number of a gateway that runs: started together with it, beside it, or while it is
 * stopped.
 */
public final class Doubles {
    private static final int WAYS = 3;

    private final World world;
    private final List<? extends Host> gateways;
    private final IntFunction<? extends Host> maker;
    private final List<Runnable> ends = new ArrayList<>();

    /**
     * No second gateway runs yet.
     *
     * @param world of the run
     * @param gateways whose number a second one takes
     * @param maker makes the second gateway of a number
     */
    public Doubles(final World world, final List<? extends Host> gateways, final IntFunction<? extends Host> maker) {
        this.world = world;
        this.gateways = gateways;
        this.maker = maker;
    }

    /** Returns how it ends. */
    Runnable begin(final Fault fault) {
        final int index = fault.target() % gateways.size();
        final Host first = gateways.get(index);
        final Host second = maker.apply(index + 1);
        world.setDoubled(first.name(), true);
        switch (fault.target() / gateways.size() % WAYS) {
            case 0 -> {
                first.kill();
                first.start();
            }
            case 1 -> {
                first.process().stop();
                world.scheduler().after(fault.forNs() / 2, null, first.process()::resume);
            }
            default -> {
                // beside it
            }
        }
        second.start();
        final Runnable end = () -> end(first, second);
        ends.add(end);
        return () -> {
            if (ends.remove(end)) {
                end.run();
            }
        };
    }

    void endAll() {
        ends.forEach(Runnable::run);
        ends.clear();
    }

    private void end(final Host first, final Host second) {
        second.kill();
        first.kill();
        first.start();
        world.setDoubled(first.name(), false);
    }
}
