package io.matchlock.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.gateway.settings.SessionLimits;
import io.matchlock.gateway.testing.RawClient;
import io.matchlock.gateway.testing.Segment;
import io.matchlock.protocol.MessageShape;
import io.matchlock.protocol.order.BooleanType;
import io.matchlock.protocol.order.BusinessMessageRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.SecurityDefinitionDecoder;
import io.matchlock.protocol.session.EstablishmentRejectCode;
import io.matchlock.protocol.session.EstablishmentRejectDecoder;
import io.matchlock.protocol.session.MessageHeaderDecoder;
import io.matchlock.protocol.session.NegotiationRejectCode;
import io.matchlock.protocol.session.NegotiationRejectDecoder;
import io.matchlock.protocol.session.NegotiationResponseDecoder;
import io.matchlock.protocol.session.NotAppliedDecoder;
import io.matchlock.protocol.session.NotAppliedReason;
import io.matchlock.protocol.session.QueuedDecoder;
import io.matchlock.protocol.session.QueuedMode;
import io.matchlock.protocol.session.QueuedStatus;
import io.matchlock.protocol.session.SequenceDecoder;
import io.matchlock.protocol.session.TerminateDecoder;
import io.matchlock.protocol.session.TerminationCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each bad input has its answer, and nobody else feels it. */
final class BadInputTest {
    private static Segment segment;
    private static Gateway gateway;

    @BeforeAll
    static void start(@TempDir final Path folder) {
        segment = new Segment(folder);
        gateway = segment.gateway(
                SessionLimits.builder().handshakeTimeout(Duration.ofSeconds(2)).build(), 1);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        segment.close();
    }

    @Test
    void shouldTerminateWhatIsNoFrame() throws IOException {
        assertEquals(TerminationCode.InvalidSofh, answerTo("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII)));
        assertEquals(TerminationCode.FrameTooLarge, answerTo(new byte[] {0, 0, 1, 0, 0x50, (byte) 0xEB}));
        assertEquals(TerminationCode.InvalidSofh, answerTo(new byte[] {6, 0, 0, 0, 0x50, (byte) 0xEB}));
    }

    @Test
    void shouldRejectAnUnknownSchemaAtNegotiate() throws IOException {
        for (final int field : new int[] {8, 10, 12}) {
            try (RawClient client = new RawClient(gateway.port())) {
                final int length = client.encodeNegotiate(RawClient.timestamp(), Segment.KEY_ID, Segment.SECRET);
                client.out.putShort(field, (short) 999);
                client.send(length);
                assertEquals(NegotiationRejectCode.SchemaVersionNotSupported, rejectCode(client));
            }
        }
    }

    @Test
    void shouldTerminateBadBlocksAndUnknownTemplatesLater() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            client.logOn();
            final int length = client.encodeOrder(0, 1, 1, Segment.ACCOUNT, 0);
            client.out.putShort(6, (short) 95);
            client.send(length);
            assertEquals(TerminationCode.DecodingError, client.readTerminate());
        }
        try (RawClient client = new RawClient(gateway.port())) {
            client.logOn();
            final int length = client.encodeOrder(0, 1, 1, Segment.ACCOUNT, 0);
            client.out.putShort(8, (short) 200);
            client.send(length);
            assertEquals(TerminationCode.DecodingError, client.readTerminate(), "a report is longer");
        }
        try (RawClient client = new RawClient(gateway.port())) {
            client.logOn();
            final int length = client.encodeOrder(0, 1, 1, Segment.ACCOUNT, 0);
            client.out.putShort(8, (short) 300);
            client.send(length);
            assertEquals(TerminationCode.UnknownTemplate, client.readTerminate());
        }
    }

    @Test
    void shouldAnswerWhatCameBeforeBadInputInTheSameSegment() throws IOException {
        final List<BadEnd> ends = List.of(
                (client, at) -> {
                    client.out.putLong(at, 0xEB50_0001_0000L);
                    client.send(at + 8);
                    return TerminationCode.FrameTooLarge;
                },
                (client, at) -> {
                    final int end = client.encodeOrder(at, 1, 1, Segment.ACCOUNT, 0);
                    client.send(end);
                    return TerminationCode.InvalidMsgSeqNum;
                },
                (client, at) -> {
                    client.send(at);
                    client.shutDownOutput();
                    return TerminationCode.Finished;
                });
        for (final BadEnd end : ends) {
            try (RawClient client = new RawClient(gateway.port())) {
                client.logOn();
                int length = 0;
                for (int number = 1; number <= 3; number++) {
                    length = client.encodeOrder(length, number, number, Segment.ACCOUNT, 0);
                }
                final TerminationCode expected = end.send(client, length);
                final List<Integer> told = new ArrayList<>();
                RawClient.Frame frame = client.read();
                for (; !frame.is(MessageShape.SESSION_SCHEMA, TerminateDecoder.TEMPLATE_ID); frame = client.read()) {
                    told.add(frame.is(MessageShape.SESSION_SCHEMA, QueuedDecoder.TEMPLATE_ID) ? 1 : 2);
                }
                assertEquals(List.of(1, 1, 1, 2, 2, 2), told.stream().sorted().toList());
                assertEquals(expected, RawClient.code(frame));
                assertNull(client.read(), "and the connection ends");
            }
        }
    }

    private interface BadEnd {
        TerminationCode send(RawClient client, int at) throws IOException;
    }

    @Test
    void shouldTerminateMessagesOutOfSessionOrder() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            client.order(1, 1);
            assertEquals(TerminationCode.NotEstablished, client.readTerminate());
        }
        try (RawClient client = new RawClient(gateway.port())) {
            client.sequence(1);
            assertEquals(TerminationCode.NotEstablished, client.readTerminate());
        }
        try (RawClient client = new RawClient(gateway.port())) {
            client.logOn();
            client.sendEstablish(10_000, QueuedMode.Each);
            assertEquals(TerminationCode.UnspecifiedError, client.readTerminate());
        }
        try (RawClient client = new RawClient(gateway.port())) {
            client.logOn();
            client.negotiate();
            assertEquals(TerminationCode.UnspecifiedError, client.readTerminate());
        }
    }

    @Test
    void shouldRefuseBadCredentialsWithOneCode() throws IOException {
        assertEquals(NegotiationRejectCode.Credentials, negotiate(RawClient.timestamp(), "nobody", Segment.SECRET));
        assertEquals(NegotiationRejectCode.Credentials, negotiate(RawClient.timestamp(), "other", new byte[] {1}));
        final long stale = RawClient.timestamp() - 10_000_000_000L;
        assertEquals(NegotiationRejectCode.Credentials, negotiate(stale, Segment.KEY_ID, Segment.SECRET));
        try (RawClient first = new RawClient(gateway.port());
                RawClient second = new RawClient(gateway.port(), first.sessionId)) {
            first.logOn();
            second.negotiate();
            assertEquals(NegotiationRejectCode.Credentials, rejectCode(second), "the session id is used");
        }
    }

    @Test
    void shouldRefuseAnEstablishThatCannotBe() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            client.sendEstablish(10_000, QueuedMode.Each);
            assertEquals(EstablishmentRejectCode.Unnegotiated, establishmentRejectCode(client));
        }
        try (RawClient client = new RawClient(gateway.port())) {
            client.sendEstablish(99, QueuedMode.Each);
            assertEquals(EstablishmentRejectCode.KeepaliveInterval, establishmentRejectCode(client));
        }
        try (RawClient first = new RawClient(gateway.port());
                RawClient second = new RawClient(gateway.port(), first.sessionId)) {
            first.logOn();
            second.sendEstablish(10_000, QueuedMode.Each);
            assertEquals(EstablishmentRejectCode.AlreadyEstablished, establishmentRejectCode(second));
        }
    }

    @Test
    void shouldAnswerGapsAndLowerNumbers() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            client.logOn();
            client.order(3, 3);
            final RawClient.Frame gap = client.read();
            gap.expect(MessageShape.SESSION_SCHEMA, NotAppliedDecoder.TEMPLATE_ID);
            assertEquals(List.of(1L, 2L, NotAppliedReason.Skipped), notApplied(gap));
            assertEquals(QueuedStatus.Queued, queuedStatus(next(client, QueuedDecoder.TEMPLATE_ID)));

            client.send(client.encodeOrder(0, 2, 2, Segment.ACCOUNT, 1));
            assertEquals(
                    List.of(2L, 1L, NotAppliedReason.Dead), notApplied(next(client, NotAppliedDecoder.TEMPLATE_ID)));
            client.send(client.encodeOrder(0, 3, 3, Segment.ACCOUNT, 1));
            assertEquals(QueuedStatus.Duplicate, queuedStatus(next(client, QueuedDecoder.TEMPLATE_ID)));
            client.order(3, 3);
            assertEquals(TerminationCode.InvalidMsgSeqNum, client.readTerminate());
        }
    }

    @Test
    void shouldKnowDeadNumbersAfterAReconnect() throws IOException {
        final UUID session;
        try (RawClient client = new RawClient(gateway.port())) {
            session = client.sessionId;
            client.logOn(QueuedMode.None);
            for (int number = 1; number <= 9; number += 2) {
                client.order(number, number);
            }
            for (int reports = 0; reports < 5; ) {
                reports += client.read().is(MessageShape.ORDER_SCHEMA, ExecutionReportDecoder.TEMPLATE_ID) ? 1 : 0;
            }
            client.terminate();
            assertEquals(TerminationCode.Finished, client.readTerminate());
        }
        try (RawClient client = new RawClient(gateway.port(), session)) {
            await().atMost(Duration.ofSeconds(5))
                    .ignoreExceptions()
                    .until(() -> client.establish(QueuedMode.Each) == 9);
            for (int number = 1; number <= 9; number++) {
                client.send(client.encodeOrder(0, number, number, Segment.ACCOUNT, 1));
                if (number % 2 == 0) {
                    assertEquals(
                            List.of((long) number, 1L, NotAppliedReason.Dead),
                            notApplied(next(client, NotAppliedDecoder.TEMPLATE_ID)));
                } else {
                    assertEquals(QueuedStatus.Duplicate, queuedStatus(next(client, QueuedDecoder.TEMPLATE_ID)));
                }
            }
        }
    }

    @Test
    void shouldTerminateAfterTooManyGaps() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            client.logOn(QueuedMode.None);
            for (int i = 1; i <= 17; i++) {
                client.order(i * 10L, i);
            }
            assertEquals(TerminationCode.InvalidMsgSeqNum, client.readTerminate());
        }
    }

    @Test
    void shouldRefuseAForeignAccountInSequence() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            client.logOn();
            client.send(client.encodeOrder(0, 1, 1, Segment.ACCOUNT + Segment.ACCOUNTS, 0));
            client.read().expect(MessageShape.SESSION_SCHEMA, QueuedDecoder.TEMPLATE_ID);
            client.read().expect(MessageShape.ORDER_SCHEMA, BusinessMessageRejectDecoder.TEMPLATE_ID);
            client.order(2, 2);
            client.read().expect(MessageShape.SESSION_SCHEMA, QueuedDecoder.TEMPLATE_ID);
            client.read().expect(MessageShape.ORDER_SCHEMA, ExecutionReportDecoder.TEMPLATE_ID);
        }
    }

    @Test
    void shouldListSecurities() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            client.logOn();
            client.securityList();
            final RawClient.Frame frame = client.read();
            frame.expect(MessageShape.ORDER_SCHEMA, SecurityDefinitionDecoder.TEMPLATE_ID);
            assertEquals(
                    "AAPL",
                    new SecurityDefinitionDecoder()
                            .wrapAndApplyHeader(
                                    frame.bytes(), 0, new io.matchlock.protocol.order.MessageHeaderDecoder())
                            .symbol());
        }
    }

    @Test
    void shouldAnswerAQueryForAnInstrumentThatIsNotThere() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            client.logOn();
            client.securityList(123_456);
            final RawClient.Frame frame = client.read();
            frame.expect(MessageShape.ORDER_SCHEMA, SecurityDefinitionDecoder.TEMPLATE_ID);
            final SecurityDefinitionDecoder answer = new SecurityDefinitionDecoder()
                    .wrapAndApplyHeader(frame.bytes(), 0, new io.matchlock.protocol.order.MessageHeaderDecoder());
            assertEquals(
                    List.of(5L, 123_456, 0L, "", BooleanType.True),
                    List.of(
                            answer.securityReqID(),
                            answer.securityID(),
                            answer.totNoRelatedSym(),
                            answer.symbol(),
                            answer.lastFragment()));
        }
    }

    @Test
    void shouldSayWhatIsWrongWithANumber() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            client.logOn();
            client.order(1, 1);
            client.order(1, 1);
            assertEquals(TerminationCode.InvalidMsgSeqNum, client.readTerminate());
            assertEquals("expected 2: 1 has come before, and is not marked as a possible duplicate", client.lastReason);
        }
        try (RawClient client = new RawClient(gateway.port())) {
            client.logOn();
            client.order(-2, 1);
            assertEquals(TerminationCode.InvalidMsgSeqNum, client.readTerminate());
            assertEquals("expected 1: 18446744073709551614 is 0, or skips more than 4294967294", client.lastReason);
        }
    }

    @Test
    void shouldKeepAliveThenTerminateTheSilent() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            client.negotiate();
            client.read().expect(MessageShape.SESSION_SCHEMA, NegotiationResponseDecoder.TEMPLATE_ID);
            client.sendEstablish(200, QueuedMode.Each);
            client.read();
            client.read().expect(MessageShape.SESSION_SCHEMA, SequenceDecoder.TEMPLATE_ID);
            assertEquals(TerminationCode.KeepaliveIntervalLapsed, client.readTerminate());
        }
    }

    @Test
    void shouldNotWaitLongForAHandshake() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            assertEquals(TerminationCode.HandshakeTimeout, client.readTerminate());
        }
    }

    @Test
    void shouldEstablishAgainFromWhereTheEngineIs() throws IOException {
        try (RawClient first = new RawClient(gateway.port())) {
            first.logOn(QueuedMode.Cumulative);
            int length = 0;
            for (int i = 1; i <= 10; i++) {
                length = first.encodeOrder(length, i, i, Segment.ACCOUNT, 0);
            }
            first.send(length);
            long queued = 0;
            while (queued < 10) {
                final RawClient.Frame frame = next(first, QueuedDecoder.TEMPLATE_ID);
                queued += new QueuedDecoder()
                        .wrapAndApplyHeader(frame.bytes(), 0, new MessageHeaderDecoder())
                        .count();
            }
            first.terminate();
            assertEquals(TerminationCode.Finished, first.readTerminate());
            await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
                try (RawClient again = new RawClient(gateway.port(), first.sessionId)) {
                    assertEquals(10, again.establish(QueuedMode.Each));
                }
            });
        }
    }

    @Test
    void shouldLiveThroughGarbage() throws IOException {
        final Random random = new Random(7);
        for (int run = 0; run < 100; run++) {
            try (RawClient client = new RawClient(gateway.port())) {
                final int length = client.encodeNegotiate(RawClient.timestamp(), "fuzz", Segment.SECRET);
                for (int i = random.nextInt(4); i >= 0; i--) {
                    client.out.putByte(random.nextInt(length), (byte) random.nextInt());
                }
                client.send(length);
            }
        }
        try (RawClient client = new RawClient(gateway.port())) {
            assertEquals(0, client.logOn());
        }
        assertTrue(gateway.isReady());
    }

    private static TerminationCode answerTo(final byte[] bytes) throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            client.send(bytes);
            return client.readTerminate();
        }
    }

    private static NegotiationRejectCode negotiate(final long timestampNs, final String key, final byte[] secret)
            throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            client.send(client.encodeNegotiate(timestampNs, key, secret));
            return rejectCode(client);
        }
    }

    private static NegotiationRejectCode rejectCode(final RawClient client) throws IOException {
        final RawClient.Frame frame = client.read();
        assertNotNull(frame);
        frame.expect(MessageShape.SESSION_SCHEMA, NegotiationRejectDecoder.TEMPLATE_ID);
        assertNull(client.read());
        return new NegotiationRejectDecoder()
                .wrapAndApplyHeader(frame.bytes(), 0, new MessageHeaderDecoder())
                .code();
    }

    private static EstablishmentRejectCode establishmentRejectCode(final RawClient client) throws IOException {
        final RawClient.Frame frame = client.read();
        assertNotNull(frame);
        frame.expect(MessageShape.SESSION_SCHEMA, EstablishmentRejectDecoder.TEMPLATE_ID);
        assertNull(client.read());
        return new EstablishmentRejectDecoder()
                .wrapAndApplyHeader(frame.bytes(), 0, new MessageHeaderDecoder())
                .code();
    }

    private static RawClient.Frame next(final RawClient client, final int template) throws IOException {
        RawClient.Frame frame = client.read();
        while (frame != null && !frame.is(MessageShape.SESSION_SCHEMA, template)) {
            frame = client.read();
        }
        assertNotNull(frame);
        return frame;
    }

    private static List<Object> notApplied(final RawClient.Frame frame) {
        final NotAppliedDecoder message =
                new NotAppliedDecoder().wrapAndApplyHeader(frame.bytes(), 0, new MessageHeaderDecoder());
        return List.of(message.fromSeqNo(), message.count(), message.reason());
    }

    private static QueuedStatus queuedStatus(final RawClient.Frame frame) {
        return new QueuedDecoder()
                .wrapAndApplyHeader(frame.bytes(), 0, new MessageHeaderDecoder())
                .status();
    }
}
