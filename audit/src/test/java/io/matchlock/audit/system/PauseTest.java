package io.matchlock.audit.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.audit.auditor.Audit;
import io.matchlock.audit.send.FlowLoad;
import io.matchlock.audit.send.FlowRun;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.RunFile;
import io.matchlock.exchange.role.RoleKind;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.supervise.Supervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every role as a process of its own, of which each is stopped under load for some seconds and continued. Nothing is lost or doubled. */
@Tag("slow")
final class PauseTest {
    private static final Duration READY = Duration.ofSeconds(90);
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    /** What feeds and is fed by others; a stopped gateway is what most depends on the clock. */
    private static final List<RoleKind> OTHERS =
            List.of(RoleKind.MATCHER, RoleKind.PERSISTER, RoleKind.REDIS, RoleKind.DRIVER);

    private static final Set<RoleKind> SERVERS = EnumSet.of(RoleKind.REDIS, RoleKind.CACHE, RoleKind.POSTGRES);

    @TempDir
    private Path folder;

    private final List<String> output = new CopyOnWriteArrayList<>();
    private Supervisor supervisor;

    @AfterEach
    void tearDown() {
        if (supervisor != null) {
            supervisor.close();
        }
    }

    @Test
    void shouldLoseAndDoubleNothingWhicheverProcessIsStoppedForAWhile() throws IOException {
        final Duration shortly = Duration.ofSeconds(4);
        run(4, flow -> {
            stop(flow, RoleKind.GATEWAY, Duration.ofSeconds(12));
            OTHERS.forEach(kind -> stop(flow, kind, shortly));
            stop(flow, RoleKind.GATEWAY, shortly);
        });
    }

    /** All there is: {@code mvn test -pl exchange -am -Dtest=PauseTest -Dmatchlock.torture=true}; about half an hour. */
    @ParameterizedTest
    @MethodSource("all")
    @EnabledIfSystemProperty(named = "matchlock.torture", matches = "true")
    void shouldLoseAndDoubleNothing(final int loops, final int seconds) throws IOException {
        final Duration pause = Duration.ofSeconds(seconds);
        run(loops, flow -> {
            stop(flow, RoleKind.GATEWAY, pause);
            OTHERS.forEach(kind -> stop(flow, kind, pause));
            stop(flow, RoleKind.POSTGRES, pause);
            stop(flow, RoleKind.CACHE, pause);
        });
    }

    static Stream<Arguments> all() {
        return IntStream.of(1, 2, 4)
                .boxed()
                .flatMap(loops -> IntStream.of(4, 12, 30).mapToObj(seconds -> Arguments.of(loops, seconds)));
    }

    /** What is done to a segment under load. */
    @FunctionalInterface
    private interface Disturbance {
        void disturb(FlowRun flow);
    }

    private void run(final int loops, final Disturbance disturbance) throws IOException {
        final long startNs = System.nanoTime();
        final TestSegment segment = new TestSegment(folder).with("gateway.loops", Integer.toString(loops));
        supervisor = Supervisor.start(segment.settings(), segment.arguments(), output::add, () -> pause(50));
        final FlowRun flow = segment.flow(new FlowLoad(2 * loops, 1_000, 17));
        final boolean isAnswered;
        try (flow) {
            assertTrue(flow.connect(Duration.ofSeconds(30)), output::toString);
            flow.send(BETWEEN, () -> false);
            disturbance.disturb(flow);
            assertTrue(flow.connect(READY), output::toString);
            isAnswered = flow.drain(Duration.ofSeconds(30));
        }
        supervisor.stopPipeline();

        final Audit result = segment.audit(flow);
        assertEquals("lost 0  duplicated 0  PASS", result.verdict(), result.findings() + "\n" + output);
        assertTrue(isAnswered, () -> "not all was answered: " + output);
        assertTrue(result.acknowledged() > 0 && result.trades() > 0, result::toString);
        System.out.printf(
                Locale.ROOT,
                "%d loops, %d s: %d sent, %d acknowledged, %d orders, %d reports, %d trades, %s%n",
                loops,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNs),
                result.sent(),
                result.acknowledged(),
                result.orders(),
                result.reports(),
                result.trades(),
                result.verdict());
    }

    private void stop(final FlowRun flow, final RoleKind kind, final Duration pause) {
        final List<Long> pids = pids(kind);
        pids.forEach(pid -> signal(pid, "STOP"));
        flow.send(pause, () -> false);
        pids.forEach(pid -> signal(pid, "CONT"));
        flow.send(READY, () -> {
            supervisor.watch();
            return supervisor.isReady();
        });
        assertTrue(supervisor.isReady(), () -> kind + " is not back: " + output);
        flow.send(BETWEEN, () -> false);
    }

    /** Of the role itself, or of the server that it has for a child, with the server's own children. */
    private List<Long> pids(final RoleKind kind) {
        if (!SERVERS.contains(kind)) {
            return List.of(supervisor.pid(kind));
        }
        final long server = Long.parseLong(
                RunFile.read(new DataFolder(folder), kind.text()).orElseThrow().get(Addresses.SERVER_PID));
        return Stream.concat(
                        Stream.of(server),
                        ProcessHandle.of(server).orElseThrow().descendants().map(ProcessHandle::pid))
                .toList();
    }

    private static void signal(final long pid, final String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor(5, TimeUnit.SECONDS);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
