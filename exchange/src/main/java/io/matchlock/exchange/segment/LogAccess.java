package io.matchlock.exchange.segment;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.SegmentFile;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.log.LogConnection;
import io.matchlock.log.LogSettings;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.server.Durability;
import io.matchlock.log.server.ServerCheck;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentDefinition;
import io.matchlock.protocol.segment.SegmentId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens the log that the settings name, and checks its server before anybody relies on it. */
public final class LogAccess {
    private final Settings settings;
    private final LogSettings log;

    /**
     * Access to a segment's log.
     *
     * @param settings that are effective
     */
    public LogAccess(final Settings settings) {
        this.settings = settings;
        this.log = new LogSettings(
                        new Addresses(settings).log(),
                        settings.text(SettingTable.SEGMENT),
                        settings.duration(SettingTable.REDIS_TIMEOUT),
                        durability(settings.text(SettingTable.DURABILITY)))
                .withArchive(archive(settings));
    }

    /** {@return the settings as the log module takes them} */
    public LogSettings settings() {
        return log;
    }

    /**
     * Where a segment's archive is, whether or not the segment runs.
     *
     * @param settings that are effective
     * @return the folder, which need not be there
     */
    public static Path archive(final Settings settings) {
        final String folder = settings.text(SettingTable.ARCHIVE_DIR);
        return folder.isEmpty()
                ? new DataFolder(settings.data()).archive()
                : Path.of(folder).toAbsolutePath();
    }

    /**
     * Where a segment's snapshots are, whether or not the segment runs.
     *
     * @param settings that are effective
     * @return the folder, which need not be there
     */
    public static Path snapshots(final Settings settings) {
        final String folder = settings.text(SettingTable.SNAPSHOT_DIR);
        return folder.isEmpty()
                ? new DataFolder(settings.data()).snapshots()
                : Path.of(folder).toAbsolutePath();
    }

    /**
     * Connects.
     *
     * @return an open connection
     * @throws OperatorException if Redis can't be reached, or holds another segment than the data folder remembers
     */
    public LogConnection open() {
        final LogConnection connection = connect();
        try {
            requireSegment(connection);
            return connection;
        } catch (final RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void requireSegment(final LogConnection connection) {
        final SegmentFile file = new SegmentFile(new DataFolder(settings.data()));
        if (file.read().isPresent()) {
            file.require(segmentId(connection), "the log at " + log.address());
        }
    }

    private SegmentId segmentId(final LogConnection connection) {
        if (connection.lastId(Names.ordersKey(log.segment())) == EntryId.NONE) {
            return SegmentId.NONE;
        }
        try {
            return connection.readGenesis().id();
        } catch (final LogCorruptException e) {
            throw OperatorException.lost(e.getMessage() + ".");
        }
    }

    private LogConnection connect() {
        try {
            return LogConnection.open(log);
        } catch (final LogUnavailableException e) {
            throw new OperatorException(
                    ExitCode.STARTUP_FAILED,
                    "setting redis.url is \"" + settings.text(SettingTable.REDIS_URL) + "\", and no Redis answers at "
                            + log.address() + ": start it, or name another one.",
                    e);
        }
    }

    /**
     * Reads how the segment was made.
     *
     * @return its definition; nothing if the log has no segment
     */
    public Optional<SegmentDefinition> definition() {
        try (LogConnection connection = open()) {
            return connection.lastId(Names.ordersKey(log.segment())) == EntryId.NONE
                    ? Optional.empty()
                    : Optional.of(connection.readGenesis());
        } catch (final LogCorruptException e) {
            throw OperatorException.lost(e.getMessage() + ".");
        }
    }

    /** Lets the data folder remember the segment in the log, if there is one and the folder has none yet. */
    public void rememberSegment() {
        try (LogConnection connection = open()) {
            final SegmentId id = segmentId(connection);
            if (!id.equals(SegmentId.NONE)) {
                new SegmentFile(new DataFolder(settings.data())).remember(id);
            }
        }
    }

    /**
     * Checks that the server is what the settings ask for.
     *
     * @return what the server says of itself
     * @throws OperatorException if it promises less
     */
    public ServerCheck requireSound() {
        try (LogConnection connection = open()) {
            final ServerCheck check = connection.serverCheck();
            final List<String> violations = check.violations(log.required());
            if (!violations.isEmpty()) {
                throw OperatorException.startup("the Redis at " + log.address() + " can't hold the log: "
                        + String.join("; ", violations) + " (setting durability is "
                        + settings.text(SettingTable.DURABILITY) + ").");
            }
            return check;
        }
    }

    private static Durability durability(final String text) {
        return switch (text) {
            case "memory" -> Durability.MEMORY;
            case "every-second" -> Durability.EVERY_SECOND;
            default -> Durability.FSYNC;
        };
    }
}
