package io.matchlock.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.gateway.settings.SessionLimits;
import io.matchlock.gateway.testing.OrderStream;
import io.matchlock.gateway.testing.RedisControl;
import io.matchlock.gateway.testing.Segment;
import io.matchlock.log.LogConnection;
import io.matchlock.log.epoch.EpochOpener;
import io.matchlock.protocol.internal.LostEntries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log's server is killed and starts again without the end of its log, as one does that does not wait for its disk. */
final class LostTailTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<String> reasons = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void shouldHaltWhenTheLogHasLostWhatWasStored() throws Exception {
        try (Segment segment = new Segment(folder);
                Gateway gateway = Gateway.launch(segment.settings(SessionLimits.defaults(), 2), reasons::add)) {
            await().atMost(LONG).until(gateway::isReady);
            final long length = segment.redis().fileLength();
            final OrderStream stream = new OrderStream(gateway.port(), 8, Segment.ACCOUNT);
            await().atMost(LONG).until(() -> stream.acknowledged() > 100);
            segment.matcher().pause(true);
            lose(segment, length);
            await().atMost(LONG).until(() -> !reasons.isEmpty());
            stream.stop();
            stream.close();
        }
        assertEquals(1, reasons.size(), reasons::toString);
        assertTrue(
                reasons.get(0).contains("this gateway is ahead of the log, which went back in time"), reasons.get(0));
    }

    /** Whoever knows of an epoch, and has stored nothing in it, would make an entry of his the epoch's first. */
    @Test
    void shouldHaltWhenTheLogHasLostTheFenceOfItsEpoch() throws Exception {
        try (Segment segment = new Segment(folder)) {
            segment.matcher().pause(true);
            final long length = segment.redis().fileLength();
            try (LogConnection connection = LogConnection.open(segment.log());
                    RedisControl control = new RedisControl(segment.redis().url())) {
                new EpochOpener(connection, SystemNanoClock.INSTANCE).open(LostEntries.No, "a test", 1L, LONG);
                control.maxMemory("1");
            }
            try (Gateway gateway = Gateway.launch(segment.settings(SessionLimits.defaults(), 1), reasons::add)) {
                assertFalse(gateway.isReady());
                lose(segment, length);
                await().atMost(LONG).until(() -> !reasons.isEmpty());
            }
        }
        assertTrue(reasons.get(0).contains("entry 2-0 was seen, and the log ends at 1-0"), reasons.get(0));
    }

    private static void lose(final Segment segment, final long length) throws Exception {
        segment.redis().kill();
        segment.redis().cutFile(length);
        segment.redis().restart();
    }
}
