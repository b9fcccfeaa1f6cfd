package io.matchlock.protocol;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The Simple Open Framing Header in front of each message on TCP, little-endian as FIX SBE over FIXP uses it here.
 *
 * <pre>
 *   0        4       6               14
 *   +--------+-------+---------------+----------
 *   | length | 0xEB50| SBE header    | block, groups, var data
 *   +--------+-------+---------------+----------
 * </pre>
 *
 * {@code length} counts the whole frame, this header included.
 */
public final class Sofh {
    public static final int LENGTH_OFFSET = 0;
    public static final int ENCODING_TYPE_OFFSET = LENGTH_OFFSET + Integer.BYTES;
    /** Length of this header in bytes. */
    public static final int HEADER_LENGTH = ENCODING_TYPE_OFFSET + Short.BYTES;
    /** SBE 1.0, little-endian. */
    public static final int ENCODING_TYPE = 0xEB50;
    /** Length in bytes of the SBE message header that follows. */
    public static final int SBE_HEADER_LENGTH = 8;
    /** Offset of a message's block in its frame. */
    public static final int BODY_OFFSET = HEADER_LENGTH + SBE_HEADER_LENGTH;
    /** The smallest frame in bytes: both headers and an empty block. */
    public static final int MIN_FRAME_LENGTH = BODY_OFFSET;
    /** The largest frame in bytes. */
    public static final int MAX_FRAME_LENGTH = 4096;

    private Sofh() {}

    /**
     * Writes a header.
     *
     * @param buffer to write to
     * @param offset of the frame
     * @param frameLengthBytes of the whole frame, this header included
     */
    public static void write(final MutableDirectBuffer buffer, final int offset, final int frameLengthBytes) {
        buffer.putInt(offset + LENGTH_OFFSET, frameLengthBytes, LITTLE_ENDIAN);
        buffer.putShort(offset + ENCODING_TYPE_OFFSET, (short) ENCODING_TYPE, LITTLE_ENDIAN);
    }

    /**
     * The length that the frame at {@code offset} claims. It is not checked, and negative where it is 2^31 or more.
     *
     * @param buffer to read from
     * @param offset of the frame
     * @return bytes
     */
    public static int frameLength(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + LENGTH_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * The encoding type of the frame at {@code offset}.
     *
     * @param buffer to read from
     * @param offset of the frame
     * @return an unsigned 16-bit value, {@link #ENCODING_TYPE} in all frames that we take
     */
    public static int encodingType(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + ENCODING_TYPE_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }
}
