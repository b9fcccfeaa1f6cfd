package io.matchlock.exchange.folder;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder in which one segment lives on this machine.
 *
 * <pre>
 *   matchlock.properties   settings, if there is such a file
 *   instruments.csv        instruments of a new segment
 *   segment.id             id of the segment, as its log names it
 *   keys                   access keys, readable by the owner alone
 *   redis/ cache/          embedded Redis servers
 *   postgres/              embedded Postgres
 *   archive/               both streams of the log, in files
 *   snapshots/             states of the engine, from which it goes on
 *   logs/                  what the processes wrote
 *   run/                   locks and addresses of running roles
 *   aeron/                 the media driver's files, where /dev/shm can't be used
 * </pre>
 */
public final class DataFolder {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private final Path root;

    /**
     * A folder, which need not exist yet.
     *
     * @param root absolute path
     */
    public DataFolder(final Path root) {
        this.root = root;
    }

    /**
     * Makes the folder where it is missing.
     *
     * @return this
     * @throws OperatorException if it can't be written
     */
    public DataFolder create() {
        try {
            Files.createDirectories(run());
            Files.createDirectories(logs());
        } catch (final IOException e) {
            throw unwritable(e);
        }
        if (!Files.isWritable(root) || !Files.isWritable(run())) {
            throw unwritable(null);
        }
        return this;
    }

    /** {@return the folder itself} */
    public Path root() {
        return root;
    }

    /** {@return where running roles keep locks and addresses} */
    public Path run() {
        return root.resolve("run");
    }

    /** {@return where log files go} */
    public Path logs() {
        return root.resolve("logs");
    }

    /** {@return the embedded log server's folder} */
    public Path redis() {
        return root.resolve("redis");
    }

    /** {@return the embedded status cache's folder} */
    public Path cache() {
        return root.resolve("cache");
    }

    /** {@return the archive's folder} */
    public Path archive() {
        return root.resolve("archive");
    }

    /** {@return the snapshots' folder} */
    public Path snapshots() {
        return root.resolve("snapshots");
    }

    /** {@return the embedded Postgres's folder} */
    public Path postgres() {
        return root.resolve("postgres");
    }

    /**
     * The media driver's folder: in shared memory where there is some, told apart by this folder's path.
     *
     * @return its path
     */
    public Path aeron() {
        if (!Files.isWritable(SHARED_MEMORY)) {
            return root.resolve("aeron");
        }
        return SHARED_MEMORY.resolve("matchlock-" + Long.toHexString(pathHash()));
    }

    private long pathHash() {
        long hash = 0xcbf29ce484222325L;
        for (final char character : root.toString().toCharArray()) {
            hash = (hash ^ character) * 0x100000001b3L;
        }
        return hash;
    }

    private OperatorException unwritable(final Exception cause) {
        return new OperatorException(
                ExitCode.STARTUP_FAILED,
                "setting data is \"" + root + "\", where this user can't write; name another folder with --data.",
                cause);
    }
}
