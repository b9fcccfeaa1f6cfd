package io.matchlock.log.backup;

import io.matchlock.log.LogConnection;
import io.matchlock.log.PairReader;
import io.matchlock.log.StreamReader;
import io.matchlock.log.archive.ArchiveSettings;
import io.matchlock.log.archive.ArchiveWriter;
import io.matchlock.log.archive.format.ArchiveException;
import io.matchlock.log.archive.format.ArchiveName;
import io.matchlock.log.entry.EntryHandler;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * Takes a log into a folder while it is written: the archive's files, behind them what the streams have, and the orders whose events
 * are not there yet. Nobody waits for it. One thread.
 */
public final class LogBackup {
    private static final int PAGE_BYTES = 1 << 20;
    private static final int ATTEMPTS = 10;

    private final LogConnection connection;
    private final Path folder;

    /**
     * What a backup holds.
     *
     * @param lastPairId the last entry of which it has both streams' entry, packed
     * @param chainHash over all orders entries up to that one
     * @param lastOrdersId the last orders entry, packed
     */
    public record Taken(long lastPairId, long chainHash, long lastOrdersId) {}

    /**
     * A backup that has not begun.
     *
     * @param connection to the log
     * @param folder of the backup, which is there
     */
    public LogBackup(final LogConnection connection, final Path folder) {
        this.connection = connection;
        this.folder = folder;
    }

    /**
     * Where a backup has its archive.
     *
     * @param folder of the backup
     * @return the archive's folder
     */
    public static Path archive(final Path folder) {
        return folder.resolve("archive");
    }

    /**
     * Takes the log.
     *
     * @param archive the segment's archive, which need not be there
     * @return what it has
     * @throws ArchiveException if a file can't be read or written
     * @throws io.matchlock.log.entry.LogUnavailableException if Redis does not answer
     * @throws io.matchlock.log.entry.LogCorruptException if the log is not sound
     */
    public Taken take(final Path archive) {
        try {
            copy(archive, archive(folder));
            try (ArchiveWriter writer = ArchiveWriter.open(
                    ArchiveSettings.in(archive(folder)),
                    connection.readGenesis().id())) {
                goOn(writer);
                final long[] last = {writer.lastId()};
                new OrdersTail(folder).write(handler -> last[0] = readOrders(writer.lastId(), handler));
                return new Taken(writer.lastId(), writer.chainHash(), last[0]);
            }
        } catch (final IOException e) {
            throw new ArchiveException("the backup in " + folder + " cannot be written: " + e, e);
        }
    }

    /** The file that is written may be closed meanwhile, and bears another name then. */
    private static void copy(final Path source, final Path target) throws IOException {
        Files.createDirectories(target);
        for (int attempt = 1; ; attempt++) {
            try {
                for (final ArchiveName name : ArchiveName.list(source)) {
                    copy(name, source, target);
                }
                return;
            } catch (final NoSuchFileException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static void copy(final ArchiveName name, final Path source, final Path target) throws IOException {
        if (!name.isClosed()) {
            Files.copy(name.in(source), name.in(target), StandardCopyOption.REPLACE_EXISTING);
        } else if (Files.notExists(name.in(target))) {
            Files.copy(name.in(source), name.in(target));
            Files.deleteIfExists(new ArchiveName(name.number(), false).in(target));
        }
    }

    /** Up to the end that the events stream has now; it goes on growing. */
    private void goOn(final ArchiveWriter writer) {
        final long end = connection.lastId(Names.eventsKey(connection.segment()));
        final PairReader pairs = new PairReader(connection, connection.segment());
        long before = EntryId.NONE;
        while (writer.lastId() < end && (before == EntryId.NONE || writer.lastId() > before)) {
            before = writer.lastId();
            pairs.read(before, Duration.ZERO, writer::append);
        }
        writer.force();
    }

    private long readOrders(final long afterId, final EntryHandler handler) {
        final String key = Names.ordersKey(connection.segment());
        final long end = connection.lastId(key);
        final StreamReader reader = connection.reader(key);
        long last = afterId;
        while (last < end && reader.read(last, PAGE_BYTES, handler) > 0) {
            last = reader.lastReadId();
        }
        return last;
    }
}
