package io.matchlock.audit.verify;

import io.matchlock.engine.event.SilentListener;
import io.matchlock.matcher.archive.SecondEngine;
import io.matchlock.matcher.process.LogProgress;
import io.matchlock.matcher.process.SegmentEngine;
import io.matchlock.matcher.snapshot.Snapshot;
import io.matchlock.matcher.snapshot.SnapshotException;
import io.matchlock.matcher.snapshot.SnapshotFolder;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One look at all snapshots: is each whole and of this segment, and does an engine that has come to its position have its state? */
final class SnapshotVerification {
    private final Path folder;
    private final Consumer<String> findings;
    private final Map<Long, Path> byPosition = new TreeMap<>();
    private int checked;

    SnapshotVerification(final Path folder, final Consumer<String> findings) {
        this.folder = folder;
        this.findings = findings;
    }

    int checked() {
        return checked;
    }

    /** Reads all of them. */
    void begin(final SegmentDefinition segment) {
        for (final Path file : new SnapshotFolder(folder).newestFirst()) {
            try {
                final LogProgress progress = Snapshot.read(file, SegmentEngine.create(segment, new SilentListener()));
                if (!progress.segment().equals(segment.id())) {
                    findings.accept(
                            "snapshot " + file + " is of segment " + progress.segment() + ", not of " + segment.id());
                } else {
                    byPosition.put(progress.position(), file);
                    checked++;
                }
            } catch (final SnapshotException | IOException e) {
                findings.accept(e.getMessage());
            }
        }
    }

    /** Compares with an engine that went through the log. */
    void at(final SecondEngine engine) {
        final Path file = byPosition.remove(engine.position());
        if (file == null) {
            return;
        }
        try {
            if (!Snapshot.readProgress(file).equals(engine.progress())
                    || Snapshot.readStateHash(file) != engine.stateHash()) {
                findings.accept("snapshot " + file + " has another state than the log gives at "
                        + EntryId.format(engine.position()));
            }
        } catch (final SnapshotException | IOException e) {
            findings.accept(e.getMessage());
        }
    }

    /** Names those that the log does not reach. */
    void end() {
        byPosition.forEach((position, file) -> findings.accept(
                "snapshot " + file + " is of entry " + EntryId.format(position) + ", which the archive does not have"));
    }
}
