package io.matchlock.audit.auditor.client;

import io.matchlock.audit.auditor.store.PagedRecords;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Checksum and length of each message that a session sent, by its client number: 8 bytes each. One thread.
 *
 * <pre>
 *    0       CRC32C          of SBE header and message
 *    4       length          int32, 0: not sent
 * </pre>
 */
public final class SentMessages {
    private static final int CRC_OFFSET = 0;
    private static final int LENGTH_OFFSET = CRC_OFFSET + Integer.BYTES;
    private static final int RECORD_LENGTH = LENGTH_OFFSET + Integer.BYTES;

    private final PagedRecords records = new PagedRecords(RECORD_LENGTH);
    private final MessageChecksum checksum = new MessageChecksum();
    private long count;

    SentMessages() {}

    void put(final long number, final DirectBuffer buffer, final int offset, final int length) {
        count += isThere(number) ? 0 : 1;
        final UnsafeBuffer page = records.write(number);
        final int record = records.offset(number);
        page.putInt(record + CRC_OFFSET, checksum.of(buffer, offset, length));
        page.putInt(record + LENGTH_OFFSET, length);
    }

    /**
     * Whether a message was sent.
     *
     * @param number of the client
     * @return whether it was
     */
    public boolean isThere(final long number) {
        return length(number) != 0;
    }

    /**
     * Whether a message was sent with just these bytes.
     *
     * @param number of the client, of a message that was sent
     * @param buffer that holds them
     * @param offset of the SBE header
     * @param length of header and message in bytes
     * @return whether it was
     */
    public boolean isSame(final long number, final DirectBuffer buffer, final int offset, final int length) {
        final int crc = records.read(number).getInt(records.offset(number) + CRC_OFFSET);
        return length(number) == length && crc == checksum.of(buffer, offset, length);
    }

    /** {@return how many messages were sent} */
    public long count() {
        return count;
    }

    /** {@return one above the highest client number sent} */
    public long end() {
        return records.end();
    }

    private int length(final long number) {
        final UnsafeBuffer page = records.read(number);
        return page == null ? 0 : page.getInt(records.offset(number) + LENGTH_OFFSET);
    }
}
