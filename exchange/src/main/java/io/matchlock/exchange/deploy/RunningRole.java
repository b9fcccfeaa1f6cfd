package io.matchlock.exchange.deploy;

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

/** A role of this process with its lock and its run file. */
public final class RunningRole implements AutoCloseable {
    private final RoleKind kind;
    private final FolderLock lock;
    private final Role role;
    private final DataFolder folder;
    private final RunFile runFile;
    private boolean isSegmentTold;

    private RunningRole(final RoleKind kind, final FolderLock lock, final Role role, final DataFolder folder) {
        this.kind = kind;
        this.lock = lock;
        this.role = role;
        this.folder = folder;
        this.runFile = RunFile.write(folder, kind.text(), facts());
    }

    /**
     * Starts a role.
     *
     * @param kind of the role
     * @param settings that are effective
     * @return the running role
     */
    public static RunningRole start(final RoleKind kind, final Settings settings) {
        final DataFolder folder = new DataFolder(settings.data()).create();
        final FolderLock lock = FolderLock.take(folder, kind.text());
        Role role = null;
        try {
            role = kind.start(settings);
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

    /** {@return why it can't go on, one sentence; empty while it can} */
    public Optional<String> failure() {
        return role.failure();
    }

    /** Says in the run file which segment this is, once the data folder knows; a server may start before there is one. */
    public void tellSegment() {
        if (!isSegmentTold && new SegmentFile(folder).read().isPresent()) {
            runFile.rewrite(facts());
        }
    }

    /** Drains the role and stops it. */
    @Override
    public void close() {
        try (lock;
                runFile) {
            role.drain();
        } finally {
            role.close();
        }
    }

    private Map<String, String> facts() {
        final Map<String, String> facts = new TreeMap<>(role.facts());
        new SegmentFile(folder).read().ifPresent(id -> facts.put(Addresses.SEGMENT_ID, id.toString()));
        isSegmentTold = facts.containsKey(Addresses.SEGMENT_ID);
        return facts;
    }
}
