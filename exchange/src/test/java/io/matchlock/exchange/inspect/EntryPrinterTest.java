package io.matchlock.exchange.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.protocol.internal.LostEntries;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EpochFence;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryEncoder;
import io.matchlock.protocol.order.MessageHeaderEncoder;
import io.matchlock.protocol.order.NewOrderSingleEncoder;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.TimeInForce;
import io.matchlock.protocol.segment.Genesis;
import io.matchlock.protocol.segment.SegmentDefinition;
import io.matchlock.protocol.segment.SegmentId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class EntryPrinterTest {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[OrdersEntry.MAX_LENGTH]);
    private final StringWriter text = new StringWriter();

    @Test
    void shouldPrintFieldsAndLeaveOutNulls() {
        print(entry(), false);

        assertTrue(
                text.toString()
                        .contains("  NewOrderSingle session=7 clientNumber=9 "
                                + "receiveTime=1970-01-01T00:00:00.000000005Z | msgSeqNum=9 clOrdID=11 price=150.25 "
                                + "orderQty=100 "),
                text.toString());
        assertEquals(-1, text.toString().indexOf("stopPx"));
    }

    @Test
    void shouldPrintIdsUnsignedAndQuantitiesInUnits() {
        print(entry(-2, 5, 1_500), false);

        assertTrue(text.toString().contains("clOrdID=18446744073709551614 "), text.toString());
        assertTrue(text.toString().contains("orderQty=1.5 "), text.toString());
    }

    @Test
    void shouldPrintJson() {
        print(entry(), true);

        assertTrue(text.toString().startsWith("{\"id\":\"1-1\",\"kind\":\"batch\",\"chain\":\"1/0\""), text.toString());
        assertTrue(text.toString().contains("\"price\":150.25,\"orderQty\":100,"), text.toString());
    }

    @Test
    void shouldNameACorruptEntry() {
        final int length = entry();
        buffer.putByte(OrdersEntry.HEADER_LENGTH + 40, (byte) 0x55);

        final EntryPrinter printer = print(length, false);

        assertTrue(text.toString().startsWith("1-1 CORRUPT: CRC32C"), text.toString());
        assertEquals(1, printer.corrupt());
    }

    @Test
    void shouldShowTheSegmentsId() {
        final SegmentId id = SegmentId.parse("01234567-89ab-cdef-fedc-ba9876543210");
        final SegmentDefinition segment = new SegmentDefinition("main", 3, 1, 1, 1, 1, 1, 1, 10, List.of()).withId(id);

        print(Genesis.encode(segment, buffer, 5L), false);

        assertTrue(text.toString().startsWith("1-1 kind=genesis segmentId=" + id), text.toString());
        assertTrue(text.toString().contains("  Segment "), text.toString());
    }

    @Test
    void shouldShowWhatAFenceSays() {
        final int length =
                new EpochFence(EntryId.of(1, 77), 0x1234L, LostEntries.Unknown, "the disk burnt").encode(buffer, 5L);

        print(EntryId.of(2, 0), length, false);

        assertTrue(text.toString().startsWith("2-0 kind=fence after=1-77 chainHash=0x1234 turnTime="), text.toString());
        assertTrue(text.toString().contains("lastEntryId=1-77 "), text.toString());
        assertTrue(text.toString().contains("lost=Unknown reason=the disk burnt"), text.toString());
    }

    private EntryPrinter print(final int length, final boolean isJson) {
        return print(EntryId.of(1, 1), length, isJson);
    }

    private EntryPrinter print(final long id, final int length, final boolean isJson) {
        final PrintWriter out = new PrintWriter(text);
        final EntryPrinter printer = new EntryPrinter(out, isJson, securityId -> securityId == 5 ? 3 : 0);
        printer.orders(id, buffer, 0, length);
        out.flush();
        return printer;
    }

    private int entry() {
        return entry(11, 1, 100);
    }

    private int entry(final long clOrdId, final int securityId, final long quantity) {
        final OrdersEntryEncoder entry = new OrdersEntryEncoder().wrap(buffer, 0, OrdersEntry.BATCH, 1 << 16, 3, 1);
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + NewOrderSingleEncoder.BLOCK_LENGTH;
        final int offset = entry.claim(OrdersEntry.CLIENT_MESSAGE, 7, 9, 5, length);
        final NewOrderSingleEncoder order =
                new NewOrderSingleEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
        order.msgSeqNum(9)
                .clOrdID(clOrdId)
                .securityID(securityId)
                .orderQty(quantity)
                .minQty(NewOrderSingleEncoder.minQtyNullValue());
        order.price().mantissa(150_250_000_000L);
        order.stopPx().mantissa(Long.MIN_VALUE);
        order.side(Side.Buy).ordType(OrdType.Limit).timeInForce(TimeInForce.Day);
        return entry.finish(5);
    }
}
