package io.matchlock.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.gateway.testing.RawClient;
import io.matchlock.gateway.testing.Segment;
import io.matchlock.protocol.MessageShape;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.MassActionScope;
import io.matchlock.protocol.order.OrderMassActionReportDecoder;
import io.matchlock.protocol.session.EstablishmentRejectCode;
import io.matchlock.protocol.session.EstablishmentRejectDecoder;
import io.matchlock.protocol.session.FinishedReceivingDecoder;
import io.matchlock.protocol.session.MessageHeaderDecoder;
import io.matchlock.protocol.session.QueuedDecoder;
import io.matchlock.protocol.session.QueuedMode;
import io.matchlock.protocol.session.QueuedStatus;
import io.matchlock.protocol.session.TerminationCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GatewayTest {
    @Test
    void shouldQueueAnOrderAndAMassCancelAndReportThem(@TempDir final Path folder) throws Exception {
        try (Segment segment = new Segment(folder);
                Gateway gateway = segment.gateway();
                RawClient client = new RawClient(gateway.port())) {
            assertEquals(0, client.logOn());
            client.order(1, 11);

            final RawClient.Frame queued = client.read();
            queued.expect(MessageShape.SESSION_SCHEMA, QueuedDecoder.TEMPLATE_ID);
            final QueuedDecoder message =
                    new QueuedDecoder().wrapAndApplyHeader(queued.bytes(), 0, new MessageHeaderDecoder());
            assertEquals(
                    List.of(1L, 11L, 1L, QueuedStatus.Queued),
                    List.of(message.fromSeqNo(), message.clOrdID(), message.count(), message.status()));
            client.read().expect(MessageShape.ORDER_SCHEMA, ExecutionReportDecoder.TEMPLATE_ID);
            assertEquals(
                    List.of(Segment.ACCOUNT + ":11"),
                    List.copyOf(segment.matcher().applied()));
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(
                            () -> assertTrue(!segment.matcher().published().isEmpty()));

            client.massCancel(2, 12, MassActionScope.AllOrders);

            client.read().expect(MessageShape.SESSION_SCHEMA, QueuedDecoder.TEMPLATE_ID);
            client.read().expect(MessageShape.ORDER_SCHEMA, ExecutionReportDecoder.TEMPLATE_ID);
            client.read().expect(MessageShape.ORDER_SCHEMA, OrderMassActionReportDecoder.TEMPLATE_ID);

            client.terminate();
            assertEquals(TerminationCode.Finished, client.readTerminate());
        }
    }

    @Test
    void shouldEndASessionForGoodOnceItsClientHasFinished(@TempDir final Path folder) throws Exception {
        try (Segment segment = new Segment(folder);
                Gateway gateway = segment.gateway();
                RawClient client = new RawClient(gateway.port())) {
            client.logOn();
            client.order(1, 11);
            client.finish();
            client.read().expect(MessageShape.SESSION_SCHEMA, QueuedDecoder.TEMPLATE_ID);
            client.read().expect(MessageShape.ORDER_SCHEMA, ExecutionReportDecoder.TEMPLATE_ID);
            client.read().expect(MessageShape.SESSION_SCHEMA, FinishedReceivingDecoder.TEMPLATE_ID);
            assertEquals(TerminationCode.Finished, client.readTerminate());
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> establishAgain(gateway, client) == EstablishmentRejectCode.Finalized);
        }
    }

    @Test
    void shouldNotEndASessionOfWhichAClientSaysSomethingElse(@TempDir final Path folder) throws Exception {
        try (Segment segment = new Segment(folder);
                Gateway gateway = segment.gateway()) {
            final UUID id = UUID.randomUUID();
            try (RawClient client = new RawClient(gateway.port(), id)) {
                client.logOn();
                client.order(1, 11);
                client.finish(id, 2);
                assertEquals(TerminationCode.InvalidMsgSeqNum, client.readTerminate());
                assertEquals("FinishedSending says that 2 was the last message, but 2 is next", client.lastReason);
            }
            try (RawClient client = new RawClient(gateway.port(), id)) {
                assertEquals(1, client.establish(QueuedMode.Each));
                client.finish(UUID.randomUUID(), 1);
                assertEquals(TerminationCode.InvalidSessionId, client.readTerminate());
            }
            try (RawClient client = new RawClient(gateway.port(), id)) {
                assertEquals(1, client.establish(QueuedMode.Each));
                client.finish(id, 1);
                client.read().expect(MessageShape.SESSION_SCHEMA, FinishedReceivingDecoder.TEMPLATE_ID);
                assertEquals(TerminationCode.Finished, client.readTerminate());
                await().atMost(Duration.ofSeconds(5))
                        .until(() -> establishAgain(gateway, client) == EstablishmentRejectCode.Finalized);
            }
        }
    }

    private static EstablishmentRejectCode establishAgain(final Gateway gateway, final RawClient before)
            throws IOException {
        try (RawClient again = new RawClient(gateway.port(), before.sessionId)) {
            again.sendEstablish(10_000, QueuedMode.Each);
            final RawClient.Frame answer = again.read();
            answer.expect(MessageShape.SESSION_SCHEMA, EstablishmentRejectDecoder.TEMPLATE_ID);
            return new EstablishmentRejectDecoder()
                    .wrapAndApplyHeader(answer.bytes(), 0, new MessageHeaderDecoder())
                    .code();
        }
    }
}
