package io.matchlock.matcher.journal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.log.LogConnection;
import io.matchlock.log.testing.RedisServer;
import io.matchlock.matcher.events.EntryWriter;
import io.matchlock.matcher.health.Halt;
import io.matchlock.matcher.health.MatcherCounters;
import io.matchlock.matcher.testing.Segments;
import io.matchlock.protocol.log.EntryId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.SystemNanoClock;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JournalTest {
    @RegisterExtension
    private final RedisServer server = new RedisServer();

    private final List<String> reasons = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    @Test
    void shouldHaltAtAnErrorAndSayWhich() {
        final Halt halt = new Halt(reasons::add);
        final MatcherCounters counters = new MatcherCounters();
        final JournalRing ring = new JournalRing(1 << 20, YieldingIdleStrategy.INSTANCE, halt, counters);
        final JournalSettings settings = new JournalSettings(
                server.settings(Segments.NAME),
                Segments.ID,
                Duration.ZERO,
                Duration.ofMillis(1),
                Duration.ofMillis(100));
        try (Journal journal = Journal.open(settings, this::connect, SystemNanoClock.INSTANCE, ring, halt, counters)) {
            journal.start();
            server.kill();
            final EntryWriter writer = new EntryWriter(Segments.ID, 1_376, ring, () -> 0L);
            writer.begin(EntryId.GENESIS, 3, 0, 0, 0, 9);
            writer.finish(0, 0, 0, false);
            await().until(() -> !reasons.isEmpty());
        }
        assertEquals(List.of("java.lang.OutOfMemoryError: direct buffer memory"), reasons);
    }

    /** The second time there is no memory. */
    private LogConnection connect() {
        if (connections.incrementAndGet() > 1) {
            throw new OutOfMemoryError("direct buffer memory");
        }
        return LogConnection.open(server.settings(Segments.NAME));
    }
}
