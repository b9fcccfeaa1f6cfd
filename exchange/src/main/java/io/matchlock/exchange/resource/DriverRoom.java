package io.matchlock.exchange.resource;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.exchange.settings.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The room that the media driver's files take. The files are mapped into memory: a process that touches a page for
 * which the file system has no room dies. So there must be room for all of them before the first is made.
 */
public final class DriverRoom {
    /** Of counters' values; their labels take four times as much. Some hundred counters are in use. */
    public static final int COUNTERS_BYTES = 1 << 20;
    /** Of distinct errors; the driver takes no less. */
    public static final int ERRORS_BYTES = 4 << 20;

    /** What else the driver keeps beside its log buffers: commands, answers, losses, and the ends of files. */
    private static final long OTHER_BYTES = (3L << 20) + (64L << 10);

    private static final long MEGABYTE = 1 << 20;
    private static final int LABELS_FACTOR = 4;
    private static final int TERMS = 3;
    private static final long LOG_TAIL_BYTES = 4096;

    private final Settings settings;
    private final Path folder;

    /**
     * Has looked at nothing.
     *
     * @param settings that say how many links there will be, and the folder
     */
    public DriverRoom(final Settings settings) {
        this.settings = settings;
        this.folder = new Addresses(settings).aeron();
    }

    /** {@return what the driver's files take once all gateways and matchers of the settings are connected, in bytes} */
    long neededBytes() {
        final long loops = settings.number(SettingTable.GATEWAY_LOOPS);
        final long gateways = 1L + settings.list(SettingTable.GATEWAY_PEERS).size();
        final long matchers = 1L + settings.list(SettingTable.MATCHER_PEERS).size();
        final long sent = loops + 1;
        final long received = gateways * loops + matchers;
        final long logBytes = TERMS * settings.bytes(SettingTable.AERON_TERM) + LOG_TAIL_BYTES;
        return (1 + LABELS_FACTOR) * (long) COUNTERS_BYTES + ERRORS_BYTES + OTHER_BYTES + (sent + received) * logBytes;
    }

    /**
     * Requires that they fit.
     *
     * @throws OperatorException if they don't, or the folder can't be made; one sentence
     */
    public void require() {
        try {
            final Path parent = Files.createDirectories(folder.toAbsolutePath().getParent());
            final long freeBytes = Files.getFileStore(parent).getUsableSpace() + leftBehindBytes();
            if (freeBytes < neededBytes()) {
                throw OperatorException.startup(
                        "the media driver needs " + Units.format(neededBytes() + MEGABYTE - 1) + " in " + folder
                                + ", and " + Units.format(freeBytes)
                                + " are free there; make room, or name another folder with the setting aeron.dir.");
            }
        } catch (final IOException e) {
            throw new OperatorException(
                    ExitCode.STARTUP_FAILED,
                    "the media driver's folder " + folder + " can't be made (" + e
                            + "); name another one with the setting aeron.dir.",
                    e);
        }
    }

    /** A driver that was killed has left its files, which the next one removes first. */
    private long leftBehindBytes() throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
