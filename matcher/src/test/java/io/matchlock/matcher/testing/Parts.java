package io.matchlock.matcher.testing;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.matcher.events.PartSink;
import io.matchlock.protocol.live.PartEnvelope;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/** Keeps parts and puts them together to entries, checking that they follow each other. */
public final class Parts implements PartSink {
    private final List<Integer> lengths = new ArrayList<>();
    private final List<byte[]> entries = new ArrayList<>();
    private ExpandableArrayBuffer entry = new ExpandableArrayBuffer();
    private int expectedOffset;

    @Override
    public void onPart(final DirectBuffer buffer, final int offset, final int length) {
        final int partOffset = buffer.getInt(offset + PartEnvelope.PART_OFFSET_OFFSET, LITTLE_ENDIAN);
        if (partOffset != expectedOffset) {
            throw new AssertionError("part at " + partOffset + ", expected " + expectedOffset);
        }
        final int bytes = length - PartEnvelope.LENGTH;
        entry.putBytes(partOffset, buffer, offset + PartEnvelope.LENGTH, bytes);
        expectedOffset += bytes;
        lengths.add(length);
        if ((buffer.getInt(offset + PartEnvelope.FLAGS_OFFSET, LITTLE_ENDIAN) & PartEnvelope.LAST) != 0) {
            final byte[] whole = new byte[expectedOffset];
            entry.getBytes(0, whole);
            entries.add(whole);
            entry = new ExpandableArrayBuffer();
            expectedOffset = 0;
        }
    }

    /** The length of each part, envelope included. */
    public List<Integer> lengths() {
        return lengths;
    }

    /** The whole entries. */
    public List<byte[]> entries() {
        return entries;
    }
}
