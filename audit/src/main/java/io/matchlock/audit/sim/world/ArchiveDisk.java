package io.matchlock.audit.sim.world;

import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.log.archive.format.ArchiveName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The archiver's disk: real files, in memory where the machine allows it. When the power goes, the end of the open file that was not
 * forced is gone, or a part of it.
 */
public final class ArchiveDisk implements AutoCloseable {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final String PREFIX = "matchlock-sim";

    private final Path folder;
    private ArchiveName open;
    private long forcedBytes;

    /** An empty one. */
    public ArchiveDisk() {
        try {
            folder = Files.isWritable(MEMORY)
                    ? Files.createTempDirectory(MEMORY, PREFIX)
                    : Files.createTempDirectory(PREFIX);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the folder of the archive's files} */
    public Path archive() {
        return folder.resolve("archive");
    }

    /** {@return the folder of the snapshots} */
    public Path snapshots() {
        return folder.resolve("snapshots");
    }

    /**
     * Names no folder, so that the same run gives the same text.
     *
     * @param text that may name one
     * @return without it
     */
    public String anonymous(final String text) {
        return text.replace(folder.toString(), "disk");
    }

    /** All that is in the files now is there for good. */
    public void onForced() {
        final List<ArchiveName> names = ArchiveName.list(archive());
        open = names.isEmpty() ? null : names.get(names.size() - 1);
        forcedBytes = open == null ? 0 : size(open);
    }

    /**
     * The power goes. A file that was closed, or begun, since something was forced last, was forced then.
     *
     * @param scheduler for chance
     */
    public void cut(final Scheduler scheduler) {
        final List<ArchiveName> names = ArchiveName.list(archive());
        if (names.isEmpty()
                || names.get(names.size() - 1).isClosed()
                || !names.get(names.size() - 1).equals(open)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(open.in(archive()), StandardOpenOption.WRITE)) {
            channel.truncate(scheduler.between(forcedBytes, channel.size()));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An operator throws the archive away, because the log it belongs to is gone. */
    public void empty() {
        delete(archive());
        open = null;
    }

    @Override
    public void close() {
        delete(folder);
    }

    private long size(final ArchiveName name) {
        try {
            return Files.size(name.in(archive()));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(final Path root) {
        if (Files.notExists(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
