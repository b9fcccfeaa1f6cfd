package io.matchlock.log.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.log.server.InfoText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileRewriterTest {
    private static final long MEMORY = 256L << 20;
    private static final String MEGABYTE = "x".repeat(1 << 20);
    private static final int MEGABYTES = 80;

    @TempDir
    private Path folder;

    private long nowNs;

    @Test
    void shouldWriteTheFileAnewOnceNothingComesInAndItsMostIsGone() {
        try (EmbeddedRedis redis = start()) {
            final FileRewriter rewriter = new FileRewriter(redis.port(), nowNs);
            turn(rewriter);
            write(redis, "one value");
            turn(rewriter);
            assertEquals(0, rewrites(redis), "much came in");
            turn(rewriter);

            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> fileBytes(redis) < 4 << 20);
            turn(rewriter);
            turn(rewriter);
            assertEquals(1, rewrites(redis));
        }
    }

    @Test
    void shouldLeaveAFileAloneThatHasNoMoreThanTheMemory() {
        try (EmbeddedRedis redis = start()) {
            final FileRewriter rewriter = new FileRewriter(redis.port(), nowNs);
            for (int i = 0; i < MEGABYTES; i++) {
                RedisProbe.ask(redis.port(), "SET", "value " + i, MEGABYTE);
            }
            for (int i = 0; i < 4; i++) {
                turn(rewriter);
            }

            assertTrue(fileBytes(redis) > (long) MEGABYTES << 20);
            assertEquals(0, rewrites(redis));
        }
    }

    private void turn(final FileRewriter rewriter) {
        nowNs += FileRewriter.INTERVAL_NS;
        rewriter.turn(nowNs);
    }

    private static void write(final EmbeddedRedis redis, final String key) {
        for (int i = 0; i < MEGABYTES; i++) {
            assertEquals(Optional.of("OK"), RedisProbe.ask(redis.port(), "SET", key, MEGABYTE));
        }
    }

    private EmbeddedRedis start() {
        return EmbeddedRedis.start(
                new EmbeddedRedis.Config(folder, 0, EmbeddedRedis.Role.LOG, MEMORY, Optional.empty()));
    }

    private static long fileBytes(final EmbeddedRedis redis) {
        return number(redis, "aof_current_size");
    }

    private static long rewrites(final EmbeddedRedis redis) {
        return number(redis, "aof_rewrites") + number(redis, "aof_rewrite_in_progress");
    }

    private static long number(final EmbeddedRedis redis, final String field) {
        return InfoText.number(
                RedisProbe.ask(redis.port(), "INFO", "everything").orElse(""), field);
    }
}
