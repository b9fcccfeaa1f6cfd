package io.matchlock.exchange.deploy;

import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.FolderLock;
import io.matchlock.exchange.role.RoleKind;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.exchange.segment.NewSegment;
import io.matchlock.exchange.settings.Settings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A whole segment in this process: every role that the settings don't place elsewhere. An empty data folder becomes a
 * segment first. One thread starts, watches and closes it.
 */
public final class Deployment implements AutoCloseable {
    /** The lock that tells a second deployment on the same folder to keep off. */
    public static final String LOCK = "up";

    private final Settings settings;
    private final FolderLock lock;
    private final BooleanSupplier isStopped;
    private final Deque<RunningRole> running = new ArrayDeque<>();

    private Deployment(final Settings settings, final FolderLock lock, final BooleanSupplier isStopped) {
        this.settings = settings;
        this.lock = lock;
        this.isStopped = isStopped;
    }

    /**
     * Starts everything, until the signal cuts it short.
     *
     * @param settings that are effective
     * @param signal that is watched only while the start goes on
     * @return the running segment
     */
    public static Deployment start(final Settings settings, final StopSignal signal) {
        return signal.starting(settings, () -> start(settings, signal::isRaised));
    }

    /**
     * Starts everything.
     *
     * @param settings that are effective
     * @return the running segment
     */
    public static Deployment start(final Settings settings) {
        return start(settings, () -> false);
    }

    private static Deployment start(final Settings settings, final BooleanSupplier isStopped) {
        final DataFolder folder = new DataFolder(settings.data()).create();
        final Deployment deployment = new Deployment(settings, FolderLock.take(folder, LOCK), isStopped);
        try {
            deployment.startRoles();
            return deployment;
        } catch (final RuntimeException e) {
            deployment.close();
            throw e;
        }
    }

    /** {@return what it runs by} */
    public Settings settings() {
        return settings;
    }

    /** {@return the running roles in the order of their start} */
    public List<RunningRole> roles() {
        final List<RunningRole> roles = new ArrayList<>();
        running.descendingIterator().forEachRemaining(roles::add);
        return roles;
    }

    /** {@return why one of the roles can't go on, one sentence; empty while all can} */
    public Optional<String> failure() {
        return running.stream()
                .map(RunningRole::failure)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Drains and stops gateway, matcher and persister; the servers go on, and nothing is written any more. */
    public void stopPipeline() {
        while (!running.isEmpty() && running.peek().kind().needsLog()) {
            running.pop().close();
        }
    }

    /** Drains and stops the roles, what feeds before what is fed. */
    @Override
    public void close() {
        try (lock) {
            while (!running.isEmpty()) {
                running.pop().close();
            }
        }
    }

    private void startRoles() {
        final NewSegment segment = new NewSegment(settings);
        StartCheck.require(settings);
        segment.createFiles();
        boolean logIsSound = false;
        for (final RoleKind kind : RoleKind.needed(settings)) {
            if (isStopped.getAsBoolean()) {
                throw OperatorException.startup(StartAbort.SENTENCE);
            }
            if (!logIsSound && kind.needsLog()) {
                final LogAccess access = new LogAccess(settings);
                access.requireSound();
                segment.createLog(access);
                running.forEach(RunningRole::tell);
                logIsSound = true;
            }
            running.push(RunningRole.start(kind, settings, isStopped));
        }
    }
}
