package io.matchlock.exchange.supervise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether there is room on a disk, as one thread sees it that looks now and then. */
final class DiskRoom {
    /** With less the servers end, or don't start. */
    private static final long MIN_BYTES = 8 << 20;

    private final Path folder;
    private boolean wasFull;

    DiskRoom(final Path folder) {
        this.folder = folder;
    }

    /** {@return whether the disk was full at the last look, and is not any more} */
    boolean hasComeBack() {
        final boolean isFull = isFull();
        final boolean hasComeBack = wasFull && !isFull;
        wasFull = isFull;
        return hasComeBack;
    }

    private boolean isFull() {
        try {
            return Files.getFileStore(folder).getUsableSpace() < MIN_BYTES;
        } catch (final IOException e) {
            return wasFull; // it does not say
        }
    }
}
