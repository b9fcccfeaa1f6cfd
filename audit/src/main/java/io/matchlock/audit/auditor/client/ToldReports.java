package io.matchlock.audit.auditor.client;

import io.matchlock.audit.auditor.store.PagedRecords;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The reports that a session was told, by their numbers: 16 bytes each. One thread.
 *
 * <pre>
 *    0       CRC32C          of the message, its PossDup bit taken as 0
 *    4       template id     uint16   0: not told
 *    6       exec type       FIX 150, 0 for none
 *    7       order status    FIX 39, 0 for none
 *    8       order id        int64    0 for none
 * </pre>
 */
public final class ToldReports {
    private static final int CRC_OFFSET = 0;
    private static final int TEMPLATE_OFFSET = CRC_OFFSET + Integer.BYTES;
    private static final int EXEC_TYPE_OFFSET = TEMPLATE_OFFSET + Short.BYTES;
    private static final int STATUS_OFFSET = EXEC_TYPE_OFFSET + Byte.BYTES;
    private static final int ORDER_ID_OFFSET = STATUS_OFFSET + Byte.BYTES;
    private static final int RECORD_LENGTH = ORDER_ID_OFFSET + Long.BYTES;

    private final PagedRecords records = new PagedRecords(RECORD_LENGTH);
    private final MessageChecksum checksum = new MessageChecksum();
    private long count;

    ToldReports() {}

    void put(final long number, final int templateId, final DirectBuffer buffer, final int offset, final int length) {
        final ReportFields fields = ReportFields.of(templateId);
        final UnsafeBuffer page = records.write(number);
        final int record = records.offset(number);
        page.putInt(record + CRC_OFFSET, checksum.ofReport(buffer, offset, length));
        page.putShort(record + TEMPLATE_OFFSET, (short) templateId);
        page.putByte(record + EXEC_TYPE_OFFSET, fields.execType(buffer, offset));
        page.putByte(record + STATUS_OFFSET, fields.status(buffer, offset));
        page.putLong(record + ORDER_ID_OFFSET, fields.orderId(buffer, offset));
        count++;
    }

    /**
     * Whether a report was told.
     *
     * @param number of the report
     * @return whether it was
     */
    public boolean isThere(final long number) {
        final UnsafeBuffer page = records.read(number);
        return page != null && page.getShort(records.offset(number) + TEMPLATE_OFFSET) != 0;
    }

    /**
     * Whether a report was told with just these bytes, but for the PossDup bit.
     *
     * @param number of a report that was told
     * @param buffer that holds them
     * @param offset of the SBE header
     * @param length of header and message in bytes
     * @return whether it was
     */
    public boolean isSame(final long number, final DirectBuffer buffer, final int offset, final int length) {
        return records.read(number).getInt(records.offset(number) + CRC_OFFSET)
                == checksum.ofReport(buffer, offset, length);
    }

    /**
     * What a report that was told said, for people.
     *
     * @param number of it
     * @return template, and where it has them order, exec type and status
     */
    public String describe(final long number) {
        final UnsafeBuffer page = records.read(number);
        final int record = records.offset(number);
        final long orderId = page.getLong(record + ORDER_ID_OFFSET);
        return "template " + page.getShort(record + TEMPLATE_OFFSET)
                + (orderId == 0 ? "" : ", order " + orderId)
                + letter(", exec type ", page.getByte(record + EXEC_TYPE_OFFSET))
                + letter(", status ", page.getByte(record + STATUS_OFFSET));
    }

    /** {@return how many reports were told} */
    public long count() {
        return count;
    }

    /** {@return one above the highest report number told} */
    public long end() {
        return records.end();
    }

    private static String letter(final String name, final byte value) {
        return value == 0 ? "" : name + (char) value;
    }
}
