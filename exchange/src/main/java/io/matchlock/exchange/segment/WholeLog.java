package io.matchlock.exchange.segment;

import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.RunFile;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.log.LogConnection;
import io.matchlock.log.PairReader;
import io.matchlock.log.archive.ArchiveReader;
import io.matchlock.log.entry.PairHandler;
import java.time.Duration;

/**
 * All of a segment's log, from its first entry: by Redis where it runs, which takes what was trimmed from the archive, else the archive
 * alone. One thread.
 */
public final class WholeLog implements AutoCloseable {
    private final LogConnection connection;
    private final ArchiveReader archive;
    private final PairReader pairs;
    private final String name;

    private WholeLog(
            final LogConnection connection, final ArchiveReader archive, final PairReader pairs, final String name) {
        this.connection = connection;
        this.archive = archive;
        this.pairs = pairs;
        this.name = name;
    }

    /**
     * Opens it.
     *
     * @param settings that are effective
     * @return from the first entry on
     * @throws io.matchlock.exchange.failure.OperatorException if Redis is to be asked and does not answer
     */
    public static WholeLog open(final Settings settings) {
        final boolean hasRedis = !new Addresses(settings).isEmbedded(SettingTable.REDIS_URL)
                || RunFile.read(new DataFolder(settings.data()), Addresses.REDIS)
                        .isPresent();
        if (hasRedis) {
            final LogConnection connection = new LogAccess(settings).open();
            return new WholeLog(
                    connection,
                    null,
                    new PairReader(connection, settings.text(SettingTable.SEGMENT)),
                    "the log at " + new LogAccess(settings).settings().address());
        }
        return new WholeLog(
                null,
                new ArchiveReader(LogAccess.archive(settings)),
                null,
                "the archive in " + LogAccess.archive(settings));
    }

    /** {@return what is read, for a message} */
    public String name() {
        return name;
    }

    /**
     * Reads some pairs.
     *
     * @param afterId packed; {@code EntryId.NONE} to begin with the first entry
     * @param handler takes each during the call
     * @return the last one's id; {@code afterId} if there is none
     */
    public long read(final long afterId, final PairHandler handler) {
        return pairs == null ? archive.read(afterId, handler) : pairs.read(afterId, Duration.ZERO, handler);
    }

    @Override
    public void close() {
        if (connection == null) {
            archive.close();
        } else {
            connection.close();
        }
    }
}
