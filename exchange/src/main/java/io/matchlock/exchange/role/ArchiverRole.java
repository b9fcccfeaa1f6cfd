package io.matchlock.exchange.role;

import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.exchange.settings.Units;
import io.matchlock.log.LogConnection;
import io.matchlock.log.archive.ArchiveSettings;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.pace.PaceLimits;
import io.matchlock.matcher.Tuning;
import io.matchlock.matcher.archive.Archiver;
import io.matchlock.matcher.archive.ArchiverSettings;
import io.matchlock.matcher.archive.SnapshotSettings;
import io.matchlock.matcher.archive.TailLimits;
import io.matchlock.protocol.Names;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The archiver of this process. */
final class ArchiverRole implements Role {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiverRole.class);
    private static final Duration QUIET_FORCE_DELAY = Duration.ofMinutes(5);
    private static final Duration RETRY_DELAY = Duration.ofMillis(500);
    private static final long MOST_TAIL_BYTES = 256L << 20;
    private static final int TAIL_SHARE = 8;
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration DRAIN_POLL = Duration.ofMillis(5);

    private final Archiver archiver;
    private final ArchiverSettings settings;

    private ArchiverRole(final Archiver archiver, final ArchiverSettings settings) {
        this.archiver = archiver;
        this.settings = settings;
    }

    static ArchiverRole start(final Settings settings) {
        final LogAccess log = new LogAccess(settings);
        final ArchiveSettings usual = ArchiveSettings.in(LogAccess.archive(settings));
        final ArchiveSettings archive =
                new ArchiveSettings(usual.folder(), settings.bytes(SettingTable.ARCHIVE_FILE_SIZE), usual.blockBytes());
        final ArchiverSettings archiver = new ArchiverSettings(
                log.settings(),
                archive,
                Tuning.shared().hashInterval(),
                settings.duration(SettingTable.ARCHIVE_FORCE_DELAY),
                QUIET_FORCE_DELAY,
                tail(settings),
                new SnapshotSettings(
                        LogAccess.snapshots(settings),
                        settings.bytes(SettingTable.SNAPSHOT_ENTRIES),
                        settings.duration(SettingTable.SNAPSHOT_INTERVAL)),
                new PaceLimits(
                        settings.bytes(SettingTable.ARCHIVE_YIELD_ABOVE),
                        settings.duration(SettingTable.ARCHIVE_MAX_YIELD)),
                RETRY_DELAY);
        return new ArchiverRole(
                Archiver.launch(archiver, reason -> LOG.error("the archiver has halted: {}", reason)), archiver);
    }

    private static TailLimits tail(final Settings settings) {
        final long usual = Math.min(MOST_TAIL_BYTES, settings.bytes(SettingTable.REDIS_MAX_MEMORY) / TAIL_SHARE);
        final long bytes =
                settings.text(SettingTable.ARCHIVE_TAIL).isEmpty() ? usual : settings.bytes(SettingTable.ARCHIVE_TAIL);
        return new TailLimits(bytes, settings.duration(SettingTable.ARCHIVE_TAIL_AGE));
    }

    @Override
    public Map<String, String> facts() {
        return Map.of();
    }

    @Override
    public String describe() {
        return settings.archive().folder().toString();
    }

    @Override
    public List<String> limits() {
        return List.of("archiver: files of " + Units.format(settings.archive().fileBytes()) + ", at most "
                + settings.forceDelay().toMillis()
                + " ms behind the log while it keeps up, " + QUIET_FORCE_DELAY.toSeconds()
                + " s with mere ticks; of what is in them Redis keeps "
                + Units.format(settings.tail().bytes()) + ", not older than "
                + settings.tail().age().toSeconds() + " s" + Pace.describe(settings.pace()));
    }

    @Override
    public Optional<String> failure() {
        return archiver.haltReason().map(reason -> "the archiver has halted: " + reason);
    }

    /** Waits until all events in the log are archived. */
    @Override
    public void drain() {
        final long lastId;
        try (LogConnection connection = LogConnection.open(settings.log())) {
            lastId = connection.lastId(Names.eventsKey(settings.log().segment()));
        } catch (final LogUnavailableException e) {
            LOG.warn("the archiver stops without its log: {}", e.getMessage());
            return;
        }
        archiver.hurry();
        if (!BoundedWait.until(DRAIN_TIMEOUT, DRAIN_POLL, () -> isDone(lastId))) {
            LOG.warn("the archiver stops behind the log; it goes on from there at its next start");
        }
    }

    @Override
    public void close() {
        archiver.close();
    }

    private boolean isDone(final long lastId) {
        return archiver.archivedId() >= lastId || archiver.haltReason().isPresent();
    }
}
