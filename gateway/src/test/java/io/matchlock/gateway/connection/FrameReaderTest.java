package io.matchlock.gateway.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.protocol.MessageShape;
import io.matchlock.protocol.Sofh;
import io.matchlock.protocol.session.MessageHeaderEncoder;
import io.matchlock.protocol.session.SequenceDecoder;
import io.matchlock.protocol.session.SequenceEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameReaderTest implements FrameReader.Handler {
    private static final int FRAME = Sofh.BODY_OFFSET + SequenceEncoder.BLOCK_LENGTH;

    private final List<Long> numbers = new ArrayList<>();
    private final FrameReader reader = new FrameReader(this);
    private final UnsafeBuffer bytes = new UnsafeBuffer(new byte[8192]);
    private int refusals;
    private int fault;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldReadFramesHoweverTheyAreCutAndHeldUp(final long seed) {
        final Random random = new Random(seed);
        final int count = 200;
        for (int i = 0; i < count; i++) {
            sequence(i * FRAME, i);
        }
        int at = 0;
        int available = 0;
        while (numbers.size() < count) {
            refusals = random.nextInt(3);
            available = available > 0 ? available : Math.min(1 + random.nextInt(60), count * FRAME - at);
            final int done = reader.read(bytes, at, available);
            at += done;
            available -= done;
        }
        final List<Long> wanted = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            wanted.add(i);
        }
        assertEquals(wanted, numbers);
        assertEquals(0, fault);
    }

    @Test
    void shouldFindFaultsBeforeItReadsOn() {
        assertEquals(FrameReader.INVALID_SOFH, faultOf(0, 13));
        assertEquals(FrameReader.INVALID_SOFH, faultOf(4, 0x1234));
        assertEquals(FrameReader.FRAME_TOO_LARGE, faultOf(0, 4097));
        assertEquals(FrameReader.FRAME_TOO_LARGE, faultOf(0, -1));
        assertEquals(MessageShape.BAD_SIZE, faultOf(6, 4), "block length too small");
        assertEquals(MessageShape.BAD_SIZE, faultOf(6, 60_000), "block length too large");
        assertEquals(MessageShape.UNKNOWN_TEMPLATE, faultOf(8, 9999));
        assertEquals(MessageShape.UNKNOWN_SCHEMA, faultOf(10, 9999));
        assertEquals(MessageShape.UNKNOWN_VERSION, faultOf(12, 2));
        assertEquals(MessageShape.BAD_SIZE, faultOf(0, FRAME + 1), "bytes behind the message");
    }

    @Test
    void shouldNeverThrowOnGarbage() {
        final Random random = new Random(42);
        for (int run = 0; run < 20_000; run++) {
            fault = 0;
            sequence(0, 1);
            sequence(FRAME, 2);
            for (int i = random.nextInt(6); i >= 0; i--) {
                bytes.putByte(random.nextInt(2 * FRAME), (byte) random.nextInt());
            }
            final FrameReader fresh = new FrameReader(this);
            final int cut = random.nextInt(2 * FRAME);
            fresh.read(bytes, 0, cut);
            if (fault == 0) {
                fresh.read(bytes, cut, 2 * FRAME - cut);
            }
        }
    }

    @Override
    public boolean onMessage(final DirectBuffer buffer, final int offset, final int length) {
        if (refusals > 0) {
            refusals--;
            return false;
        }
        if (MessageShape.templateId(buffer, offset) == SequenceDecoder.TEMPLATE_ID) {
            numbers.add(buffer.getLong(offset + MessageShape.HEADER_LENGTH));
        }
        return true;
    }

    @Override
    public void onFault(final int code) {
        fault = code;
    }

    @Override
    public boolean isOpen() {
        return fault == 0;
    }

    private int faultOf(final int offset, final int value) {
        for (final int cut : new int[] {FRAME + 1, 6, 3}) {
            fault = 0;
            sequence(0, 1);
            bytes.putByte(FRAME, (byte) 0);
            if (offset == 0) {
                bytes.putInt(0, value);
            } else {
                bytes.putShort(offset, (short) value);
            }
            final FrameReader fresh = new FrameReader(this);
            fresh.read(bytes, 0, cut);
            if (fault == 0) {
                fresh.read(bytes, cut, FRAME + 1 - cut);
            }
        }
        return fault;
    }

    private void sequence(final int at, final long number) {
        new SequenceEncoder()
                .wrapAndApplyHeader(bytes, at + Sofh.HEADER_LENGTH, new MessageHeaderEncoder())
                .nextSeqNo(number);
        Sofh.write(bytes, at, FRAME);
    }
}
