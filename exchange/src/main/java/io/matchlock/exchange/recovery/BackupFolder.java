package io.matchlock.exchange.recovery;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The folder of a backup.
 *
 * <pre>
 *   backup.properties      what it is of; written last, so a backup without it was cut short
 *   archive/               both streams of the log, in files
 *   orders.tail            orders whose events were not stored yet
 *   snapshots/             the newest state of the engine, if there was one
 *   matchlock.properties   settings, without secrets
 *   instruments.csv        instruments of the segment, if there was such a file
 *   keys.sha256            access keys, with the SHA-256 of each secret in its place
 * </pre>
 */
final class BackupFolder {
    static final String SEGMENT = "segment";
    static final String SEGMENT_ID = "segment.id";
    static final String TAKEN_AT = "taken.at";
    static final String LAST_PAIR = "last.pair";
    static final String CHAIN_HASH = "chain.hash";
    static final String LAST_ORDERS = "last.orders";
    static final String LEDGER = "ledger.checkpoint";

    private final Path root;

    BackupFolder(final Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    Path root() {
        return root;
    }

    Path snapshots() {
        return root.resolve("snapshots");
    }

    Path file(final String name) {
        return root.resolve(name);
    }

    /** Requires that a folder is missing or empty, and makes it. */
    static void requireEmpty(final Path folder, final String what) {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new OperatorException(
                            ExitCode.STARTUP_FAILED, what + " " + folder + " is not empty; name another one.", null);
                }
            }
        } catch (final IOException e) {
            throw failed(folder, e);
        }
    }

    void write(final Properties facts) {
        final Path draft = root.resolve("backup.properties.tmp");
        try {
            try (Writer out = Files.newBufferedWriter(draft)) {
                facts.store(out, "what this backup is of");
            }
            force(root);
            Files.move(draft, root.resolve("backup.properties"), StandardCopyOption.ATOMIC_MOVE);
            forceOne(root);
        } catch (final IOException e) {
            throw failed(root, e);
        }
    }

    Properties read() {
        final Properties facts = new Properties();
        try (Reader in = Files.newBufferedReader(root.resolve("backup.properties"))) {
            facts.load(in);
            return facts;
        } catch (final IOException e) {
            throw new OperatorException(
                    ExitCode.STARTUP_FAILED,
                    "folder " + root + " holds no backup, or one that was cut short: it has no backup.properties.",
                    e);
        }
    }

    /** Copies the files of a folder, if there is one, into another. */
    static void copy(final Path from, final Path to) {
        if (Files.notExists(from)) {
            return;
        }
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(to);
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (final IOException | UncheckedIOException e) {
            throw failed(from, e);
        }
    }

    /** Copies a file, if there is one; whether there was. */
    static boolean copyFile(final Path from, final Path to) {
        try {
            if (Files.notExists(from)) {
                return false;
            }
            Files.createDirectories(to.getParent());
            Files.copy(from, to);
            return true;
        } catch (final IOException e) {
            throw failed(from, e);
        }
    }

    /** Forces all that a folder holds to the disk, and the names of it. */
    static void force(final Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (final Path path : paths.toList()) {
                forceOne(path);
            }
        } catch (final IOException | UncheckedIOException e) {
            throw failed(folder, e);
        }
    }

    private static void forceOne(final Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            channel.force(true);
        }
    }

    static OperatorException failed(final Path where, final Exception cause) {
        return new OperatorException(
                ExitCode.STARTUP_FAILED, where + " can't be read or written: " + cause.getMessage() + ".", cause);
    }
}
