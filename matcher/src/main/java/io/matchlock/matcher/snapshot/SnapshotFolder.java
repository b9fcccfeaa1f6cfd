package io.matchlock.matcher.snapshot;

import io.matchlock.engine.Engine;
import io.matchlock.matcher.process.LogProgress;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A segment's snapshots: the newest few, each under a name that says its position. One writer; any number of processes read.
 */
public final class SnapshotFolder {
    /** So many are kept: where the newest is damaged, an older one serves. */
    public static final int KEPT = 3;

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFolder.class);
    private static final String SUFFIX = ".snapshot";
    private static final String ASKED = "wanted";
    private static final double NS_PER_MS = 1_000_000.0;

    private final Path folder;

    /**
     * The snapshots in a folder.
     *
     * @param folder that need not be there yet
     */
    public SnapshotFolder(final Path folder) {
        this.folder = folder;
    }

    /**
     * An engine as a snapshot gives it.
     *
     * @param engine that has its state
     * @param progress of who applied entries to it
     */
    public record Restored(Engine engine, LogProgress progress) {}

    /**
     * Adds a snapshot, and deletes what is too many, and what is of a later position: this history has not come there yet.
     *
     * @param engine whose owner calls this
     * @param progress of who applies entries to it; the events up to its position are on disk
     * @return the file
     * @throws IOException if it cannot be written
     */
    public Path write(final Engine engine, final LogProgress progress) throws IOException {
        Files.createDirectories(folder);
        for (final Path unfinished : filesNamed(SUFFIX + Snapshot.UNFINISHED)) {
            Files.deleteIfExists(unfinished); // of a process that was killed
        }
        final Path file = folder.resolve(name(progress.position()));
        Snapshot.write(engine, progress, file);
        for (final Path later :
                newestFirst().stream().takeWhile(found -> !found.equals(file)).toList()) {
            Files.deleteIfExists(later); // of a history that the log has lost: it would outlive those of this one
        }
        final List<Path> files = newestFirst();
        for (final Path old : files.subList(Math.min(KEPT, files.size()), files.size())) {
            Files.deleteIfExists(old);
        }
        return file;
    }

    /**
     * Restores the newest snapshot that is sound and that may be used; others are named in the log, and passed over.
     *
     * @param segment that it must be of
     * @param isUsable says whether a position may be gone on from, which costs less than to read the state
     * @param engines makes one for each attempt
     * @return nothing if there is none: the log must be replayed from its beginning
     */
    public Optional<Restored> restore(
            final SegmentId segment, final Predicate<LogProgress> isUsable, final Supplier<Engine> engines) {
        for (final Path file : newestFirst()) {
            try {
                final LogProgress found = Snapshot.readProgress(file);
                if (!found.segment().equals(segment)) {
                    LOG.warn("snapshot {} is of segment {}, not of {}: passed over", file, found.segment(), segment);
                } else if (!isUsable.test(found)) {
                    LOG.warn("snapshot {} does not go with the log: passed over", file);
                } else {
                    return Optional.of(read(file, engines.get()));
                }
            } catch (final SnapshotException | IOException e) {
                LOG.warn("{}: passed over", e.getMessage());
            }
        }
        return Optional.empty();
    }

    /**
     * Asks the writer for a snapshot, from whatever process.
     *
     * @throws IOException if the folder cannot be written
     */
    public void ask() throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(ASKED), new byte[0]);
    }

    /** {@return whether somebody has asked, and there is no answer yet} */
    public boolean isAsked() {
        return Files.exists(folder.resolve(ASKED));
    }

    /**
     * Says that there is a snapshot for whoever has asked; or that nobody asks any more.
     *
     * @throws IOException if the folder cannot be written
     */
    public void answer() throws IOException {
        Files.deleteIfExists(folder.resolve(ASKED));
    }

    /** {@return the files, the newest position first} */
    public List<Path> newestFirst() {
        return filesNamed(SUFFIX);
    }

    private List<Path> filesNamed(final String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (final IOException e) {
            throw new UncheckedIOException("snapshots in " + folder + " cannot be listed", e);
        }
    }

    private static Restored read(final Path file, final Engine engine) throws SnapshotException, IOException {
        final long startNs = System.nanoTime();
        final LogProgress progress = Snapshot.read(file, engine);
        LOG.info(
                "the state up to {} was read from {} in {} ms",
                EntryId.format(progress.position()),
                file,
                String.format(Locale.ROOT, "%.0f", (System.nanoTime() - startNs) / NS_PER_MS));
        return new Restored(engine, progress);
    }

    /** Names sort like positions. */
    private static String name(final long position) {
        return String.format(Locale.ROOT, "%05d-%015d%s", EntryId.epoch(position), EntryId.sequence(position), SUFFIX);
    }
}
