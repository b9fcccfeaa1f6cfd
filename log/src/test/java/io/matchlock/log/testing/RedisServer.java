package io.matchlock.log.testing;

import io.matchlock.log.LogSettings;
import io.matchlock.log.embedded.EmbeddedRedis;
import io.matchlock.log.server.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real Redis for a test: on a free port, in a temporary folder, gone after the test. Register it with
 * {@code @RegisterExtension} for one server a test, or use {@link #start()} with try-with-resources.
 */
public final class RedisServer implements BeforeEachCallback, AfterEachCallback, AutoCloseable {
    private static final long MAX_MEMORY_BYTES = 512L * 1024 * 1024;
    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(5);

    private final EmbeddedRedis.Role role;
    private Path folder;
    private EmbeddedRedis redis;

    /** A server of the log role. */
    public RedisServer() {
        this(EmbeddedRedis.Role.LOG);
    }

    /**
     * A server of a role.
     *
     * @param role of the server
     */
    public RedisServer(final EmbeddedRedis.Role role) {
        this.role = role;
    }

    /** {@return a running server of the log role; the caller closes it} */
    public static RedisServer start() {
        final RedisServer server = new RedisServer();
        server.open();
        return server;
    }

    /** {@return its URL} */
    public String url() {
        return redis.url();
    }

    /** {@return its port on loopback} */
    public int port() {
        return redis.port();
    }

    /** {@return the server} */
    public EmbeddedRedis redis() {
        return redis;
    }

    /** {@return its folder} */
    public Path folder() {
        return folder;
    }

    /**
     * Settings for this server.
     *
     * @param segment name
     * @return with a command time-out of 5 s, fsync wanted
     */
    public LogSettings settings(final String segment) {
        return new LogSettings(url(), segment, COMMAND_TIMEOUT, Durability.FSYNC);
    }

    /** Kills the server with SIGKILL. */
    public void kill() {
        redis.kill();
    }

    /** Forgets all that the killed server has stored. */
    public void wipe() throws IOException {
        delete(folder);
        Files.createDirectory(folder);
    }

    /** {@return how long the file is that the server appends to; what was answered is in it} */
    public long fileLength() throws IOException {
        return Files.size(file());
    }

    /**
     * Cuts off the end of the killed server's file, as a crash of its machine does with what no fsync has covered.
     *
     * @param length that it had before
     */
    public void cutFile(final long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(path -> path.toString().endsWith(".incr.aof"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Starts the server again, on the same folder and port, after {@link #kill()} or a stop. */
    public void restart() {
        final int port = redis.port();
        redis.close();
        redis = EmbeddedRedis.start(config(port));
    }

    @Override
    public void beforeEach(final ExtensionContext context) {
        open();
    }

    @Override
    public void afterEach(final ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        if (redis != null) {
            redis.kill();
            redis = null;
        }
        if (folder != null) {
            delete(folder);
            folder = null;
        }
    }

    private void open() {
        try {
            folder = Files.createTempDirectory("matchlock-redis");
            redis = EmbeddedRedis.start(config(0));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedRedis.Config config(final int port) {
        return new EmbeddedRedis.Config(folder, port, role, MAX_MEMORY_BYTES, Optional.empty());
    }

    private static void delete(final Path root) {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes)
                        throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(final Path directory, final IOException failure)
                        throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
