package io.matchlock.exchange.folder;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to run a role on a data folder. The operating system releases it when the process dies, in whatever way.
 * The file holds the owner's process id, for people to read.
 */
public final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(final FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes a lock.
     *
     * @param folder that exists
     * @param part of the process, such as {@code up} or {@code gateway}
     * @return the lock
     * @throws OperatorException if another process has it
     */
    public static FolderLock take(final DataFolder folder, final String part) {
        final Path file = file(folder, part);
        try {
            return lock(folder, part, file);
        } catch (final IOException e) {
            throw new OperatorException(
                    ExitCode.STARTUP_FAILED, "lock file " + file + " can't be written; see to its permissions.", e);
        }
    }

    /**
     * Whether this process was the last to take a lock.
     *
     * @param folder of the segment
     * @param part of the process
     * @return whether nobody else has taken it since
     */
    public static boolean isOurs(final DataFolder folder, final String part) {
        try {
            return Files.readString(file(folder, part))
                    .trim()
                    .equals(Long.toString(ProcessHandle.current().pid()));
        } catch (final IOException e) {
            return false; // never taken
        }
    }

    /**
     * The sentence about a part that another process plays.
     *
     * @param folder of the segment
     * @param part of the process
     * @param pid of the process
     * @return an exception to throw
     */
    public static OperatorException inUse(final DataFolder folder, final String part, final String pid) {
        return OperatorException.startup("data folder " + folder.root() + " is in use by \"" + part + "\" in process "
                + pid + "; stop that one or name another folder with --data.");
    }

    private static Path file(final DataFolder folder, final String part) {
        return folder.run().resolve(part + ".lock");
    }

    private static FolderLock lock(final DataFolder folder, final String part, final Path file) throws IOException {
        final FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!isTaken(channel)) {
            channel.close();
            throw inUse(folder, part, Files.readString(file).trim());
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        return new FolderLock(channel);
    }

    private static boolean isTaken(final FileChannel channel) throws IOException {
        try {
            final FileLock lock = channel.tryLock();
            return lock != null;
        } catch (final OverlappingFileLockException e) {
            return false;
        }
    }

    /** Gives the lock back. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (final IOException e) {
            throw new OperatorException(ExitCode.STARTUP_FAILED, "a lock file can't be closed: " + e.getMessage(), e);
        }
    }
}
