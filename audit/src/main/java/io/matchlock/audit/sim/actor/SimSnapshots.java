package io.matchlock.audit.sim.actor;

import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.world.World;
import io.matchlock.engine.Engine;
import io.matchlock.log.LogConnection;
import io.matchlock.matcher.journal.Journal;
import io.matchlock.matcher.snapshot.MatcherSnapshots;
import io.matchlock.matcher.snapshot.SnapshotFolder;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentDefinition;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Begins matchers with the archiver's snapshots, as the product does. */
record SimSnapshots(World world, Optional<Path> folder) {
    Optional<SnapshotFolder.Restored> restore(
            final String matcher,
            final Actor thread,
            final Journal journal,
            final SegmentDefinition segment,
            final Supplier<Engine> engines) {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        try (LogConnection connection = world.connections(thread).get()) {
            final Optional<SnapshotFolder.Restored> restored = new MatcherSnapshots(
                            folder.get(), segment.id(), MatcherHost.HASH_INTERVAL, journal.storedAtStart())
                    .restore(connection, engines);
            restored.ifPresent(found -> world.scheduler()
                    .trace(() -> matcher + " begins with the snapshot at "
                            + EntryId.format(found.progress().position())));
            return restored;
        }
    }
}
