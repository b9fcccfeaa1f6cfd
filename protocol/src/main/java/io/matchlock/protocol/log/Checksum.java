package io.matchlock.protocol.log;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;

/** CRC32C over Agrona buffers of either kind. One instance serves one thread; allocates only when the memory changes. */
public final class Checksum {
    private final CRC32C crc = new CRC32C();
    private ByteBuffer lastSeen;
    private ByteBuffer view;

    /** Starts again. */
    public void reset() {
        crc.reset();
    }

    /**
     * Takes in bytes.
     *
     * @param buffer that holds them
     * @param offset of the first
     * @param length in bytes
     */
    public void update(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] array = buffer.byteArray();
        if (array != null) {
            crc.update(array, buffer.wrapAdjustment() + offset, length);
        } else {
            updateDirect(buffer, offset, length);
        }
    }

    /**
     * The value so far.
     *
     * @return CRC32C
     */
    public int value() {
        return (int) crc.getValue();
    }

    /**
     * The checksum of these bytes alone.
     *
     * @param buffer that holds them
     * @param offset of the first
     * @param length in bytes
     * @return CRC32C
     */
    public int of(final DirectBuffer buffer, final int offset, final int length) {
        crc.reset();
        update(buffer, offset, length);
        return value();
    }

    @SuppressWarnings("ReferenceEquality") // the same memory, not the same bytes
    private void updateDirect(final DirectBuffer buffer, final int offset, final int length) {
        final ByteBuffer memory = buffer.byteBuffer();
        if (memory != lastSeen) {
            lastSeen = memory;
            view = memory.duplicate();
        }
        final int start = buffer.wrapAdjustment() + offset;
        view.limit(start + length).position(start);
        crc.update(view);
    }
}
