package io.matchlock.bench.floor;

import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.log.LogConnection;
import io.matchlock.log.LogSettings;
import io.matchlock.log.embedded.EmbeddedRedis;
import io.matchlock.log.server.Durability;
import io.matchlock.protocol.segment.SegmentDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.agrona.IoUtil;

/** A log server like the one under load, with nothing in it and nobody else on it: what {@link AppendFloor} writes to. */
public final class FloorLog {
    private static final long MAX_MEMORY_BYTES = 256L << 20;
    private static final String SEGMENT = "floor";

    private FloorLog() {}

    /**
     * Starts the server, measures, and ends it.
     *
     * @param settings that name the data folder and the binary of Redis
     * @param warmUp how many appends are not counted
     * @param count how many are
     * @return ns of an append
     * @throws IOException if the server can't be started
     */
    public static Histogram measure(final Settings settings, final int warmUp, final int count) throws IOException {
        final Path folder = settings.data().resolve("floor");
        final String binary = settings.text(SettingTable.REDIS_BINARY);
        final Optional<Path> server = binary.isEmpty() ? Optional.empty() : Optional.of(Path.of(binary));
        try (EmbeddedRedis redis = EmbeddedRedis.start(
                new EmbeddedRedis.Config(folder, 0, EmbeddedRedis.Role.LOG, MAX_MEMORY_BYTES, server))) {
            final LogSettings log = new LogSettings(redis.url(), SEGMENT, Duration.ofSeconds(5), Durability.FSYNC);
            try (LogConnection connection = LogConnection.open(log)) {
                connection.createSegment(new SegmentDefinition(SEGMENT, 2, 16, 16, 1, 1, 1, 1, 10, List.of()), 1L);
            }
            return AppendFloor.measure(log, warmUp, count);
        } finally {
            IoUtil.delete(folder.toFile(), true);
        }
    }
}
