package io.matchlock.protocol.report;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.matchlock.protocol.Golden;
import io.matchlock.protocol.MessageShape;
import io.matchlock.protocol.order.BusinessMessageRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.MessageHeaderDecoder;
import io.matchlock.protocol.order.OrderCancelRejectDecoder;
import io.matchlock.protocol.order.OrderMassActionReportDecoder;
import java.lang.management.ManagementFactory;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each of the six reports, as it was laid down, and with blocks and texts of other lengths. */
final class ReportDecoderTest {
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int ADDED = 8;
    private static final int BEFORE = 3;
    private static final int REPORTS = 100_000;

    private final ReportDecoder decoder = new ReportDecoder();
    private final Heard heard = new Heard();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ExecutionReport",
                "ExecutionReportTrade",
                "ExecutionReportReject",
                "OrderCancelReject",
                "OrderMassActionReport",
                "BusinessMessageReject"
            })
    void shouldReadWhatItKnowsAndRefuseWhatIsTooShort(final String name) {
        final UnsafeBuffer golden = Golden.bytes("order-entry/" + name);
        final int length = golden.capacity();
        assertEquals(MessageShape.SOUND, decode(golden, length));
        final String text = heard.text;
        assertTrue(text.startsWith(name + " "), text);

        final UnsafeBuffer longer = withLongerBlock(golden);
        assertEquals(MessageShape.SOUND, decode(longer, length + ADDED));
        assertEquals(text, heard.text);
        assertEquals(MessageShape.SOUND, decode(golden, length), "a new version may add something behind the message");

        assertEquals(MessageShape.BAD_SIZE, decode(golden, length - 1));
        assertEquals(MessageShape.BAD_SIZE, decode(golden, HEADER - 1));
        final UnsafeBuffer shorter = copy(golden, 0, length);
        shorter.putShort(0, (short) (block(golden) - 1), LITTLE_ENDIAN);
        assertEquals(MessageShape.BAD_SIZE, decode(shorter, length));
        assertEquals("", heard.text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ExecutionReportReject", "OrderCancelReject", "BusinessMessageReject"})
    void shouldNotFollowATextOutOfTheMessage(final String name) {
        final UnsafeBuffer golden = Golden.bytes("order-entry/" + name);
        final UnsafeBuffer message = copy(golden, 0, 2 * golden.capacity());
        final int text = HEADER + block(golden);
        message.putByte(text, (byte) (message.getByte(text) + 1));

        assertEquals(MessageShape.BAD_SIZE, decode(message, golden.capacity()));
        assertEquals("", heard.text);
    }

    @Test
    void shouldPassOverWhatIsNoReport() {
        final UnsafeBuffer order = Golden.bytes("order-entry/NewOrderSingle");
        assertEquals(MessageShape.UNKNOWN_TEMPLATE, decode(order, order.capacity()));
        final UnsafeBuffer unheardOf = Golden.bytes("order-entry/ExecutionReport");
        unheardOf.putShort(2, (short) 999, LITTLE_ENDIAN);
        assertEquals(MessageShape.UNKNOWN_TEMPLATE, decode(unheardOf, unheardOf.capacity()));
        final UnsafeBuffer queued = Golden.bytes("session/Queued");
        assertEquals(MessageShape.UNKNOWN_SCHEMA, decode(queued, queued.capacity()));
        assertEquals("", heard.text);
    }

    @Test
    void shouldAllocateNothing() {
        final UnsafeBuffer execution = Golden.bytes("order-entry/ExecutionReport");
        final UnsafeBuffer reject = Golden.bytes("order-entry/ExecutionReportReject");
        final ReportListener nobody = new ReportListener() {};
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = 0;
        for (int round = 0; round < 2; round++) {
            before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < REPORTS; i++) {
                decoder.decode(execution, 0, execution.capacity(), nobody);
                decoder.decode(reject, 0, reject.capacity(), nobody);
            }
        }
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertTrue(allocated < REPORTS, allocated + " bytes for " + 2 * REPORTS + " reports");
    }

    private int decode(final DirectBuffer message, final int length) {
        heard.text = "";
        final UnsafeBuffer moved = copy(message, BEFORE, BEFORE + message.capacity());
        return decoder.decode(moved, BEFORE, length, heard);
    }

    private static UnsafeBuffer withLongerBlock(final DirectBuffer message) {
        final int end = HEADER + block(message);
        final UnsafeBuffer longer = copy(message, 0, message.capacity() + ADDED);
        longer.putBytes(end + ADDED, message, end, message.capacity() - end);
        longer.setMemory(end, ADDED, (byte) 0x7A);
        longer.putShort(0, (short) (block(message) + ADDED), LITTLE_ENDIAN);
        longer.putShort(6, (short) (ExecutionReportDecoder.SCHEMA_VERSION + 1), LITTLE_ENDIAN);
        return longer;
    }

    private static int block(final DirectBuffer message) {
        return message.getShort(0, LITTLE_ENDIAN) & 0xFFFF;
    }

    private static UnsafeBuffer copy(final DirectBuffer message, final int offset, final int capacity) {
        final UnsafeBuffer copy = new UnsafeBuffer(new byte[capacity]);
        copy.putBytes(offset, message, 0, message.capacity());
        return copy;
    }

    private static final class Heard implements ReportListener {
        private String text = "";

        @Override
        public void onExecution(final ExecutionReportDecoder report) {
            hear("ExecutionReport", report);
        }

        @Override
        public void onTrade(final ExecutionReportTradeDecoder trade) {
            hear("ExecutionReportTrade", trade);
        }

        @Override
        public void onReject(final ExecutionReportRejectDecoder reject) {
            hear("ExecutionReportReject", reject);
        }

        @Override
        public void onCancelReject(final OrderCancelRejectDecoder reject) {
            hear("OrderCancelReject", reject);
        }

        @Override
        public void onMassAction(final OrderMassActionReportDecoder report) {
            hear("OrderMassActionReport", report);
        }

        @Override
        public void onBusinessReject(final BusinessMessageRejectDecoder reject) {
            hear("BusinessMessageReject", reject);
        }

        /** The fields, without the lengths and versions that a flyweight prints in front of them. */
        private void hear(final String name, final Object report) {
            final String all = report.toString();
            text = name + " " + all.substring(all.indexOf(')', all.indexOf("actingBlockLength")) + 1);
        }
    }
}
