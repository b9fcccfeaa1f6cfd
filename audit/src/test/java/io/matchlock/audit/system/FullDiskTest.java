package io.matchlock.audit.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.matchlock.audit.auditor.Audit;
import io.matchlock.audit.send.FlowLoad;
import io.matchlock.audit.send.FlowRun;
import io.matchlock.exchange.deploy.Deployment;
import io.matchlock.exchange.deploy.RunningRole;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.RunFile;
import io.matchlock.exchange.role.RoleKind;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.supervise.Supervisor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The disk of a segment that trades becomes full, and has room again later: it goes on by itself, and nothing is lost. */
@Tag("slow")
final class FullDiskTest {
    private static final Duration WHILE_FULL = Duration.ofSeconds(3);
    private static final Duration BACK = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int MANY = 1_000;
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final Logger NOTICES = (Logger) LoggerFactory.getLogger("io.matchlock.notice");

    @TempDir
    private Path folder;

    private Path data;
    private TestSegment segment;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final ListAppender<ILoggingEvent> notices = new ListAppender<>();

    @BeforeEach
    void setUp() throws Exception {
        data = Files.createDirectories(folder.resolve("data"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=1g", "tmpfs", data.toString()),
                "a small file system can't be mounted here, which takes root");
        segment = new TestSegment(data);
        notices.list = new CopyOnWriteArrayList<>();
        notices.start();
        NOTICES.addAppender(notices);
    }

    @AfterEach
    void tearDown() throws Exception {
        NOTICES.detachAppender(notices);
        run("umount", "-l", data.toString());
    }

    @Test
    void shouldGoOnInOneProcess() throws IOException {
        try (Deployment deployment = Deployment.start(segment.settings())) {
            final long oldPid = serverPid(RoleKind.REDIS);

            final FlowRun flow = trade(
                    () -> assertTrue(deployment.failure().isEmpty(), deployment.failure()::toString),
                    () -> serverPid(RoleKind.REDIS) != oldPid);
            deployment.stopPipeline();

            shouldHaveSaid("the embedded Redis for the log has ended: ");
            shouldHaveSaid("no room is left on the disk of " + data);
            shouldHaveSaid("there is room again on the disk of " + data);
            shouldHaveLostNothing(flow);
        }
    }

    @Test
    void shouldStartPostgresAgainWhenThereIsRoom() throws Exception {
        try (RunningRole postgres = RunningRole.start(RoleKind.POSTGRES, segment.settings())) {
            final String url = postgres.role().facts().get(Addresses.URL);
            final long oldPid = serverPid(RoleKind.POSTGRES);
            final Path filler = fillAndWrite(url);
            within(BACK).until(() -> {
                assertEquals(Optional.empty(), postgres.failure());
                return said().contains("the embedded Postgres has ended: no more than ")
                        && said().contains(" MB are left on the disk of " + data);
            });

            Files.delete(filler);

            within(BACK).until(() -> {
                assertEquals(Optional.empty(), postgres.failure());
                return serverPid(RoleKind.POSTGRES) != oldPid;
            });
            shouldHaveSaid("there is room again on the disk of " + data);
            try (Connection connection = DriverManager.getConnection(url)) {
                assertTrue(connection.isValid(1));
            }
        }
    }

    /** It writes to its own log until there is no room for more. */
    private Path fillAndWrite(final String url) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            final Path filler = fill();
            final String write = "SELECT pg_logical_emit_message(false, '', repeat('x', 1000000), true)";
            assertThrows(SQLException.class, () -> {
                for (int i = 0; i < MANY; i++) {
                    statement.execute(write);
                }
            });
            return filler;
        }
    }

    private static ConditionFactory within(final Duration timeout) {
        return Awaitility.await().atMost(timeout).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(100));
    }

    @Test
    void shouldGoOnInProcesses() throws IOException {
        try (Supervisor supervisor =
                Supervisor.start(segment.settings(), segment.arguments(), output::add, () -> pause(50))) {
            final long oldPid = serverPid(RoleKind.REDIS);

            final FlowRun flow =
                    trade(supervisor::watch, () -> supervisor.isReady() && serverPid(RoleKind.REDIS) != oldPid);
            supervisor.stopPipeline();

            shouldHaveSaid("the embedded Redis for the log has ended: ");
            shouldHaveSaid("no room is left on the disk of " + data);
            shouldHaveSaid("there is room again on the disk of " + data);
            shouldHaveLostNothing(flow);
        }
    }

    /** Orders flow all the while; the disk is full for some seconds. */
    private FlowRun trade(final Runnable watch, final BooleanSupplier isBack) throws IOException {
        final FlowRun flow = segment.flow(new FlowLoad(4, 1_000, 23));
        try (flow) {
            assertTrue(flow.connect(Duration.ofSeconds(30)), this::said);
            flow.send(BETWEEN, () -> false);
            final Path filler = fill();
            flow.send(WHILE_FULL, watching(watch));
            Files.delete(filler);
            flow.send(BACK, nowAndThen(() -> {
                watch.run();
                return isBack.getAsBoolean();
            }));
            assertTrue(isBack.getAsBoolean(), () -> "Redis is not back: " + said());
            assertTrue(flow.connect(BACK), this::said);
            final long acknowledged = flow.figures().acknowledged();
            flow.send(BETWEEN, watching(watch));
            assertTrue(flow.drain(BACK), () -> "not all was answered: " + said());
            assertTrue(flow.figures().acknowledged() > acknowledged, () -> "nobody is served: " + said());
        }
        return flow;
    }

    private static BooleanSupplier watching(final Runnable watch) {
        return nowAndThen(() -> {
            watch.run();
            return false;
        });
    }

    /** As often as a main looks, not as often as a flow asks. */
    private static BooleanSupplier nowAndThen(final BooleanSupplier look) {
        final long[] dueNs = {System.nanoTime()};
        return () -> {
            if (System.nanoTime() - dueNs[0] < 0) {
                return false;
            }
            dueNs[0] = System.nanoTime() + LOOK_NS;
            return look.getAsBoolean();
        };
    }

    private Path fill() throws IOException {
        final Path filler = data.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[CHUNK_BYTES]);
            }
        } catch (final IOException e) {
            assertTrue(e.getMessage().contains("No space left"), e::toString);
        }
        return filler;
    }

    private void shouldHaveLostNothing(final FlowRun flow) {
        final Audit result = segment.audit(flow);
        assertEquals("lost 0  duplicated 0  PASS", result.verdict(), result.findings() + "\n" + said());
        assertTrue(result.acknowledged() > 0 && result.trades() > 0, result::toString);
    }

    private void shouldHaveSaid(final String words) {
        assertTrue(said().contains(words), this::said);
    }

    private String said() {
        return String.join(
                "\n",
                Stream.concat(notices.list.stream().map(ILoggingEvent::getFormattedMessage), output.stream())
                        .toList());
    }

    private long serverPid(final RoleKind kind) {
        return RunFile.read(new DataFolder(data), kind.text())
                .map(facts -> Long.parseLong(facts.get(Addresses.SERVER_PID)))
                .orElse(0L);
    }

    private static boolean run(final String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }

    private static boolean pause(final long ms) {
        try {
            return new CountDownLatch(1).await(ms, TimeUnit.MILLISECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
