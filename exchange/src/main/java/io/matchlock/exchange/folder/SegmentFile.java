package io.matchlock.exchange.folder;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.protocol.segment.SegmentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The file in which a data folder remembers the id of its segment, written once. */
public final class SegmentFile {
    private final DataFolder folder;
    private final Path file;

    /**
     * The file of a folder; it need not be there.
     *
     * @param folder of the segment
     */
    public SegmentFile(final DataFolder folder) {
        this.folder = folder;
        file = folder.root().resolve("segment.id");
    }

    /**
     * Reads it.
     *
     * @return the segment's id, empty if the folder has had none yet
     * @throws OperatorException if it holds no id
     */
    public Optional<SegmentId> read() {
        try {
            return Files.exists(file)
                    ? Optional.of(SegmentId.parse(Files.readString(file).trim()))
                    : Optional.empty();
        } catch (final IOException | IllegalArgumentException e) {
            throw new OperatorException(
                    ExitCode.STARTUP_FAILED,
                    "file " + file + " does not hold the id of a segment; bring it back, or remove it.",
                    e);
        }
    }

    /** {@return the id as it is shown to people} */
    public String text() {
        return read().map(id -> "id " + id).orElse("not made yet");
    }

    /**
     * Remembers the id, if the folder has none yet.
     *
     * @param id of the segment in the log
     * @throws OperatorException if it can't be written
     */
    public void remember(final SegmentId id) {
        if (Files.exists(file)) {
            return;
        }
        final Path draft =
                file.resolveSibling("segment.id." + ProcessHandle.current().pid());
        try {
            Files.writeString(draft, id + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (final IOException e) {
            throw new OperatorException(
                    ExitCode.STARTUP_FAILED, "file " + file + " can't be written; see to its permissions.", e);
        }
    }

    /**
     * Requires that a log or a ledger is that of this folder, as far as the folder knows.
     *
     * @param id of the segment found there, {@link SegmentId#NONE} if there is none
     * @param place where it was found, such as "the log at redis://127.0.0.1:7430"
     * @throws OperatorException if it is another one; one sentence that names both
     */
    public void require(final SegmentId id, final String place) {
        final Optional<SegmentId> known = read();
        if (known.isPresent() && !known.get().equals(id)) {
            throw OperatorException.startup("data folder " + folder.root() + " is of segment " + known.get() + ", and "
                    + place + (id.equals(SegmentId.NONE) ? " has no segment" : " is of segment " + id)
                    + "; bring back what belongs to this folder, or name the folder of that segment with --data.");
        }
    }
}
