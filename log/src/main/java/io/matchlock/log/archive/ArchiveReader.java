package io.matchlock.log.archive;

import io.matchlock.log.archive.file.BlockReader;
import io.matchlock.log.archive.file.FileReader;
import io.matchlock.log.archive.format.ArchiveException;
import io.matchlock.log.archive.format.ArchiveName;
import io.matchlock.log.entry.PairHandler;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads an archive from any entry on, also while it is written. One thread; many readers may read one archive, in other
 * processes as well.
 */
public final class ArchiveReader implements AutoCloseable {
    private final Path folder;
    private final BlockReader blocks = new BlockReader();
    /** Of each file that was seen: the first entry and the file's number. */
    private final TreeMap<Long, Long> firstIds = new TreeMap<>();

    private FileReader file;

    /**
     * A reader of the archive in a folder.
     *
     * @param folder of its files; there need not be any yet
     */
    public ArchiveReader(final Path folder) {
        this.folder = folder;
    }

    /**
     * The segment whose log this is.
     *
     * @return its id, null as long as there is no file
     * @throws ArchiveException if the newest file can't be read
     */
    public SegmentId segment() {
        final FileReader newest = newest();
        return newest == null ? null : newest.header().segment();
    }

    /**
     * How far the archive reaches now.
     *
     * @return the last entry's id, packed; {@code EntryId.NONE} if there is none
     * @throws ArchiveException if the newest file can't be read
     */
    public long lastId() {
        final FileReader newest = newest();
        return newest == null ? EntryId.NONE : newest.lastId();
    }

    /**
     * Hands on some entries that come after one: those of one block.
     *
     * @param afterId packed; {@code EntryId.NONE} to begin with the first entry
     * @param handler takes each during the call
     * @return the last one's id; {@code afterId} if the archive does not reach further yet
     * @throws ArchiveException if a file is missing or damaged, or can't be read
     */
    public long read(final long afterId, final PairHandler handler) {
        try {
            return find(EntryId.next(afterId)) ? file.read(blocks, afterId, handler) : afterId;
        } catch (final IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        blocks.close();
        try {
            leave();
        } catch (final IOException e) {
            throw failed(e);
        }
    }

    /** Makes the file that has an entry the current one; false if there is none yet. */
    private boolean find(final long id) throws IOException {
        if (file == null || id < file.header().firstId() || id > file.lastId()) {
            if (file != null && id == EntryId.next(file.lastId())) {
                file.refresh(blocks);
            }
            if (file == null || id < file.header().firstId() || id > file.lastId()) {
                open(id);
            }
        }
        return file != null && id >= file.header().firstId() && id <= file.lastId();
    }

    private void open(final long id) throws IOException {
        final List<ArchiveName> names = ArchiveName.list(folder);
        for (final ArchiveName name : names) {
            if (!firstIds.containsValue(name.number())) {
                enter(name);
                firstIds.put(file.header().firstId(), name.number());
            }
        }
        final Map.Entry<Long, Long> found = firstIds.floorEntry(id);
        if (found == null) {
            if (!firstIds.isEmpty()) {
                throw new ArchiveException("the archive in " + folder + " begins at entry "
                        + EntryId.format(firstIds.firstKey()) + ", behind " + EntryId.format(id));
            }
            return;
        }
        enter(names.stream()
                .filter(name -> name.number() == found.getValue())
                .findFirst()
                .orElseThrow(() -> new ArchiveException(
                        "file " + found.getValue() + " of the archive in " + folder + " is gone")));
        file.refresh(blocks);
    }

    private FileReader newest() {
        final List<ArchiveName> names = ArchiveName.list(folder);
        if (names.isEmpty()) {
            return null;
        }
        final ArchiveName last = names.get(names.size() - 1);
        try {
            if (file == null || file.header().number() != last.number() || file.isClosed() != last.isClosed()) {
                enter(last);
            }
            file.refresh(blocks);
            return file;
        } catch (final IOException e) {
            throw failed(e);
        }
    }

    private void enter(final ArchiveName name) throws IOException {
        leave();
        file = FileReader.open(folder, name);
    }

    private void leave() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }

    private ArchiveException failed(final IOException e) {
        return new ArchiveException("the archive in " + folder + " cannot be read: " + e, e);
    }
}
