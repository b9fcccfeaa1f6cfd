package io.matchlock.audit.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.audit.auditor.Audit;
import io.matchlock.audit.send.FlowLoad;
import io.matchlock.audit.send.FlowRun;
import io.matchlock.exchange.command.MatchlockCommand;
import io.matchlock.exchange.deploy.Deployment;
import io.matchlock.exchange.deploy.RunningRole;
import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.role.RoleKind;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.segment.KeyFile;
import io.matchlock.protocol.log.EntryId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A backup while the market trades, and a market that goes on from it beside a ledger that had seen more. */
@Tag("slow")
final class BackupTest {
    private static final String ORDERS = "SELECT count(*) FROM orders";
    private static final String LOST = "SELECT count(*) FROM lost.orders_epoch_1";

    @TempDir
    private Path folder;

    private final StringWriter told = new StringWriter();
    private Path backup;

    @Test
    void shouldGoOnFromABackupBesideALedgerThatIsAhead() throws IOException, SQLException {
        backup = folder.resolve("backup");
        final TestSegment before = new TestSegment(folder.resolve("before")).with("archive.tail", "1m");
        tradeAndTakeBackup(before);
        assertNoSecretIsInIt(before);

        try (RunningRole postgres = RunningRole.start(RoleKind.POSTGRES, before.settings())) {
            assertTrue(postgres.failure().isEmpty());
            final String url = new Addresses(before.settings()).postgres();
            final long ordersBefore = number(url, ORDERS);
            final TestSegment after = new TestSegment(folder.resolve("after")).with("postgres.url", url);
            run(
                    after,
                    "restore",
                    backup.toString(),
                    "--keys",
                    folder.resolve("before/keys").toString());

            assertTrue(told.toString().contains("epoch 2 begins with 2-0"), told::toString);
            final long lost = number(url, LOST + " WHERE entry_id > " + lastId());
            assertTrue(lost > 0, told::toString);
            assertTradesOn(after);
            assertEquals(ordersBefore, lost + number(url, ORDERS + " WHERE entry_id <= " + lastId()));
            assertTrue(number(url, ORDERS + " WHERE entry_id > " + EntryId.of(2, 0)) > 0);
        }
    }

    private void tradeAndTakeBackup(final TestSegment segment) {
        try (Deployment deployment = Deployment.start(segment.settings());
                FlowRun flow = segment.flow(new FlowLoad(4, 800, 41))) {
            assertTrue(flow.connect(Duration.ofSeconds(20)));
            final CompletableFuture<Void> sending =
                    CompletableFuture.runAsync(() -> flow.send(Duration.ofSeconds(8), () -> false));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> flow.figures().acknowledged() > 2_000 || sending.isDone());
            run(segment, "backup", backup.toString());
            assertFalse(sending.isDone(), "the market trades meanwhile");
            sending.join();
            assertTrue(flow.drain(Duration.ofSeconds(30)));
            deployment.stopPipeline();
        }
    }

    /** Matcher and archiver begin with the snapshot and the archive of the backup, and compare what the log has behind them. */
    private static void assertTradesOn(final TestSegment segment) {
        try (Deployment deployment = Deployment.start(segment.settings());
                FlowRun flow = segment.flow(new FlowLoad(4, 800, 42))) {
            assertTrue(flow.connect(Duration.ofSeconds(20)));
            flow.send(Duration.ofSeconds(2), () -> false);
            assertTrue(flow.drain(Duration.ofSeconds(30)));
            deployment.stopPipeline();

            final Audit result = segment.audit(flow);
            assertEquals("lost 0  duplicated 0  PASS", result.verdict(), result.findings()::toString);
            assertEquals(flow.figures().sent(), result.acknowledged());
        }
    }

    private void assertNoSecretIsInIt(final TestSegment segment) throws IOException {
        final String secret =
                KeyFile.read(segment.settings().data().resolve("keys")).get(0).secretHex();
        try (Stream<Path> files = Files.walk(backup)) {
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(new String(Files.readAllBytes(file), ISO_8859_1).contains(secret), file::toString);
            }
        }
    }

    /** Where the log ends that was restored. */
    private long lastId() {
        final Matcher line = Pattern.compile("log +up to (\\d+-\\d+), epoch 2").matcher(told.toString());
        assertTrue(line.find(), told::toString);
        return EntryId.parse(line.group(1));
    }

    private void run(final TestSegment segment, final String... command) {
        final CommandLine line = MatchlockCommand.create();
        line.setOut(new PrintWriter(told));
        line.setErr(new PrintWriter(told));
        final List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(segment.arguments());
        assertEquals(ExitCode.OK, line.execute(arguments.toArray(new String[0])), told::toString);
    }

    private static long number(final String url, final String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
