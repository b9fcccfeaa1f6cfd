package io.matchlock.audit.replay.record;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.tukaani.xz.XZInputStream;

/** The bytes of a recorded file, unpacked as they are read where its first bytes say that it is packed with gzip, xz or zip. */
public final class PackedFile {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final int MAX_NAMES = 5;

    private PackedFile() {}

    /**
     * Opens a file. A zip archive must hold one file, or one whose name contains the part.
     *
     * @param path of the file
     * @param part of the name of the file in an archive of several
     * @return its bytes, buffered
     * @throws RecordException if it can't be opened, or is packed in another way
     */
    public static InputStream open(final Path path, final String part) {
        try {
            final Packing packing = Packing.of(path);
            return switch (packing) {
                case NONE -> bytes(path);
                case GZIP -> buffered(new GZIPInputStream(bytes(path), BUFFER_BYTES));
                case XZ -> buffered(new XZInputStream(bytes(path)));
                case ZIP -> openArchive(path, part);
                default ->
                    throw new RecordException(
                            path + " is packed with " + packing.tool() + ", which is not read here: unpack it first");
            };
        } catch (final NoSuchFileException e) {
            throw new RecordException("there is no file " + path);
        } catch (final ZipException e) {
            throw new RecordException(path + " is no whole archive: " + e.getMessage());
        } catch (final IOException e) {
            throw new RecordException("the record " + path + " can't be opened: " + Failure.describe(e));
        }
    }

    private static InputStream bytes(final Path path) throws IOException {
        return buffered(Files.newInputStream(path));
    }

    private static InputStream buffered(final InputStream stream) {
        return new BufferedInputStream(stream, BUFFER_BYTES);
    }

    @SuppressWarnings("resource") // the stream that is returned closes the archive
    private static InputStream openArchive(final Path path, final String part) throws IOException {
        final ZipFile archive = new ZipFile(path.toFile());
        try {
            return buffered(new ArchivedStream(archive, archive.getInputStream(choose(archive, path, part))));
        } catch (final IOException | RecordException e) {
            archive.close();
            throw e;
        }
    }

    private static ZipEntry choose(final ZipFile archive, final Path path, final String part) {
        final List<ZipEntry> files = archive.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry.class::cast)
                .toList();
        final List<ZipEntry> wanted = files.size() == 1
                ? files
                : files.stream().filter(entry -> entry.getName().contains(part)).toList();
        if (wanted.size() != 1) {
            throw new RecordException(path + " holds " + files.size() + " files ("
                    + String.join(
                            ", ",
                            files.stream()
                                    .limit(MAX_NAMES)
                                    .map(ZipEntry::getName)
                                    .toList())
                    + (files.size() > MAX_NAMES ? ", ..." : "") + "): unpack the one that is meant");
        }
        return wanted.get(0);
    }

    /** A file in an archive; closes both. */
    private static final class ArchivedStream extends FilterInputStream {
        private final ZipFile archive;

        ArchivedStream(final ZipFile archive, final InputStream file) {
            super(file);
            this.archive = archive;
        }

        @Override
        public void close() throws IOException {
            super.close();
            archive.close();
        }
    }
}
