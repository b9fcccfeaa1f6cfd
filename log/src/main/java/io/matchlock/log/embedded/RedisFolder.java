package io.matchlock.log.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.matchlock.log.server.ServerCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The folder of one embedded Redis: its configuration, its data, its log, and the file that says which process serves
 * it. Sees to it that no two servers write the same files.
 */
final class RedisFolder {
    private static final long STALE_STOP_TIMEOUT_S = 30;
    private static final int LAST_LINES = 3;
    private static final String COMPLAINT = " # ";
    private static final long MEGABYTE = 1024 * 1024;

    private final Path folder;

    RedisFolder(final Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(this.folder);
        } catch (final IOException e) {
            throw new RedisStartException("cannot create the folder of Redis " + this.folder + ": " + e, e);
        }
    }

    Path path() {
        return folder;
    }

    Path configurationFile() {
        return folder.resolve("redis.conf");
    }

    Path logFile() {
        return folder.resolve("redis.log");
    }

    Path pidFile() {
        return folder.resolve("redis.pid");
    }

    void writeConfiguration(final EmbeddedRedis.Role role, final int port, final long maxMemoryBytes) {
        write(configurationFile(), common(port, maxMemoryBytes) + forRole(role, maxMemoryBytes));
    }

    void writePid(final long serverPid) {
        write(pidFile(), serverPid + "\n" + ProcessHandle.current().pid() + "\n");
    }

    void deletePid() {
        try {
            Files.deleteIfExists(pidFile());
        } catch (final IOException e) {
            throw new RedisStartException("cannot delete " + pidFile() + ": " + e, e);
        }
    }

    /** Stops a server whose owner has died; refuses if the owner lives. */
    void takeOver() {
        final List<String> lines = Files.exists(pidFile()) ? read(pidFile()) : List.of();
        if (lines.size() < 2) {
            return;
        }
        final Optional<ProcessHandle> server = handle(lines.get(0)).filter(this::servesThisFolder);
        if (server.isEmpty()) {
            return;
        }
        if (handle(lines.get(1)).isPresent()) {
            throw new RedisStartException("the folder " + folder + " is in use by Redis, process " + lines.get(0)
                    + ", started by process " + lines.get(1));
        }
        stop(server.get());
    }

    /** The server's last complaint, else its last line. On a full disk neither may have been written. */
    String lastWords() {
        final List<String> lines = Files.exists(logFile()) ? read(logFile()) : List.of();
        final List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).stream()
                .filter(line -> !line.isBlank())
                .toList();
        final List<String> complaints = last.stream()
                .filter(line -> line.contains(COMPLAINT))
                .map(line -> line.substring(line.indexOf(COMPLAINT) + COMPLAINT.length())
                        .replaceAll("\\.+$", ""))
                .toList();
        final String words = !complaints.isEmpty()
                ? String.join(" / ", complaints)
                : last.isEmpty()
                        ? "its log is empty"
                        : last.get(last.size() - 1).trim();
        return hasRoom() ? words : "no room is left on the disk of " + folder + "; " + words;
    }

    private boolean hasRoom() {
        try {
            return Files.getFileStore(folder).getUsableSpace() >= MEGABYTE;
        } catch (final IOException e) {
            return true; // who knows
        }
    }

    private static String common(final int port, final long maxMemoryBytes) {
        return String.join(
                "\n",
                "bind 127.0.0.1",
                "port " + port,
                "daemonize no",
                "set-proc-title no",
                "always-show-logo no",
                "save \"\"",
                "maxmemory " + maxMemoryBytes,
                "tcp-keepalive 60",
                "client-output-buffer-limit normal 256mb 128mb 30",
                "");
    }

    private String forRole(final EmbeddedRedis.Role role, final long maxMemoryBytes) {
        final String directory = "dir \"" + folder + "\"\n";
        if (role == EmbeddedRedis.Role.CACHE) {
            return directory + "appendonly no\nmaxmemory-policy allkeys-lru\n";
        }
        // What was trimmed stays in the file until it is rewritten. The trimmed log takes an eighth of the memory, at
        // most
        // 256 MB, so the file is rewritten when it has about eight times what it must have.
        final long rewriteFrom = Math.max(64 * MEGABYTE, Math.min(2048 * MEGABYTE, maxMemoryBytes));
        return directory
                + String.join(
                        "\n",
                        "appendonly yes",
                        "appendfsync always",
                        "no-appendfsync-on-rewrite no",
                        "auto-aof-rewrite-percentage 100",
                        "auto-aof-rewrite-min-size " + rewriteFrom,
                        "aof-load-truncated yes",
                        "stream-node-max-bytes " + ServerCheck.SAFE_STREAM_NODE_BYTES,
                        "maxmemory-policy noeviction",
                        "");
    }

    private boolean servesThisFolder(final ProcessHandle process) {
        final Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        final String arguments = Files.exists(commandLine)
                ? String.join(" ", read(commandLine))
                : process.info().commandLine().orElse("");
        return arguments.contains(configurationFile().toString());
    }

    private void stop(final ProcessHandle server) {
        server.destroy();
        try {
            server.onExit().get(STALE_STOP_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisStartException("interrupted while a Redis left behind in " + folder + " stops", e);
        } catch (final ExecutionException | TimeoutException e) {
            throw new RedisStartException(
                    "a Redis left behind in " + folder + ", process " + server.pid() + ", does not stop", e);
        }
    }

    private static Optional<ProcessHandle> handle(final String pid) {
        try {
            return ProcessHandle.of(Long.parseLong(pid.trim())).filter(ProcessHandle::isAlive);
        } catch (final NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static List<String> read(final Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8).lines().toList();
        } catch (final IOException e) {
            throw new RedisStartException("cannot read " + file + ": " + e, e);
        }
    }

    private static void write(final Path file, final String text) {
        try {
            Files.writeString(file, text);
        } catch (final IOException e) {
            throw new RedisStartException("cannot write " + file + ": " + e, e);
        }
    }
}
