package io.matchlock.log.report;

import io.matchlock.log.archive.FileIndexes;
import io.matchlock.log.archive.format.ArchiveName;
import io.matchlock.log.archive.index.ReportIndex;
import io.matchlock.protocol.segment.SegmentId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The indexes of an archive's closed files, of which those asked for last stay in memory. One thread. */
final class ArchivedReports {
    private static final int KEPT = 32;

    private final Path folder;
    private final FileIndexes indexes;
    private final Map<Long, ReportIndex> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(final Map.Entry<Long, ReportIndex> eldest) {
            return size() > KEPT;
        }
    };
    private long files;

    ArchivedReports(final Path folder, final SegmentId segment) {
        this.folder = folder;
        indexes = new FileIndexes(folder, segment);
    }

    /** Looks which files are closed by now; whether there are more than before. */
    boolean refresh() {
        final long before = files;
        final List<ArchiveName> names = ArchiveName.list(folder);
        files = names.stream().filter(ArchiveName::isClosed).count();
        return files > before;
    }

    /** The index of the newest closed file; null if there is none. */
    ReportIndex newest() {
        return files == 0 ? null : index(files - 1);
    }

    /** Finds the first file behind which the session is beyond the number, and there the piece. */
    boolean find(final int session, final long number, final ReportIndex.Piece target) {
        final long file = firstBeyond(session, number);
        return file < files && index(file).find(session, number, target);
    }

    /** The number behind the last report of a session that has given way to another: in the file where it did, else behind all files. */
    long endNumber(final int session) {
        final long file = firstBeyond(session, Long.MAX_VALUE - 1);
        return files == 0 ? 1 : Math.max(1, index(Math.min(file, files - 1)).endNumber(session));
    }

    private long firstBeyond(final int session, final long number) {
        long low = 0;
        long high = files - 1;
        while (low <= high) {
            final long middle = (low + high) >>> 1;
            if (index(middle).nextNumber(session) > number) {
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private ReportIndex index(final long file) {
        return kept.computeIfAbsent(file, indexes::get);
    }
}
