package io.matchlock.exchange.reconcile;

import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What one session was acknowledged and told: a bit for each acknowledged message, 16 bytes for each report. Written by the
 * session's thread; read once that is done.
 *
 * <pre>
 *    0       CRC32C          of the message, its PossDup bit taken as 0
 *    4       template id     uint16   0: not told
 *    6       exec type       FIX 150, 0 for none
 *    7       order status    FIX 39, 0 for none
 *    8       order id        int64    0 for none
 * </pre>
 */
public final class ClientJournal {
    private static final int CRC_OFFSET = 0;
    private static final int TEMPLATE_OFFSET = CRC_OFFSET + Integer.BYTES;
    private static final int EXEC_TYPE_OFFSET = TEMPLATE_OFFSET + Short.BYTES;
    private static final int STATUS_OFFSET = EXEC_TYPE_OFFSET + Byte.BYTES;
    private static final int ORDER_ID_OFFSET = STATUS_OFFSET + Byte.BYTES;
    private static final int RECORD_LENGTH = ORDER_ID_OFFSET + Long.BYTES;
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;

    private final UUID sessionId;
    private final PagedBits acknowledged = new PagedBits();
    private final PagedRecords reports = new PagedRecords(RECORD_LENGTH);
    private final List<long[]> gaps = new ArrayList<>();
    private final ReportChecksum checksum = new ReportChecksum();
    private long acknowledgedCount;
    private long toldCount;
    private long toldAgain;

    /**
     * An empty journal.
     *
     * @param sessionId of the session that it is of
     */
    public ClientJournal(final UUID sessionId) {
        this.sessionId = sessionId;
    }

    /**
     * The session was told that messages are durable.
     *
     * @param fromNumber the first client number
     * @param count of numbers
     */
    public void onQueued(final long fromNumber, final long count) {
        for (long number = fromNumber; number < fromNumber + count; number++) {
            acknowledgedCount += acknowledged.set(number) ? 1 : 0;
        }
    }

    /**
     * The session was told a report.
     *
     * @param reportNumber from 1
     * @param templateId of the report
     * @param buffer that holds it
     * @param offset of its SBE header
     * @param length of header and message in bytes
     */
    public void onReport(
            final long reportNumber,
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        final UnsafeBuffer page = reports.write(reportNumber);
        final int record = reports.offset(reportNumber);
        if (page.getShort(record + TEMPLATE_OFFSET) != 0) {
            toldAgain++;
            return;
        }
        toldCount++;
        page.putInt(record + CRC_OFFSET, checksum.of(buffer, offset, length));
        page.putShort(record + TEMPLATE_OFFSET, (short) templateId);
        noteOrder(page, record, templateId, buffer, offset + HEADER);
    }

    /**
     * The session heard that it missed reports.
     *
     * @param fromNumber the first report number
     * @param count of numbers
     */
    public void onReportGap(final long fromNumber, final long count) {
        gaps.add(new long[] {fromNumber, count});
    }

    /** {@return the session's id} */
    public UUID sessionId() {
        return sessionId;
    }

    /** {@return how many messages were acknowledged} */
    public long acknowledged() {
        return acknowledgedCount;
    }

    /** {@return how many reports were told} */
    public long told() {
        return toldCount;
    }

    /** {@return how many reports were told more than once} */
    public long toldAgain() {
        return toldAgain;
    }

    boolean isAcknowledged(final long number) {
        return acknowledged.get(number);
    }

    long acknowledgedEnd() {
        return acknowledged.end();
    }

    boolean wasTold(final long reportNumber) {
        final UnsafeBuffer page = reports.read(reportNumber);
        return page != null && page.getShort(reports.offset(reportNumber) + TEMPLATE_OFFSET) != 0;
    }

    /** CRC of a report that was told. */
    int crc(final long reportNumber) {
        return reports.read(reportNumber).getInt(reports.offset(reportNumber) + CRC_OFFSET);
    }

    long toldEnd() {
        return reports.end();
    }

    boolean isInGap(final long reportNumber) {
        return gaps.stream().anyMatch(gap -> reportNumber >= gap[0] && reportNumber < gap[0] + gap[1]);
    }

    /** What a report that was told said, for people. */
    String describe(final long reportNumber) {
        final UnsafeBuffer page = reports.read(reportNumber);
        final int record = reports.offset(reportNumber);
        final long orderId = page.getLong(record + ORDER_ID_OFFSET);
        return "template " + page.getShort(record + TEMPLATE_OFFSET)
                + (orderId == 0 ? "" : ", order " + orderId)
                + letter(", exec type ", page.getByte(record + EXEC_TYPE_OFFSET))
                + letter(", status ", page.getByte(record + STATUS_OFFSET));
    }

    private static String letter(final String name, final byte value) {
        return value == 0 ? "" : name + (char) value;
    }

    private static void noteOrder(
            final UnsafeBuffer page,
            final int record,
            final int templateId,
            final DirectBuffer buffer,
            final int body) {
        switch (templateId) {
            case ExecutionReportDecoder.TEMPLATE_ID -> {
                page.putByte(
                        record + EXEC_TYPE_OFFSET,
                        buffer.getByte(body + ExecutionReportDecoder.execTypeEncodingOffset()));
                page.putByte(
                        record + STATUS_OFFSET,
                        buffer.getByte(body + ExecutionReportDecoder.ordStatusEncodingOffset()));
                noteOrderId(page, record, buffer, body + ExecutionReportDecoder.orderIDEncodingOffset());
            }
            case ExecutionReportTradeDecoder.TEMPLATE_ID -> {
                page.putByte(
                        record + EXEC_TYPE_OFFSET,
                        buffer.getByte(body + ExecutionReportTradeDecoder.execTypeEncodingOffset()));
                page.putByte(
                        record + STATUS_OFFSET,
                        buffer.getByte(body + ExecutionReportTradeDecoder.ordStatusEncodingOffset()));
                noteOrderId(page, record, buffer, body + ExecutionReportTradeDecoder.orderIDEncodingOffset());
            }
            case ExecutionReportRejectDecoder.TEMPLATE_ID ->
                noteOrderId(page, record, buffer, body + ExecutionReportRejectDecoder.orderIDEncodingOffset());
            default -> page.putLong(record + ORDER_ID_OFFSET, 0L);
        }
    }

    private static void noteOrderId(
            final UnsafeBuffer page, final int record, final DirectBuffer buffer, final int at) {
        page.putLong(record + ORDER_ID_OFFSET, buffer.getLong(at, java.nio.ByteOrder.LITTLE_ENDIAN));
    }
}
