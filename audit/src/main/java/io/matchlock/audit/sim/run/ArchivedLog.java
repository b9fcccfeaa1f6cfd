package io.matchlock.audit.sim.run;

import io.matchlock.audit.sim.actor.ArchiverHost;
import io.matchlock.audit.sim.check.ArchiveAudit;
import io.matchlock.audit.sim.scenario.Scenario;
import io.matchlock.audit.sim.world.ArchiveDisk;
import io.matchlock.audit.sim.world.World;
import io.matchlock.log.LogConnection;
import io.matchlock.protocol.log.EntryId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The archiver of a run that has one, and its disk, which is gone with the run. */
final class ArchivedLog implements AutoCloseable {
    private final Scenario scenario;
    private final Optional<ArchiveDisk> disk;
    private List<ArchiverHost> archivers = List.of();

    ArchivedLog(final Scenario scenario) {
        this.scenario = scenario;
        disk = scenario.hasArchiver() ? Optional.of(new ArchiveDisk()) : Optional.empty();
    }

    /** Where the log's readers find what the streams no longer have. */
    Optional<Path> folder() {
        return disk.map(ArchiveDisk::archive);
    }

    Optional<Path> snapshots() {
        return disk.map(ArchiveDisk::snapshots);
    }

    /** The archiver in a world, none if the run has none; not started. */
    List<ArchiverHost> archivers(final World world) {
        archivers = disk.map(present -> List.of(new ArchiverHost(world, present, scenario.trims())))
                .orElse(List.of());
        return archivers;
    }

    boolean hasArchived(final long id) {
        return archivers.stream().allMatch(archiver -> archiver.archivedId() >= id);
    }

    String describe(final long id) {
        return "entry " + EntryId.format(id) + " is not archived: the archive ends at "
                + EntryId.format(archivers.get(0).archivedId());
    }

    /** Requires that the archive has what was stored, and that all reports are found. */
    void requireSame(final World world, final long lastId) {
        folder().ifPresent(archive -> {
            final ArchiveAudit audit = new ArchiveAudit(
                    archive, world.segment().name(), world.redis().streams());
            audit.requireSame(lastId);
            try (LogConnection connection = world.openLog()) {
                audit.requireReports(connection, new Random(scenario.seed()));
            }
        });
    }

    @Override
    public void close() {
        disk.ifPresent(ArchiveDisk::close);
    }
}
