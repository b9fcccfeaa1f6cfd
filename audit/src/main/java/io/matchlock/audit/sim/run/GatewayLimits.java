package io.matchlock.audit.sim.run;

import io.matchlock.audit.sim.scenario.Scenario;
import io.matchlock.gateway.settings.LoopLimits;
import io.matchlock.gateway.settings.SessionLimits;
import java.time.Duration;

/** The limits of a scenario's gateways: small, so that they are met. */
final class GatewayLimits {
    private static final int SEND_BUFFER_BYTES = 32 * 1024;
    private static final int SEND_BUFFERS = 4;

    private GatewayLimits() {}

    static LoopLimits ofLoops(final Scenario scenario) {
        return new LoopLimits(
                scenario.maxInFlight(),
                2,
                scenario.mailboxBytes(),
                4096,
                Duration.ofMillis(10),
                Duration.ofMillis(100));
    }

    static SessionLimits ofSessions(final Scenario scenario) {
        return SessionLimits.builder()
                .maxConnections(100)
                .logonWindow(Duration.ofDays(1))
                .sendBufferBytes(SEND_BUFFER_BYTES << (int) (scenario.seed() % SEND_BUFFERS))
                .build();
    }
}
