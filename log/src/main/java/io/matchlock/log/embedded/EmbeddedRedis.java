package io.matchlock.log.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Redis server as a child of this JVM, on loopback, with its files in a folder of its own. It ends with
 * {@link #close()}, and soon after this JVM if that is killed. Thread-safe; never restarts the server by itself.
 */
public final class EmbeddedRedis implements AutoCloseable {
    /** What a server is for. */
    public enum Role {
        /** Holds streams: append-only file, fsync always, nothing is ever evicted. */
        LOG,
        /** Holds what may be forgotten: no file, the least recently used goes first. */
        CACHE
    }

    /**
     * How to start a server.
     *
     * @param folder for its files; created if missing
     * @param port on loopback, 0 for any free one
     * @param role what it is for
     * @param maxMemoryBytes its memory limit
     * @param serverBinary the executable, or empty to look for one
     */
    public record Config(Path folder, int port, Role role, long maxMemoryBytes, Optional<Path> serverBinary) {}

    /** The address that each server listens on. */
    public static final String HOST = "127.0.0.1";

    private static final Logger NOTICES = LoggerFactory.getLogger("io.matchlock.notice");
    private static final int PORT_ATTEMPTS = 5;
    private static final long PROBE_INTERVAL_MS = 10;
    private static final long LOAD_TIMEOUT_S = 600;
    private static final long STOP_TIMEOUT_S = 30;

    private final RedisFolder folder;
    private final RedisBinary binary;
    private final Process process;
    private final Watchdog watchdog;
    private final int port;
    private final FileRewriter rewriter;

    private EmbeddedRedis(
            final RedisFolder folder,
            final RedisBinary binary,
            final Process process,
            final Watchdog watchdog,
            final int port) {
        this.folder = folder;
        this.binary = binary;
        this.process = process;
        this.watchdog = watchdog;
        this.port = port;
        rewriter = new FileRewriter(port, System.nanoTime());
    }

    /**
     * Starts a server and waits until it has loaded its data and answers. A server that a killed JVM left behind in the
     * folder is stopped first.
     *
     * @param config how
     * @return the running server
     * @throws RedisStartException if the folder is in use, no executable is found, the port is taken, or the server ends
     */
    public static EmbeddedRedis start(final Config config) {
        final RedisFolder folder = new RedisFolder(config.folder());
        folder.takeOver();
        if (config.role() == Role.LOG) {
            cutZeros(folder);
        }
        final RedisBinary binary = RedisBinary.find(config.serverBinary(), folder.path());
        RedisStartException last = null;
        for (int attempt = 0; attempt < (config.port() == 0 ? PORT_ATTEMPTS : 1); attempt++) {
            try {
                return launch(config, folder, binary);
            } catch (final RedisStartException e) {
                last = e; // another process may have taken the free port in between
            }
        }
        throw last;
    }

    private static void cutZeros(final RedisFolder folder) {
        final long cutBytes = AofTail.cutZeros(folder.path());
        if (cutBytes > 0) {
            NOTICES.warn(
                    "{} zero bytes behind the last whole command in {} were cut off; a power cut leaves such, and no order"
                            + " is lost with them",
                    cutBytes,
                    folder.path());
        }
    }

    /** {@return {@code redis://127.0.0.1:port}} */
    public String url() {
        return "redis://" + HOST + ":" + port;
    }

    /** {@return the port on loopback} */
    public int port() {
        return port;
    }

    /** {@return the server's process id} */
    public long pid() {
        return process.pid();
    }

    /** {@return whether the server's process lives} */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** {@return what the server said last, with the full disk named where there is one; one phrase} */
    public String lastWords() {
        return folder.lastWords();
    }

    /** {@return version, allocator and executable, for a banner} */
    public String describe() {
        return "Redis " + binary.version() + " (" + binary.allocator() + ", " + binary.path() + ")";
    }

    /**
     * Keeps the server's append-only file short, which is done when it is quiet; to be called often, by one thread. Waits for the
     * server, a second at most.
     */
    public void tidy() {
        rewriter.turn(System.nanoTime());
    }

    /** Stops the server with SIGTERM, and with SIGKILL if it does not end within 30 s. Returns when it has ended. */
    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    /** Kills the server with SIGKILL. Returns when it has ended. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    private static EmbeddedRedis launch(final Config config, final RedisFolder folder, final RedisBinary binary) {
        final int port = config.port() == 0 ? freePort() : requireFree(config.port(), folder);
        folder.writeConfiguration(config.role(), port, config.maxMemoryBytes());
        final EmbeddedRedis redis = spawn(folder, binary, port);
        try {
            folder.writePid(redis.pid());
            redis.awaitReady();
            return redis;
        } catch (final RedisStartException e) {
            redis.kill();
            throw e;
        }
    }

    private static EmbeddedRedis spawn(final RedisFolder folder, final RedisBinary binary, final int port) {
        Process process = null;
        try {
            process = new ProcessBuilder(Watchdog.detached(
                            binary.path().toString(), folder.configurationFile().toString()))
                    .directory(folder.path().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(folder.logFile().toFile()))
                    .start();
            return new EmbeddedRedis(folder, binary, process, Watchdog.over(process), port);
        } catch (final IOException e) {
            if (process != null) {
                process.destroyForcibly();
            }
            throw new RedisStartException("cannot start " + binary.path() + ": " + e, e);
        }
    }

    private void awaitReady() {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(LOAD_TIMEOUT_S);
        try {
            while (!RedisProbe.answers(port, folder.path())) {
                if (process.waitFor(PROBE_INTERVAL_MS, TimeUnit.MILLISECONDS)) {
                    throw new RedisStartException("Redis ended at its start with exit code " + process.exitValue()
                            + ": " + folder.lastWords() + " (" + folder.logFile() + ")");
                }
                if (System.nanoTime() - deadlineNs > 0) {
                    throw new RedisStartException("Redis does not answer after " + LOAD_TIMEOUT_S + " s: "
                            + folder.lastWords() + " (" + folder.logFile() + ")");
                }
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisStartException("interrupted while Redis starts", e);
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOP_TIMEOUT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            watchdog.release();
            watchdog.awaitEnd();
        } catch (final InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        folder.deletePid();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (final IOException e) {
            throw new RedisStartException("no free port on loopback: " + e, e);
        }
    }

    private static int requireFree(final int port, final RedisFolder folder) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return port;
        } catch (final IOException e) {
            RedisProbe.answers(port, folder.path());
            throw new RedisStartException(
                    "port " + port + " for the Redis in " + folder.path()
                            + " is taken by another process: choose another, or 0 for any",
                    e);
        }
    }
}
