package io.matchlock.audit.sim.scenario;

import io.matchlock.matcher.process.SegmentEngine;
import io.matchlock.protocol.segment.InstrumentDefinition;
import io.matchlock.protocol.segment.SegmentDefinition;
import io.matchlock.protocol.segment.SegmentId;
import java.util.List;

/** The small segments that simulations trade. */
public final class Segments {
    /** Room for orders where many rest. */
    static final int MANY_ORDERS = 4_096;

    private static final int FEW_ORDERS = 2_048;
    private static final String NAME = "sim";
    private static final int SECURITY = 1;
    private static final long UNIT = 1_000_000_000L;
    private static final int ADMIN_CHAINS = 4;
    private static final int FEW_SESSIONS = 16;
    /** Whoever was told what the log has lost begins another one. */
    private static final int MANY_SESSIONS = 256;

    private Segments() {}

    private static int rulesVersion() {
        return SegmentEngine.RULES_VERSION;
    }

    /**
     * The segment of a run.
     *
     * @param scenario of the run
     * @return its genesis
     */
    public static SegmentDefinition of(final Scenario scenario) {
        return new SegmentDefinition(
                NAME,
                new SegmentId(scenario.seed(), 1),
                rulesVersion(),
                scenario.clients().stream().anyMatch(client -> client.depth() > 0) ? MANY_ORDERS : FEW_ORDERS,
                64,
                128,
                scenario.isLossy() ? MANY_SESSIONS : FEW_SESSIONS,
                scenario.gateways() * scenario.loops() + ADMIN_CHAINS,
                2,
                4,
                8,
                scenario.maxTouchedOrders(),
                256,
                scenario.fenceTicks(),
                SegmentDefinition.DEFAULT_SESSION_IDLE_TICKS,
                List.of(new InstrumentDefinition(
                        SECURITY, "SIM", 2, 0, UNIT / 100, 1, 1, 1_000_000, UNIT / 100, 1_000_000 * UNIT)));
    }
}
