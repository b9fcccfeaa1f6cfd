package io.matchlock.exchange.supervise;

import io.matchlock.exchange.deploy.Deployment;
import io.matchlock.exchange.deploy.StartCheck;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.DiskRoom;
import io.matchlock.exchange.folder.FolderLock;
import io.matchlock.exchange.role.RoleKind;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.exchange.segment.NewSegment;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.exchange.settings.SettingsLoader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole segment as processes, one for each role. One thread starts, watches and closes it. A process that dies is
 * started again; the others go on meanwhile and recover from the log.
 */
public final class Supervisor implements AutoCloseable {
    private static final RoleTuning TUNING = new RoleTuning(SettingsLoader.environment());
    private static final Logger NOTICES = LoggerFactory.getLogger("io.matchlock.notice");
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(90);
    /** They have bounds of their own, for they load or recover their data first and say how far they are. */
    private static final Duration SERVER_READY_TIMEOUT = Duration.ofMinutes(70);

    private final Settings settings;
    private final List<String> arguments;
    private final Consumer<String> printer;
    private final FolderLock lock;
    private final DiskRoom room;
    private final Deque<RoleProcess> processes = new ArrayDeque<>();

    private Supervisor(
            final Settings settings,
            final List<String> arguments,
            final Consumer<String> printer,
            final FolderLock lock) {
        this.settings = settings;
        this.arguments = arguments;
        this.printer = printer;
        this.lock = lock;
        this.room = new DiskRoom(settings.data(), DiskRoom.MIN_BYTES);
    }

    /**
     * Starts all roles: first the servers, then, when these are ready, what works on the log.
     *
     * @param settings that are effective
     * @param arguments that make them effective in other processes
     * @param printer takes a line at a time, from several threads
     * @param pause waits a moment; true if the start is to be given up
     * @return the running segment
     * @throws OperatorException if a role does not start
     */
    public static Supervisor start(
            final Settings settings,
            final List<String> arguments,
            final Consumer<String> printer,
            final BooleanSupplier pause) {
        final DataFolder folder = new DataFolder(settings.data()).create();
        final Supervisor supervisor =
                new Supervisor(settings, arguments, printer, FolderLock.take(folder, Deployment.LOCK));
        try {
            supervisor.startAll(pause);
            return supervisor;
        } catch (final RuntimeException e) {
            supervisor.processes.forEach(RoleProcess::askToStop); // nothing is served yet, so that no order matters
            supervisor.close();
            throw e;
        }
    }

    /** Starts again what has died. */
    public void watch() {
        final long nowNs = System.nanoTime();
        if (room.hasComeBack()) {
            NOTICES.warn("there is room again on the disk of {}", settings.data());
            processes.forEach(process -> process.reviveSoon(nowNs));
        }
        processes.descendingIterator().forEachRemaining(process -> process.revive(nowNs));
    }

    /**
     * The process id of a role.
     *
     * @param kind of the role
     * @return its process id, 0 while it has none
     */
    public long pid(final RoleKind kind) {
        final Predicate<RoleProcess> isMeant = process -> process.kind() == kind && process.isAlive();
        return processes.stream()
                .filter(isMeant)
                .mapToLong(RoleProcess::pid)
                .findFirst()
                .orElse(0L);
    }

    /** {@return whether every role is up} */
    public boolean isReady() {
        return processes.stream().allMatch(process -> process.isAlive() && process.isReady());
    }

    /** Drains and stops gateway, matcher and persister; the servers go on, and nothing is written any more. */
    public void stopPipeline() {
        while (!processes.isEmpty() && processes.peek().kind().needsLog()) {
            processes.pop().stop();
        }
    }

    /** Stops the processes one after the other, what feeds before what is fed. */
    @Override
    public void close() {
        try (lock) {
            while (!processes.isEmpty()) {
                processes.pop().stop();
            }
        }
    }

    private void startAll(final BooleanSupplier pause) {
        final NewSegment segment = new NewSegment(settings);
        StartCheck.require(settings);
        segment.createFiles();
        final List<RoleKind> kinds = RoleKind.needed(settings);
        startTogether(kinds.stream().filter(kind -> !kind.needsLog()).toList(), pause);
        final LogAccess access = new LogAccess(settings);
        access.requireSound();
        segment.createLog(access);
        startTogether(kinds.stream().filter(RoleKind::needsLog).toList(), pause);
    }

    private void startTogether(final List<RoleKind> kinds, final BooleanSupplier pause) {
        final List<RoleProcess> started = new ArrayList<>();
        for (final RoleKind kind : kinds) {
            final RoleProcess process = new RoleProcess(kind, command(kind), TUNING.variables(kind), printer);
            processes.push(process);
            process.start(System.nanoTime());
            started.add(process);
        }
        started.forEach(process -> awaitReady(process, pause));
    }

    private static void awaitReady(final RoleProcess process, final BooleanSupplier pause) {
        final long deadlineNs =
                System.nanoTime() + (process.kind().needsLog() ? READY_TIMEOUT : SERVER_READY_TIMEOUT).toNanos();
        while (!process.isReady()) {
            if (!process.isAlive()) {
                throw new OperatorException(
                        process.exitCode(), "the " + process.kind().text() + " did not start; see what it said.");
            }
            if (pause.getAsBoolean()) {
                throw OperatorException.startup("stopped before all was ready.");
            }
            if (System.nanoTime() - deadlineNs > 0) {
                throw OperatorException.startup("the " + process.kind().text()
                        + " was not ready in time; see the log files in the data folder.");
            }
        }
    }

    private List<String> command(final RoleKind kind) {
        final List<String> all = new ArrayList<>();
        all.add(kind.text());
        all.addAll(arguments);
        all.add("--set");
        all.add(SettingTable.DATA.name() + "=" + settings.data());
        all.add("--stop-with-stdin");
        return JavaCommand.of(settings.bytes(SettingTable.PROCESS_HEAP), TUNING.flags(kind), all);
    }
}
