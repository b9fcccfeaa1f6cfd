package io.matchlock.exchange.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether there is room on a disk. One thread looks now and then. */
public final class DiskRoom {
    /** With less a Redis ends, or does not start. */
    public static final long MIN_BYTES = 8 << 20;

    private final Path folder;
    private final long minBytes;
    private boolean wasFull;

    /**
     * The disk of a folder.
     *
     * @param folder on it
     * @param minBytes with less free it counts as full
     */
    public DiskRoom(final Path folder, final long minBytes) {
        this.folder = folder;
        this.minBytes = minBytes;
    }

    /** {@return whether the disk was full at the last look, and is not any more} */
    public boolean hasComeBack() {
        final boolean wasFullBefore = wasFull;
        return !isFull() && wasFullBefore;
    }

    /** {@return whether it is full; as at the last look where the disk does not say} */
    public boolean isFull() {
        try {
            wasFull = Files.getFileStore(folder).getUsableSpace() < minBytes;
        } catch (final IOException e) {
            return wasFull;
        }
        return wasFull;
    }

    /** {@return the folder on the disk} */
    public Path folder() {
        return folder;
    }
}
