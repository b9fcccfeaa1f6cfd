package io.matchlock.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.gateway.settings.SessionLimits;
import io.matchlock.gateway.testing.OrderStream;
import io.matchlock.gateway.testing.Segment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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

    private static void lose(final Segment segment, final long length) throws Exception {
        segment.redis().kill();
        segment.redis().cutFile(length);
        segment.redis().restart();
    }
}
