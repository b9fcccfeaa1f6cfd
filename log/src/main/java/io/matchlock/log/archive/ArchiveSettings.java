package io.matchlock.log.archive;

import java.nio.file.Path;

/**
 * How an archive is written.
 *
 * @param folder of its files; made if it is not there
 * @param fileBytes a file is closed when it has so many bytes, at least 16 KB
 * @param blockBytes entries are compressed together until they have so many bytes, at least 4 KB
 */
public record ArchiveSettings(Path folder, long fileBytes, int blockBytes) {
    private static final long DEFAULT_FILE_BYTES = 256L << 20;
    private static final int DEFAULT_BLOCK_BYTES = 256 << 10;
    private static final int LEAST_FILE_BYTES = 16 << 10;
    private static final int LEAST_BLOCK_BYTES = 4 << 10;

    /** Checks the bounds. */
    public ArchiveSettings {
        if (fileBytes < LEAST_FILE_BYTES || blockBytes < LEAST_BLOCK_BYTES) {
            throw new IllegalArgumentException("an archive's files have at least 16 KB, its blocks 4 KB: not "
                    + fileBytes + " and " + blockBytes + " bytes");
        }
    }

    /**
     * Files of 256 MB, blocks of 256 KB.
     *
     * @param folder of the files
     * @return the settings
     */
    public static ArchiveSettings in(final Path folder) {
        return new ArchiveSettings(folder, DEFAULT_FILE_BYTES, DEFAULT_BLOCK_BYTES);
    }
}
