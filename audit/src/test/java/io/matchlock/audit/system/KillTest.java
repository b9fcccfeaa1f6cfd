package io.matchlock.audit.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.audit.auditor.Audit;
import io.matchlock.audit.send.FlowLoad;
import io.matchlock.audit.send.FlowRun;
import io.matchlock.audit.verify.ArchiveVerification;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.RunFile;
import io.matchlock.exchange.role.RoleKind;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.exchange.supervise.Supervisor;
import io.matchlock.log.LogConnection;
import io.matchlock.log.archive.ArchiveCheck;
import io.matchlock.log.trim.StreamTrimmer;
import io.matchlock.matcher.Tuning;
import io.matchlock.matcher.snapshot.SnapshotFolder;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every role as a process of its own; each is killed under load, and nothing is lost or doubled. */
@Tag("slow")
final class KillTest {
    private static final Duration READY = Duration.ofSeconds(90);
    private static final Duration BEFORE_KILL = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    private final List<String> output = new CopyOnWriteArrayList<>();
    private TestSegment segment;
    private Supervisor supervisor;

    @BeforeEach
    void setUp() throws IOException {
        segment = new TestSegment(folder);
    }

    @AfterEach
    void tearDown() {
        if (supervisor != null) {
            supervisor.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldLoseAndDoubleNothingWhicheverProcessIsKilled(final int loops) {
        run(loops, List.of(RoleKind.values()), List.of(RoleKind.REDIS, RoleKind.POSTGRES));
    }

    /** What the order of entries depends on. */
    @Test
    void shouldLoseAndDoubleNothingOfFourLoops() {
        run(4, List.of(RoleKind.GATEWAY, RoleKind.MATCHER), List.of(RoleKind.REDIS));
    }

    private void run(final int loops, final List<RoleKind> roles, final List<RoleKind> servers) {
        segment.with("gateway.loops", Integer.toString(loops))
                .with("archive.tail", "1m")
                .with("snapshot.entries", "1000")
                .with("snapshot.interval", "1s");
        supervisor = Supervisor.start(segment.settings(), segment.arguments(), output::add, () -> pause(50));
        final FlowRun flow = segment.flow(new FlowLoad(4 * loops, 1_000, 11));
        try (flow) {
            assertTrue(flow.connect(Duration.ofSeconds(30)), output::toString);
            for (final RoleKind kind : roles) {
                final long pid = supervisor.pid(kind);
                sendAndKill(flow, kind, () -> kill(pid));
            }
            servers.forEach(kind -> sendAndKill(flow, kind, () -> kill(serverPid(kind))));
            assertTrue(flow.connect(Duration.ofSeconds(60)), output::toString);
            flow.drain(Duration.ofSeconds(60));
        }
        supervisor.stopPipeline();

        final Audit result = segment.audit(flow);

        assertEquals("lost 0  duplicated 0  PASS", result.verdict(), result.findings() + "\n" + output);
        assertTrue(result.acknowledged() > 0 && result.trades() > 0, result::toString);
        assertArchiveIsTheLog();
        assertTrimmed();
    }

    /** So that processes which were killed had to read the archive, too. */
    private void assertTrimmed() {
        try (LogConnection connection = new LogAccess(segment.settings()).open()) {
            assertTrue(new StreamTrimmer(connection).firstId() > EntryId.GENESIS);
        }
        assertFalse(new SnapshotFolder(LogAccess.snapshots(segment.settings()))
                .newestFirst()
                .isEmpty());
    }

    /** Also computed once more, and up to the log's last entry. */
    private void assertArchiveIsTheLog() {
        final List<String> found = new ArrayList<>();
        final LogAccess log = new LogAccess(segment.settings());
        final ArchiveVerification verification = new ArchiveVerification(
                LogAccess.archive(segment.settings()), LogAccess.snapshots(segment.settings()), found::add);
        final ArchiveCheck archive = verification.files(Tuning.shared().hashInterval());
        try (LogConnection connection = log.open()) {
            final long kept = archive.lastId() - new StreamTrimmer(connection).firstId() + 1;
            assertEquals(kept, verification.streams(connection, log.settings().segment()));
            assertEquals(connection.lastId(Names.eventsKey(log.settings().segment())), archive.lastId());
        }
        assertEquals(List.of(), found);
    }

    private void sendAndKill(final FlowRun flow, final RoleKind kind, final Runnable killer) {
        flow.send(BEFORE_KILL, () -> false);
        final long oldPid = supervisor.pid(kind);
        killer.run();
        flow.send(READY, () -> {
            supervisor.watch();
            return isReplaced(kind, oldPid) && supervisor.isReady();
        });
        assertTrue(isReplaced(kind, oldPid) && supervisor.isReady(), () -> kind + " is not back: " + output);
    }

    /** A process also ends, and is started again, when the server that is its child is killed. */
    private boolean isReplaced(final RoleKind kind, final long oldPid) {
        final long pid = supervisor.pid(kind);
        return pid != 0 && pid != oldPid;
    }

    private long serverPid(final RoleKind kind) {
        return Long.parseLong(
                RunFile.read(new DataFolder(folder), kind.text()).orElseThrow().get(Addresses.SERVER_PID));
    }

    private static void kill(final long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
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
