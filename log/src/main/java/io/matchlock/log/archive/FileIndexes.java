package io.matchlock.log.archive;

import io.matchlock.log.archive.file.BlockReader;
import io.matchlock.log.archive.file.FileReader;
import io.matchlock.log.archive.format.ArchiveException;
import io.matchlock.log.archive.format.ArchiveName;
import io.matchlock.log.archive.format.FileHeader;
import io.matchlock.log.archive.index.IndexFile;
import io.matchlock.log.archive.index.NextNumbers;
import io.matchlock.log.archive.index.ReportIndex;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The indexes of an archive's closed files; one that is missing or damaged is computed from its file. Keeps nothing. */
public final class FileIndexes {
    private static final Logger LOG = LoggerFactory.getLogger(FileIndexes.class);

    private final Path folder;
    private final SegmentId segment;

    /**
     * Those of an archive.
     *
     * @param folder of its files
     * @param segment whose log it is
     */
    public FileIndexes(final Path folder, final SegmentId segment) {
        this.folder = folder;
        this.segment = segment;
    }

    /**
     * The index of a closed file.
     *
     * @param number of the file
     * @return as it is beside the file, or as it follows from the file and those before
     * @throws ArchiveException if it is missing, and the file can't be read
     */
    public ReportIndex get(final long number) {
        return IndexFile.read(folder, segment, number).orElseGet(() -> compute(number));
    }

    /**
     * Compares the file beside a closed file with what it must say; one that is missing is made by the next start of the writer.
     *
     * @param number of the closed file
     * @param expected its index
     * @return what is wrong, null if nothing is
     */
    String fault(final long number, final ReportIndex expected) {
        if (!IndexFile.exists(folder, number)) {
            return null;
        }
        final Optional<ReportIndex> found = IndexFile.read(folder, segment, number);
        if (found.isEmpty()) {
            return "has a damaged index";
        }
        return found.get().isSame(expected) ? null : "has an index that leads to other entries";
    }

    /** An empty index for the file that comes next; those of the files before are made where they are missing. One that is there and damaged stays, for {@link #fault}. */
    ReportIndex begin(final FileHeader next) throws IOException {
        for (long number = 0; number < next.number(); number++) {
            if (!IndexFile.exists(folder, number)) {
                IndexFile.write(folder, segment, number, compute(number));
                LOG.info("archive file {} had no index of its reports; it was made", number);
            }
        }
        return new ReportIndex(EntryId.before(next.firstId()), numbersBefore(next.number()));
    }

    private NextNumbers numbersBefore(final long number) {
        return number == 0 ? new NextNumbers() : get(number - 1).next();
    }

    private ReportIndex compute(final long number) {
        final NextNumbers before = numbersBefore(number);
        try (FileReader file = FileReader.open(folder, new ArchiveName(number, true));
                BlockReader blocks = new BlockReader()) {
            final ReportIndex index =
                    new ReportIndex(EntryId.before(file.header().firstId()), before);
            while (index.lastId() < file.lastId()) {
                file.read(
                        blocks,
                        index.lastId(),
                        (id, orders, ordersOffset, ordersLength, events, eventsOffset, eventsLength) ->
                                index.add(id, orders, ordersOffset, ordersLength, events, eventsOffset, eventsLength));
            }
            return index;
        } catch (final IOException e) {
            throw new ArchiveException("file " + number + " of the archive in " + folder + " cannot be read: " + e, e);
        }
    }
}
