package io.matchlock.audit.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.audit.auditor.Audit;
import io.matchlock.audit.send.FlowLoad;
import io.matchlock.audit.send.FlowRun;
import io.matchlock.audit.verify.ArchiveVerification;
import io.matchlock.exchange.command.MatchlockCommand;
import io.matchlock.exchange.deploy.Deployment;
import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.log.LogConnection;
import io.matchlock.log.archive.ArchiveCheck;
import io.matchlock.matcher.Tuning;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Epochs end while a market trades: whoever appended in the old one goes on in the new one, and nothing is lost or done twice. */
@Tag("slow")
final class EpochTest {
    @TempDir
    private Path folder;

    @Test
    void shouldLoseNothingWhenEpochsEndWhileAMarketTrades() throws IOException {
        final TestSegment segment =
                new TestSegment(folder).with("archive.tail", "1m").with("gateway.loops", "2");
        try (Deployment deployment = Deployment.start(segment.settings());
                FlowRun flow = segment.flow(new FlowLoad(6, 1_000, 31))) {
            assertTrue(flow.connect(Duration.ofSeconds(20)));
            final CompletableFuture<Void> sending =
                    CompletableFuture.runAsync(() -> flow.send(Duration.ofSeconds(12), () -> false));
            for (int epoch = 2; epoch <= 3; epoch++) {
                awaitAnswers(flow, sending, (epoch - 1) * 3_000L);
                final String told = fence(segment);
                assertTrue(told.startsWith("epoch " + epoch + " begins with entry " + epoch + "-0; "), told);
            }
            sending.join();
            assertTrue(flow.drain(Duration.ofSeconds(30)));
            deployment.stopPipeline();

            final Audit result = segment.audit(flow);
            assertEquals("lost 0  duplicated 0  PASS", result.verdict(), result.findings()::toString);
            assertGoesOnBehind(segment, EntryId.of(3, 0));
        }
    }

    /** So many messages were answered since the flow began, or it ended. */
    private static void awaitAnswers(final FlowRun flow, final CompletableFuture<Void> sending, final long answers) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> flow.figures().acknowledged() >= answers || sending.isDone());
        assertFalse(sending.isDone(), "the epoch ends while the market trades");
    }

    private static String fence(final TestSegment segment) {
        final StringWriter told = new StringWriter();
        final CommandLine line = MatchlockCommand.create();
        line.setOut(new PrintWriter(told, true));
        line.setErr(new PrintWriter(told, true));
        final List<String> arguments = new ArrayList<>(List.of("fence", "--lost", "no", "--reason", "a test"));
        arguments.addAll(segment.arguments());
        assertEquals(ExitCode.OK, line.execute(arguments.toArray(new String[0])), told::toString);
        return told.toString();
    }

    /** Both streams end in the last epoch, at the same entry, of which the archive has all, computed once more. */
    private static void assertGoesOnBehind(final TestSegment segment, final long fenceId) {
        final List<String> found = new ArrayList<>();
        final LogAccess log = new LogAccess(segment.settings());
        final ArchiveVerification verification = new ArchiveVerification(
                LogAccess.archive(segment.settings()), LogAccess.snapshots(segment.settings()), found::add);
        final ArchiveCheck archive = verification.files(Tuning.shared().hashInterval());
        try (LogConnection connection = log.open()) {
            final long last = connection.lastId(Names.ordersKey(log.settings().segment()));
            assertTrue(EntryId.distance(fenceId, last) > 100, EntryId.format(last));
            assertEquals(last, connection.lastId(Names.eventsKey(log.settings().segment())));
            assertEquals(last, archive.lastId());
            assertTrue(verification.streams(connection, log.settings().segment()) > 0);
        }
        assertEquals(List.of(), found);
    }
}
