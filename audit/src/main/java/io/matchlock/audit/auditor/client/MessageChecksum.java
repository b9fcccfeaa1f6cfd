package io.matchlock.audit.auditor.client;

import io.matchlock.protocol.log.Checksum;
import io.matchlock.protocol.order.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** CRC32C of messages, SBE headers included. Reusable, one thread. */
public final class MessageChecksum {
    private static final int POSS_DUP = 1;
    private static final int MAX_LENGTH = 4096;

    private final Checksum checksum = new Checksum();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UnsafeBuffer copy = new UnsafeBuffer(new byte[MAX_LENGTH]);

    /**
     * Of a message as it stands.
     *
     * @param buffer that holds it
     * @param offset of its SBE header
     * @param length of header and message in bytes
     * @return the checksum
     */
    public int of(final DirectBuffer buffer, final int offset, final int length) {
        return checksum.of(buffer, offset, length);
    }

    /**
     * Of a report, its PossDup bit taken as 0: that alone may differ when it is told again.
     *
     * @param buffer that holds it
     * @param offset of its SBE header
     * @param length of header and message in bytes
     * @return the checksum
     */
    public int ofReport(final DirectBuffer buffer, final int offset, final int length) {
        header.wrap(buffer, offset);
        final int flags = ReportFields.of(header.templateId()).flagsOffset();
        if (flags < 0 || flags >= length || length > MAX_LENGTH || (buffer.getByte(offset + flags) & POSS_DUP) == 0) {
            return checksum.of(buffer, offset, length);
        }
        copy.putBytes(0, buffer, offset, length);
        copy.putByte(flags, (byte) (copy.getByte(flags) & ~POSS_DUP));
        return checksum.of(copy, 0, length);
    }
}
