package io.matchlock.log.embedded;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedRedisTest {
    private static final long MEMORY = 64L * 1024 * 1024;

    @TempDir
    private Path folder;

    @Test
    void shouldLeaveNoProcessWhenClosed() {
        final EmbeddedRedis redis = EmbeddedRedis.start(config(folder, 0));
        final long pid = redis.pid();
        final long watchdog = childNamed("redis-watchdog", pid);

        redis.close();

        assertAll(
                () -> assertFalse(isAlive(pid)),
                () -> assertFalse(isAlive(watchdog)),
                () -> assertFalse(Files.exists(folder.resolve("redis.pid"))));
    }

    @Test
    void shouldSayWhichServerRuns() {
        try (EmbeddedRedis redis = EmbeddedRedis.start(config(folder, 0))) {
            assertTrue(redis.describe().matches("Redis \\d+\\.\\d+\\.\\d+ \\(.+, /.+\\)"), redis.describe());
        }
    }

    @Test
    void shouldRefuseFolderInUse() {
        try (EmbeddedRedis redis = EmbeddedRedis.start(config(folder, 0))) {
            final RedisStartException refusal =
                    assertThrows(RedisStartException.class, () -> EmbeddedRedis.start(config(folder, 0)));
            assertTrue(refusal.getMessage().contains("process " + redis.pid()), refusal.getMessage());
        }
    }

    @Test
    void shouldRefuseTakenPort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            final RedisStartException refusal = assertThrows(
                    RedisStartException.class, () -> EmbeddedRedis.start(config(folder, taken.getLocalPort())));
            assertTrue(refusal.getMessage().contains("port " + taken.getLocalPort()), refusal.getMessage());
        }
    }

    @Test
    void shouldTellAnotherServerFromItsOwn(@TempDir final Path other) {
        try (EmbeddedRedis redis = EmbeddedRedis.start(config(folder, 0))) {
            assertTrue(RedisProbe.answers(redis.port(), folder));

            final RedisStartException mistaken =
                    assertThrows(RedisStartException.class, () -> RedisProbe.answers(redis.port(), other));
            final RedisStartException refusal =
                    assertThrows(RedisStartException.class, () -> EmbeddedRedis.start(config(other, redis.port())));

            assertAll(
                    () -> assertTrue(mistaken.getMessage().contains(folder.toString()), mistaken.getMessage()),
                    () -> assertTrue(refusal.getMessage().contains(folder.toString()), refusal.getMessage()),
                    () -> assertTrue(refusal.getMessage().contains(other.toString()), refusal.getMessage()));
        }
    }

    @Test
    void shouldStopServerThatKilledOwnerLeftBehind() throws IOException {
        final EmbeddedRedis left = EmbeddedRedis.start(config(folder, 0));
        Files.writeString(folder.resolve("redis.pid"), left.pid() + "\n" + Integer.MAX_VALUE + "\n");

        try (EmbeddedRedis next = EmbeddedRedis.start(config(folder, left.port()))) {
            assertFalse(left.isAlive());
            assertTrue(next.isAlive());
        } finally {
            left.kill();
        }
    }

    @Test
    void shouldNotOutliveKilledOwner() throws Exception {
        final Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        final long pid;
        try (var lines = owner.inputReader()) {
            pid = Long.parseLong(lines.readLine());
            owner.destroyForcibly().waitFor();
        }

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !isAlive(pid));
    }

    @Test
    void shouldSayWhyServerEnded() throws IOException {
        Files.writeString(folder.resolve("appendonlydir"), "a file where a folder belongs");

        final RedisStartException failure =
                assertThrows(RedisStartException.class, () -> EmbeddedRedis.start(config(folder, 0)));

        assertTrue(failure.getMessage().contains("redis.log"), failure.getMessage());
    }

    @Test
    void shouldReadBannersAndRefuseOldVersions() {
        final Path path = Path.of("/usr/bin/redis-server");
        final String banner = "Redis server v=%s sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=1";

        assertAll(
                () -> assertEquals(
                        Optional.of(new RedisBinary(path, "7.0.15", "jemalloc-5.3.0")),
                        RedisBinary.parse(path, banner.formatted("7.0.15"))),
                () -> assertEquals(Optional.empty(), RedisBinary.parse(path, banner.formatted("6.2.11"))),
                () -> assertEquals(Optional.empty(), RedisBinary.parse(path, "something else")));
    }

    /** A process that starts a server, says its pid, and waits to be killed. */
    static final class Owner {
        private Owner() {}

        public static void main(final String[] args) throws Exception {
            System.out.println(EmbeddedRedis.start(config(Path.of(args[0]), 0)).pid());
            System.out.flush();
            Thread.currentThread().join();
        }
    }

    private static EmbeddedRedis.Config config(final Path folder, final int port) {
        return new EmbeddedRedis.Config(folder, port, EmbeddedRedis.Role.LOG, MEMORY, Optional.empty());
    }

    private static long childNamed(final String name, final long argument) {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").endsWith(name + " " + argument))
                .mapToLong(ProcessHandle::pid)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isAlive(final long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
