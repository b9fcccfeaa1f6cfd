package io.matchlock.audit.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.audit.auditor.Audit;
import io.matchlock.audit.auditor.client.ClientJournal;
import io.matchlock.audit.send.FlowLoad;
import io.matchlock.audit.send.FlowRun;
import io.matchlock.exchange.deploy.Deployment;
import io.matchlock.exchange.deploy.RunningRole;
import io.matchlock.exchange.role.RoleKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One segment, two gateways with clients on each: one order of all, and each client told all of its own. */
@Tag("slow")
final class TwoGatewaysTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path secondFolder;

    @Test
    void shouldGiveOneOrderToTheClientsOfBoth() throws IOException {
        final TestSegment segment = new TestSegment(folder);
        final TestSegment second = segment.secondGateway(secondFolder);
        try (Deployment deployment = Deployment.start(segment.settings())) {
            final List<ClientJournal> journals = new ArrayList<>();
            final long sent = tradeOnBoth(segment, second, journals);
            final Audit running = segment.audit(journals);
            assertEquals("lost 0  duplicated 0  PASS", running.verdict(), running.findings()::toString);
            deployment.stopPipeline();

            final Audit result = segment.audit(journals);
            assertEquals("lost 0  duplicated 0  PASS", result.verdict(), result.findings()::toString);
            assertEquals(sent, result.acknowledged(), "all were acknowledged");
        }
    }

    private static long tradeOnBoth(
            final TestSegment segment, final TestSegment second, final List<ClientJournal> journals) {
        try (RunningRole gateway = RunningRole.start(RoleKind.GATEWAY, second.settings())) {
            assertTrue(gateway.failure().isEmpty(), gateway.failure()::toString);
            try (FlowRun here = segment.flow(new FlowLoad(3, 800, 21));
                    FlowRun there = second.flow(new FlowLoad(3, 800, 22))) {
                tradeTogether(here, there);
                journals.addAll(here.journals());
                journals.addAll(there.journals());
                return here.figures().sent() + there.figures().sent();
            }
        }
    }

    /** Whoever is done first stays: the other's orders may still trade with its own. */
    private static void tradeTogether(final FlowRun here, final FlowRun there) {
        final CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> trade(here));
        trade(there);
        while (!sending.isDone()) {
            drain(there);
        }
        sending.join();
        drain(here);
        drain(there);
    }

    private static void trade(final FlowRun flow) {
        assertTrue(flow.connect(Duration.ofSeconds(20)));
        flow.send(Duration.ofSeconds(3), () -> false);
        drain(flow);
    }

    private static void drain(final FlowRun flow) {
        assertTrue(flow.drain(Duration.ofSeconds(30)));
    }
}
