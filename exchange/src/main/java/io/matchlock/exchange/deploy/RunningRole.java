package io.matchlock.exchange.deploy;

import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.FolderLock;
import io.matchlock.exchange.folder.RunFile;
import io.matchlock.exchange.folder.SegmentFile;
import io.matchlock.exchange.role.Role;
import io.matchlock.exchange.role.RoleKind;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.settings.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A role of this process with its lock and its run file. */
public final class RunningRole implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningRole.class);

    private final RoleKind kind;
    private final FolderLock lock;
    private final Role role;
    private final DataFolder folder;
    private final RunFile runFile;
    private Map<String, String> told = Map.of();

    private RunningRole(final RoleKind kind, final FolderLock lock, final Role role, final DataFolder folder) {
        this.kind = kind;
        this.lock = lock;
        this.role = role;
        this.folder = folder;
        this.told = facts();
        this.runFile = RunFile.write(folder, kind.text(), told);
    }

    /**
     * Starts a role.
     *
     * @param kind of the role
     * @param settings that are effective
     * @return the running role
     */
    public static RunningRole start(final RoleKind kind, final Settings settings) {
        return start(kind, settings, () -> false);
    }

    /**
     * Starts a role, unless that is cut short.
     *
     * @param kind of the role
     * @param settings that are effective
     * @param isStopped whether it is
     * @return the running role
     */
    public static RunningRole start(final RoleKind kind, final Settings settings, final BooleanSupplier isStopped) {
        final DataFolder folder = new DataFolder(settings.data()).create();
        final FolderLock lock = FolderLock.take(folder, kind.text());
        Role role = null;
        try {
            role = kind.start(settings, isStopped);
            return new RunningRole(kind, lock, role, folder);
        } catch (final RuntimeException e) {
            if (role != null) {
                role.close();
            }
            lock.close();
            throw e;
        }
    }

    /** {@return what role it is} */
    public RoleKind kind() {
        return kind;
    }

    /** {@return the role} */
    public Role role() {
        return role;
    }

    /**
     * Looks after the role, which may start a server again, and keeps its run file true.
     *
     * @return why it can't go on, one sentence; empty while it can
     */
    public Optional<String> failure() {
        final Optional<String> failure = role.failure();
        if (failure.isEmpty()) {
            tellAgain();
        }
        return failure;
    }

    /** Says in the run file what has changed: which segment this is, once the data folder knows, and a server's process. */
    public void tell() {
        final Map<String, String> facts = facts();
        if (!facts.equals(told)) {
            runFile.rewrite(facts);
            told = facts;
        }
    }

    private void tellAgain() {
        try {
            tell();
        } catch (final OperatorException e) {
            LOG.warn("told later, for now: {}", e.getMessage(), e); // it is asked again soon, and the disk may be full
        }
    }

    /** Drains the role and stops it. Its run file goes last: while it is there, somebody else may have to clear up. */
    @Override
    public void close() {
        try (lock;
                runFile;
                role) {
            role.drain();
        }
    }

    private Map<String, String> facts() {
        final Map<String, String> facts = new TreeMap<>(role.facts());
        final String known = told.get(Addresses.SEGMENT_ID);
        if (known == null) {
            new SegmentFile(folder).read().ifPresent(id -> facts.put(Addresses.SEGMENT_ID, id.toString()));
        } else {
            facts.put(Addresses.SEGMENT_ID, known);
        }
        return facts;
    }
}
