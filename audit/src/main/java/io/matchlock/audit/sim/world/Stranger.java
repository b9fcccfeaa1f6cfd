package io.matchlock.audit.sim.world;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.audit.sim.net.Bus;
import io.matchlock.protocol.segment.SegmentId;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Another instance that uses the same Aeron channel. Its messages are sound and have the same entry ids, but belong
 * to another segment.
 *
 * @param tagOffset where a message names its segment
 * @param envelopeLength behind which its content begins
 */
record Stranger(int tagOffset, int envelopeLength) implements Bus.Disguise {
    private static final SegmentId SEGMENT = new SegmentId(77, 78);

    @Override
    public byte[] foreign(final byte[] place, final byte[] content) {
        final byte[] message = Arrays.copyOf(place, content.length);
        System.arraycopy(content, envelopeLength, message, envelopeLength, content.length - envelopeLength);
        new UnsafeBuffer(message).putLong(tagOffset, SEGMENT.tag(), LITTLE_ENDIAN);
        return message;
    }
}
