package io.matchlock.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.gateway.settings.SessionLimits;
import io.matchlock.gateway.testing.RawClient;
import io.matchlock.gateway.testing.RedisControl;
import io.matchlock.gateway.testing.Segment;
import io.matchlock.log.LogConnection;
import io.matchlock.log.history.Alarm;
import io.matchlock.log.orders.GatewayHolder;
import io.matchlock.protocol.MessageShape;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.session.QueuedDecoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway alone with its number, its time and its promise. */
final class OneGatewayTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void shouldTellTheTimeAgainWhenTheOnlyGatewayStartsAnew() {
        try (Segment segment = new Segment(folder)) {
            segment.gateway().close();
            final long beforeNs = segment.matcher().timeNs();
            final long term = segment.matcher().term();
            try (Gateway gateway = segment.gateway()) {
                await().atMost(LONG).until(() -> segment.matcher().timeNs() > beforeNs + 2_000_000_000L);
                assertEquals(term + 1, segment.matcher().term(), "the incarnation that led is gone");
                assertTrue(gateway.isReady());
            }
        }
    }

    @Test
    void shouldStopWhenAnotherProcessHasItsNumberAfterALostConnection() throws Exception {
        final Queue<String> reasons = new ConcurrentLinkedQueue<>();
        try (Segment segment = new Segment(folder);
                Gateway gateway = Gateway.launch(segment.settings(SessionLimits.defaults(), 1), reasons::add);
                RedisControl control = new RedisControl(segment.redis().url())) {
            await().atMost(LONG).until(gateway::isReady);
            control.name(new GatewayHolder(1, 7).connectionName(0));
            assertEquals(0, reasons.size(), "who is connected is looked at when a connection is made");
            control.killOthers();
            await().atMost(LONG).until(() -> !reasons.isEmpty());
            assertTrue(reasons.peek().startsWith("another process runs as gateway 1, connected from "), reasons.peek());
            assertFalse(gateway.isReady());
        }
    }

    @Test
    void shouldTakeNothingWhileTheServerPromisesLess() throws Exception {
        try (Segment segment = new Segment(folder);
                RedisControl control = new RedisControl(segment.redis().url());
                Gateway gateway = segment.gateway();
                RawClient client = new RawClient(gateway.port())) {
            client.logOn();
            control.set("appendfsync", "everysec");
            await().atMost(LONG).until(() -> !gateway.isReady());
            client.order(1, 1);
            control.set("appendfsync", "always");
            client.read().expect(MessageShape.SESSION_SCHEMA, QueuedDecoder.TEMPLATE_ID);
            await().atMost(LONG).until(gateway::isReady);
        }
    }

    @Test
    void shouldTakeNothingWhileAnAlarmStands() throws Exception {
        try (Segment segment = new Segment(folder);
                LogConnection log = LogConnection.open(segment.log());
                Gateway gateway = segment.gateway();
                RawClient client = new RawClient(gateway.port())) {
            client.logOn();
            assertTrue(new Alarm(EntryId.GENESIS, "events entry 1-0 is not what its orders entry gives").raise(log));
            await().atMost(LONG).until(() -> !gateway.isReady());
            client.order(1, 1);
            Alarm.clear(log);
            client.read().expect(MessageShape.SESSION_SCHEMA, QueuedDecoder.TEMPLATE_ID);
            await().atMost(LONG).until(gateway::isReady);
        }
    }

    @Test
    void shouldStopWhereTheSegmentHasNoRoomForItsChains() {
        final Queue<String> reasons = new ConcurrentLinkedQueue<>();
        try (Segment segment = new Segment(folder);
                Gateway gateway = Gateway.launch(
                        segment.settings(SessionLimits.defaults(), Segment.MAX_CHAINS + 1), reasons::add)) {
            await().atMost(LONG).until(() -> !reasons.isEmpty());
            assertTrue(reasons.peek().contains("max.chains"), reasons.peek());
            assertFalse(gateway.isReady());
        }
    }
}
