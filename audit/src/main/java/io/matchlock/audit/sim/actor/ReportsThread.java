package io.matchlock.audit.sim.actor;

import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.time.SimProcess;
import io.matchlock.audit.sim.time.Turns;
import io.matchlock.audit.sim.world.World;
import io.matchlock.gateway.retransmit.ReportSource;
import io.matchlock.gateway.retransmit.Retransmitter;
import io.matchlock.log.report.ReportTail;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** The thread by which a gateway gives reports back that were sent before. */
final class ReportsThread {
    private static final long REST_NS = 10_000_000L;
    private static final long BUSY_NS = 20_000L;
    private static final long FOR_EVER = -1;

    private final Retransmitter retransmitter;
    private final Turns turns;

    ReportsThread(final World world, final SimProcess mine, final ReportTail tail, final LongSupplier position) {
        final Actor thread = mine.actor("reports");
        retransmitter = new Retransmitter(
                world.connections(thread), world.log().archive(), tail, position, mine.clock(), this::wake);
        turns = new Turns(world.scheduler(), thread, () -> turn(mine));
    }

    ReportSource source(final Executor loop) {
        return retransmitter.source(loop);
    }

    void start() {
        wake();
    }

    private void wake() {
        turns.wake(0);
    }

    private long turn(final SimProcess mine) {
        if (mine.isDead()) {
            return FOR_EVER;
        }
        return retransmitter.doWork() > 0 ? BUSY_NS : REST_NS;
    }
}
