package io.matchlock.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.gateway.testing.RawClient;
import io.matchlock.gateway.testing.Segment;
import io.matchlock.protocol.MessageShape;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.session.MessageHeaderDecoder;
import io.matchlock.protocol.session.RetransmissionDecoder;
import io.matchlock.protocol.session.RetransmitRejectCode;
import io.matchlock.protocol.session.RetransmitRejectDecoder;
import io.matchlock.protocol.session.SequenceDecoder;
import io.matchlock.protocol.session.TerminationCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client missed it can have again, from any gateway. */
final class RetransmissionTest {
    private static final int POSS_DUP = 1;
    private static final int FLAGS = MessageShape.HEADER_LENGTH + ExecutionReportDecoder.possDupFlagsEncodingOffset();

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final List<UnsafeBuffer> told = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void shouldGiveReportsBackWithTheBytesOfBeforeMarkedAsPossDup() throws Exception {
        try (Segment segment = new Segment(folder);
                Gateway gateway = segment.gateway();
                RawClient client = new RawClient(gateway.port())) {
            client.logOn();
            trade(client, 1, 5);

            client.retransmit(client.sessionId, 2, 3);

            assertGivenBack(client, 2, 3, 6);
            trade(client, 6, 6);
            client.retransmit(client.sessionId, 1, 6);
            assertGivenBack(client, 1, 6, 7);
        }
    }

    @Test
    void shouldGiveBackWhatAnotherGatewaySentBeforeItsEnd() throws Exception {
        try (Segment segment = new Segment(folder)) {
            final UUID id;
            try (Gateway first = segment.gateway();
                    RawClient client = new RawClient(first.port())) {
                client.logOn();
                trade(client, 1, 40);
                id = client.sessionId;
                client.terminate();
                assertEquals(TerminationCode.Finished, client.readTerminate());
            }
            try (Gateway second = segment.gateway();
                    RawClient client = new RawClient(second.port(), id)) {
                client.establish(io.matchlock.protocol.session.QueuedMode.Each);
                client.retransmit(id, 1, 40);
                assertGivenBack(client, 1, 40, 41);
                trade(client, 41, 41);
                client.retransmit(id, 39, 3);
                assertGivenBack(client, 39, 3, 42);
            }
        }
    }

    @Test
    void shouldRejectWhatCannotBeAskedFor() throws Exception {
        try (Segment segment = new Segment(folder);
                Gateway gateway = segment.gateway();
                RawClient client = new RawClient(gateway.port())) {
            client.logOn();
            trade(client, 1, 2);

            assertEquals(RetransmitRejectCode.OutOfRange, rejectOf(client, client.sessionId, 0, 1));
            assertEquals(RetransmitRejectCode.OutOfRange, rejectOf(client, client.sessionId, 1, 0));
            assertEquals(RetransmitRejectCode.OutOfRange, rejectOf(client, client.sessionId, 2, 2));
            assertEquals(RetransmitRejectCode.OutOfRange, rejectOf(client, client.sessionId, -2, 1));
            assertEquals(RetransmitRejectCode.RequestLimitExceeded, rejectOf(client, client.sessionId, 1, 2_501));
            assertEquals(
                    RetransmitRejectCode.RequestLimitExceeded, rejectOf(client, client.sessionId, 1, 0xFFFF_FFFEL));
            assertEquals(RetransmitRejectCode.InvalidSession, rejectOf(client, UUID.randomUUID(), 1, 1));
            client.retransmit(client.sessionId, 1, 2);
            assertGivenBack(client, 1, 2, 3);
        }
    }

    @Test
    void shouldTakeOneRequestAtATime() throws Exception {
        try (Segment segment = new Segment(folder);
                Gateway gateway = segment.gateway();
                RawClient client = new RawClient(gateway.port())) {
            client.logOn();
            trade(client, 1, 1);

            client.retransmit(client.sessionId, 1, 1);
            final byte[] frame = new byte[client.out.getInt(0)];
            client.out.getBytes(0, frame);
            final byte[] both = new byte[2 * frame.length];
            System.arraycopy(frame, 0, both, 0, frame.length);
            System.arraycopy(frame, 0, both, frame.length, frame.length);
            assertGivenBack(client, 1, 1, 2);
            client.send(both);

            assertEquals(TerminationCode.ReRequestInProgress, client.readTerminate());
        }
    }

    /** Sends orders, and keeps the reports. */
    private void trade(final RawClient client, final long from, final long to) throws IOException {
        for (long number = from; number <= to; number++) {
            client.order(number, number);
            RawClient.Frame frame = client.read();
            while (!frame.is(MessageShape.ORDER_SCHEMA, ExecutionReportDecoder.TEMPLATE_ID)) {
                frame = client.read();
            }
            told.add(frame.bytes());
        }
    }

    private void assertGivenBack(final RawClient client, final long from, final int count, final long next)
            throws IOException {
        RawClient.Frame frame = client.read();
        frame.expect(MessageShape.SESSION_SCHEMA, RetransmissionDecoder.TEMPLATE_ID);
        final RetransmissionDecoder retransmission =
                new RetransmissionDecoder().wrapAndApplyHeader(frame.bytes(), 0, header);
        assertEquals(
                List.of(from, (long) count, 77L),
                List.of(retransmission.nextSeqNo(), retransmission.count(), retransmission.requestTimestamp()));
        for (int i = 0; i < count; i++) {
            frame = client.read();
            final UnsafeBuffer first = told.get((int) from - 1 + i);
            assertEquals(POSS_DUP, frame.bytes().getByte(FLAGS) & POSS_DUP);
            assertEquals(0, first.getByte(FLAGS) & POSS_DUP);
            frame.bytes().putByte(FLAGS, first.getByte(FLAGS));
            assertTrue(frame.bytes().equals(first), "the same bytes, but for PossDup");
        }
        frame = client.read();
        frame.expect(MessageShape.SESSION_SCHEMA, SequenceDecoder.TEMPLATE_ID);
        assertEquals(
                next,
                new SequenceDecoder()
                        .wrapAndApplyHeader(frame.bytes(), 0, header)
                        .nextSeqNo());
    }

    private RetransmitRejectCode rejectOf(final RawClient client, final UUID session, final long from, final long count)
            throws IOException {
        client.retransmit(session, from, count);
        final RawClient.Frame frame = client.read();
        frame.expect(MessageShape.SESSION_SCHEMA, RetransmitRejectDecoder.TEMPLATE_ID);
        return new RetransmitRejectDecoder()
                .wrapAndApplyHeader(frame.bytes(), 0, header)
                .code();
    }
}
