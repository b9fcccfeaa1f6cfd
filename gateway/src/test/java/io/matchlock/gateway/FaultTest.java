package io.matchlock.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.gateway.health.GatewayCounter;
import io.matchlock.gateway.settings.SessionLimits;
import io.matchlock.gateway.testing.OrderStream;
import io.matchlock.gateway.testing.RawClient;
import io.matchlock.gateway.testing.RedisControl;
import io.matchlock.gateway.testing.Segment;
import io.matchlock.log.LogConnection;
import io.matchlock.protocol.MessageShape;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.order.BusinessMessageRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.MassActionScope;
import io.matchlock.protocol.order.OrderMassActionReportDecoder;
import io.matchlock.protocol.segment.SegmentId;
import io.matchlock.protocol.session.NotAppliedDecoder;
import io.matchlock.protocol.session.QueuedDecoder;
import io.matchlock.protocol.session.QueuedMode;
import io.matchlock.protocol.session.SequenceDecoder;
import io.matchlock.protocol.session.TerminationCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What breaks around a gateway: the log, the driver's datagrams, the matcher, clients. */
final class FaultTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void shouldLoseAndDoubleNothingWhenRedisIsKilledInTheMiddle() throws Exception {
        try (Segment segment = new Segment(folder);
                Gateway gateway = segment.gateway()) {
            final List<OrderStream> streams = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                streams.add(new OrderStream(gateway.port(), 32, Segment.ACCOUNT + i));
            }
            await().atMost(LONG).until(() -> streams.stream().allMatch(stream -> stream.acknowledged() > 200));
            segment.redis().kill();
            segment.redis().restart();
            final long before = streams.get(0).acknowledged();
            await().atMost(LONG)
                    .until(() -> streams.stream().allMatch(stream -> stream.acknowledged() > before + 1_000));
            streams.forEach(OrderStream::stop);
            await().atMost(LONG).until(() -> streams.stream().allMatch(OrderStream::isSettled));
            assertExactlyOnce(segment, streams);
            for (final OrderStream stream : streams) {
                stream.close();
            }
        }
    }

    @Test
    void shouldLoseAndDoubleNothingWhenRedisIsOutOfMemoryForAMoment() throws Exception {
        try (Segment segment = new Segment(folder);
                RedisControl control = new RedisControl(segment.redis().url());
                Gateway gateway = segment.gatewayLookingAtMemoryEvery(Duration.ofHours(1))) {
            final List<OrderStream> streams = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                streams.add(new OrderStream(gateway.port(), 64, Segment.ACCOUNT + i));
            }
            for (int i = 0; i < 5; i++) {
                final long before = acknowledged(streams);
                await().atMost(LONG).until(() -> acknowledged(streams) > before + 500);
                control.maxMemory("1mb");
                final long failed = gateway.counters().get(GatewayCounter.BATCHES_FAILED);
                await().atMost(LONG).until(() -> gateway.counters().get(GatewayCounter.BATCHES_FAILED) > failed);
                control.maxMemory("512mb");
            }
            final long before = acknowledged(streams);
            await().atMost(LONG).until(() -> acknowledged(streams) > before + 500);
            streams.forEach(OrderStream::stop);
            await().atMost(LONG).until(() -> streams.stream().allMatch(OrderStream::isSettled));
            assertExactlyOnce(segment, streams);
            for (final OrderStream stream : streams) {
                stream.close();
            }
        }
    }

    @Test
    void shouldRefuseByTheMemoryMarksAndGoOn() throws Exception {
        try (Segment segment = new Segment(folder);
                RedisControl control = new RedisControl(segment.redis().url());
                Gateway gateway = segment.gateway();
                RawClient client = new RawClient(gateway.port())) {
            client.logOn();
            long number = 1;
            control.fill(64 << 20);
            control.share(0.75);
            number = orderUntil(client, number, MessageShape.ORDER_SCHEMA, BusinessMessageRejectDecoder.TEMPLATE_ID);
            control.share(0.82);
            number = orderUntil(client, number, MessageShape.SESSION_SCHEMA, NotAppliedDecoder.TEMPLATE_ID);
            client.cancel(number, number);
            final RawClient.Frame queued = awaitFrame(client, QueuedDecoder.TEMPLATE_ID);
            assertTrue(queued.is(MessageShape.SESSION_SCHEMA, QueuedDecoder.TEMPLATE_ID), "cancels pass");
            number++;
            control.share(0.88);
            client.cancel(number, number);
            awaitFrame(client, QueuedDecoder.TEMPLATE_ID);
            number++;
            try (RawClient late = new RawClient(gateway.port())) {
                assertEquals(0, late.logOn(), "there is a reserve for logons");
            }
            control.share(0.97);
            await().atMost(LONG).until(() -> !gateway.isReady());
            client.cancel(number, number);
            control.maxMemory("512mb");
            awaitFrame(client, QueuedDecoder.TEMPLATE_ID);
            await().atMost(LONG).until(gateway::isReady);
        }
    }

    @Test
    void shouldTakeNoMoreThanCanBeAnswered() throws Exception {
        try (Segment segment = new Segment(folder);
                RedisControl control = new RedisControl(segment.redis().url())) {
            control.maxMemory("24mb");
            try (Gateway gateway = segment.gateway();
                    LogConnection log = LogConnection.open(segment.log());
                    RawClient client = new RawClient(gateway.port())) {
                client.logOn(QueuedMode.None);
                segment.matcher().pause(true);
                orderUntilRefused(client).expect(MessageShape.SESSION_SCHEMA, NotAppliedDecoder.TEMPLATE_ID);
                segment.matcher().pause(false);
                await().atMost(LONG)
                        .until(() -> log.lastId(Names.eventsKey("test")) >= log.lastId(Names.ordersKey("test")) - 1);
                control.maxMemory("512mb");
                await().atMost(LONG).until(() -> logsOn(gateway));
            }
        }
    }

    /** All that rests can be cancelled at once: there is room for that many reports. */
    @Test
    void shouldKeepRoomForTheEndsOfLivingOrders() throws Exception {
        try (Segment segment = new Segment(folder);
                RedisControl control = new RedisControl(segment.redis().url())) {
            control.maxMemory("24mb");
            try (Gateway gateway = segment.gateway();
                    LogConnection log = LogConnection.open(segment.log());
                    RawClient client = new RawClient(gateway.port())) {
                client.logOn(QueuedMode.None);
                final long refused = restUntilRefused(client);
                assertTrue(refused > 10_000, refused + " orders rest");
                client.massCancel(refused + 1, refused + 1, MassActionScope.AllOrdersOfTheSession);
                RawClient.Frame report = client.read();
                while (report.is(MessageShape.ORDER_SCHEMA, ExecutionReportDecoder.TEMPLATE_ID)
                        || report.is(MessageShape.SESSION_SCHEMA, SequenceDecoder.TEMPLATE_ID)
                        || report.is(MessageShape.ORDER_SCHEMA, BusinessMessageRejectDecoder.TEMPLATE_ID)) {
                    report = client.read();
                }
                report.expect(MessageShape.ORDER_SCHEMA, OrderMassActionReportDecoder.TEMPLATE_ID);
                final double share = log.memory().share();
                assertTrue(share < 0.75, "the ends were paid for before the first refusal, at 0.70: " + share);
            }
        }
    }

    /** Returns the last number sent. */
    private static long restUntilRefused(final RawClient client) throws IOException {
        for (long number = 1; ; number += 50) {
            int length = 0;
            for (int i = 0; i < 50; i++) {
                length = client.encodeOrder(length, number + i, number + i, Segment.ACCOUNT, 0);
            }
            client.send(length);
            for (int i = 0; i < 50; i++) {
                final RawClient.Frame frame = client.read();
                if (frame.is(MessageShape.ORDER_SCHEMA, BusinessMessageRejectDecoder.TEMPLATE_ID)) {
                    return number + 49;
                }
                frame.expect(MessageShape.ORDER_SCHEMA, ExecutionReportDecoder.TEMPLATE_ID);
            }
        }
    }

    private static RawClient.Frame orderUntilRefused(final RawClient client) throws IOException {
        RawClient.Frame refusal = null;
        for (long number = 1; refusal == null; number += 50) {
            int length = 0;
            for (int i = 0; i < 50; i++) {
                length = client.encodeOrder(length, number + i, number + i, Segment.ACCOUNT, 0);
            }
            client.send(length);
            refusal = client.available() ? client.read() : null;
        }
        return refusal;
    }

    private static boolean logsOn(final Gateway gateway) throws IOException {
        try (RawClient late = new RawClient(gateway.port())) {
            late.logOn();
            late.order(1, 1);
            final RawClient.Frame frame = late.read();
            return frame.is(MessageShape.SESSION_SCHEMA, QueuedDecoder.TEMPLATE_ID)
                    && late.read().is(MessageShape.ORDER_SCHEMA, ExecutionReportDecoder.TEMPLATE_ID);
        }
    }

    @Test
    void shouldReadFromTheLogWhatDoesNotComeByAeron() throws Exception {
        try (Segment segment = new Segment(folder);
                Gateway gateway = segment.gateway();
                OrderStream stream = new OrderStream(gateway.port(), 8, Segment.ACCOUNT)) {
            await().atMost(LONG).until(() -> stream.reported() > 20);
            segment.matcher().silence(true);
            final long before = stream.reported();
            await().atMost(LONG).until(() -> stream.reported() > before + 50);
            segment.matcher().silence(false);
            final long healed = stream.reported();
            await().atMost(LONG).until(() -> stream.reported() > healed + 50);
            stream.stop();
            await().atMost(LONG).until(stream::isSettled);
            assertTrue(gateway.counters().get(GatewayCounter.ENTRIES_HEALED) > 0);
        }
    }

    @Test
    void shouldDropWhatTheMatcherOfAnotherSegmentPublishes() throws Exception {
        try (Segment segment = new Segment(folder);
                Gateway gateway = segment.gateway();
                OrderStream stream = new OrderStream(gateway.port(), 8, Segment.ACCOUNT)) {
            await().atMost(LONG).until(() -> stream.reported() > 20);
            segment.matcher().speakFor(new SegmentId(1L, 2L));
            final long before = stream.reported();
            await().atMost(LONG).until(() -> stream.reported() > before + 50);
            assertTrue(gateway.counters().get(GatewayCounter.MESSAGES_FOREIGN) > 0);
            stream.stop();
            await().atMost(LONG).until(stream::isSettled);
        }
    }

    @Test
    void shouldAcknowledgeWithoutAMatcherButNotLogOn() throws Exception {
        try (Segment segment = new Segment(folder);
                Gateway gateway = segment.gateway();
                RawClient client = new RawClient(gateway.port());
                RawClient late = new RawClient(gateway.port())) {
            client.logOn(QueuedMode.Cumulative);
            segment.matcher().pause(true);
            client.order(1, 1);
            client.read().expect(MessageShape.SESSION_SCHEMA, QueuedDecoder.TEMPLATE_ID);
            late.negotiate();
            final RawClient.Frame refusal = late.read();
            refusal.expect(
                    MessageShape.SESSION_SCHEMA, io.matchlock.protocol.session.NegotiationRejectDecoder.TEMPLATE_ID);
            segment.matcher().pause(false);
        }
    }

    @Test
    void shouldOpenANewChainWhenFenced() throws Exception {
        try (Segment segment = new Segment(folder);
                Gateway gateway = segment.gateway();
                RawClient client = new RawClient(gateway.port())) {
            client.logOn();
            segment.fenceAll();
            assertEquals(TerminationCode.UnspecifiedError, client.readTerminate());
            await().atMost(LONG).until(gateway::isReady);
            await().atMost(LONG).ignoreExceptions().untilAsserted(() -> {
                try (RawClient again = new RawClient(gateway.port(), client.sessionId)) {
                    assertEquals(0, again.establish(QueuedMode.Each));
                }
            });
        }
    }

    @Test
    void shouldTerminateASlowConsumerAndNobodyElse() throws Exception {
        final SessionLimits small =
                SessionLimits.builder().sendBufferBytes(64 * 1024).build();
        try (Segment segment = new Segment(folder);
                Gateway gateway = segment.gateway(small, 1);
                OrderStream other = new OrderStream(gateway.port(), 4, Segment.ACCOUNT);
                RawClient slow = new RawClient(gateway.port())) {
            slow.logOn();
            final long terminated = gateway.counters().get(GatewayCounter.SESSIONS_TERMINATED);
            long number = 1;
            while (gateway.counters().get(GatewayCounter.SESSIONS_TERMINATED) == terminated && number < 500_000) {
                int length = 0;
                for (int i = 0; i < 50; i++) {
                    length = slow.encodeOrder(length, number, number, Segment.ACCOUNT, 0);
                    number++;
                }
                if (!sent(slow, length)) {
                    break;
                }
            }
            await().atMost(LONG).until(() -> gateway.counters().get(GatewayCounter.SESSIONS_TERMINATED) > terminated);
            final long before = other.acknowledged();
            await().atMost(LONG).until(() -> other.acknowledged() > before + 100);
        }
    }

    @Test
    void shouldHoldManyIdleConnectionsOnTwoLoops() throws Exception {
        try (Segment segment = new Segment(folder);
                Gateway gateway = segment.gateway(SessionLimits.defaults(), 2)) {
            final List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                clients.add(new RawClient(gateway.port()));
                clients.get(i).logOn();
            }
            for (final RawClient client : clients) {
                client.order(1, 1);
                client.read().expect(MessageShape.SESSION_SCHEMA, QueuedDecoder.TEMPLATE_ID);
            }
            assertEquals(200, gateway.counters().get(GatewayCounter.SESSIONS));
            for (final RawClient client : clients) {
                client.close();
            }
            await().atMost(LONG).until(() -> gateway.counters().get(GatewayCounter.CONNECTIONS) == 0);
        }
    }

    private static boolean sent(final RawClient client, final int length) {
        try {
            client.send(length);
            return true;
        } catch (final IOException e) {
            return false;
        }
    }

    private static long acknowledged(final List<OrderStream> streams) {
        return streams.stream().mapToLong(OrderStream::acknowledged).sum();
    }

    private static void assertExactlyOnce(final Segment segment, final List<OrderStream> streams) {
        final List<String> applied = List.copyOf(segment.matcher().applied());
        final Set<String> once = new HashSet<>(applied);
        assertEquals(once.size(), applied.size(), "nothing twice");
        final TreeSet<String> missing = new TreeSet<>();
        for (final OrderStream stream : streams) {
            for (long number = 1; number <= stream.acknowledged(); number++) {
                final String key = stream.account() + ":" + number;
                if (!once.contains(key)) {
                    missing.add(key);
                }
            }
        }
        assertEquals(Set.of(), missing, "acknowledged but not executed");
    }

    private static long orderUntil(final RawClient client, final long from, final int schema, final int template)
            throws IOException {
        long number = from;
        while (true) {
            client.order(number, number);
            number++;
            RawClient.Frame frame = client.read();
            boolean found = frame.is(schema, template);
            if (frame.is(MessageShape.SESSION_SCHEMA, QueuedDecoder.TEMPLATE_ID)) {
                frame = client.read();
                found = frame.is(schema, template);
            }
            if (found) {
                return number;
            }
        }
    }

    private static RawClient.Frame awaitFrame(final RawClient client, final int template) throws IOException {
        RawClient.Frame frame = client.read();
        while (!frame.is(MessageShape.SESSION_SCHEMA, template)) {
            frame = client.read();
        }
        return frame;
    }
}
