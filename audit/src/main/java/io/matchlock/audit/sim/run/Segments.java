package io.matchlock.audit.sim.run;

import io.matchlock.matcher.process.SegmentEngine;
import io.matchlock.protocol.log.InstrumentDefinition;
import io.matchlock.protocol.log.SegmentDefinition;
import io.matchlock.protocol.log.SegmentId;
import java.util.List;

/** The small segments that simulations trade. */
final class Segments {
    private static final String NAME = "sim";
    private static final int SECURITY = 1;
    private static final long UNIT = 1_000_000_000L;
    private static final int ADMIN_CHAINS = 4;

    private Segments() {}

    private static int rulesVersion() {
        return SegmentEngine.RULES_VERSION;
    }

    static SegmentDefinition of(final Scenario scenario) {
        return new SegmentDefinition(
                NAME,
                new SegmentId(scenario.seed(), 1),
                rulesVersion(),
                2_048,
                64,
                128,
                16,
                scenario.gateways() * scenario.loops() + ADMIN_CHAINS,
                2,
                4,
                8,
                scenario.maxTouchedOrders(),
                256,
                scenario.fenceTicks(),
                List.of(new InstrumentDefinition(
                        SECURITY, "SIM", 2, 0, UNIT / 100, 1, 1, 1_000_000, UNIT / 100, 1_000_000 * UNIT)));
    }
}
