package io.matchlock.protocol.log;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to the bytes of an entry, its decoder says so and never leaves it. */
final class EntryCorruptionTest {
    private static final int[] FLIPS = {0x01, 0x80, 0x55, 0xFF};
    private static final long SEED = 20_260_501L;
    private static final int ROUNDS = 20_000;
    private static final int MAX_GARBAGE = 400;

    @ParameterizedTest
    @MethodSource("entries")
    void shouldDetectEveryChangedByte(final Stream stream, final UnsafeBuffer entry) {
        final List<String> undetected = new ArrayList<>();
        for (int i = 0; i < entry.capacity(); i++) {
            for (final int flip : FLIPS) {
                entry.putByte(i, (byte) (entry.getByte(i) ^ flip));
                if (stream.fault(entry, entry.capacity()) == null) {
                    undetected.add("byte " + i + " by " + flip);
                }
                entry.putByte(i, (byte) (entry.getByte(i) ^ flip));
            }
        }

        assertEquals(List.of(), undetected);
        assertEquals(null, stream.fault(entry, entry.capacity()));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void shouldDetectEveryTruncation(final Stream stream, final UnsafeBuffer entry) {
        for (int length = 0; length < entry.capacity(); length++) {
            assertTrue(stream.fault(entry, length) != null, "cut to " + length);
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void shouldNeverThrowOnGarbage(final Stream stream, final UnsafeBuffer entry) {
        final Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            final byte[] garbage = new byte[random.nextInt(MAX_GARBAGE)];
            random.nextBytes(garbage);
            final UnsafeBuffer buffer = new UnsafeBuffer(garbage);
            if (random.nextBoolean()) {
                final int kept = Math.min(garbage.length, stream.headerLength);
                buffer.putBytes(0, entry, 0, kept);
                stream.seal(buffer);
            }
            stream.readAll(buffer);
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void shouldStayInsideWhenLengthsLieUnderRightChecksum(final Stream stream, final UnsafeBuffer entry) {
        final Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            final UnsafeBuffer copy = new UnsafeBuffer(new byte[entry.capacity()]);
            copy.putBytes(0, entry, 0, entry.capacity());
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                final int at = stream.headerLength + random.nextInt(entry.capacity() - stream.headerLength);
                copy.putByte(at, (byte) random.nextInt());
            }
            stream.seal(copy);
            stream.readAll(copy);
        }
    }

    static List<Arguments> entries() {
        return List.of(
                Arguments.of(Stream.ORDERS, Named.of("batch", SampleEntries.orders())),
                Arguments.of(Stream.ORDERS, Named.of("genesis", SampleEntries.genesis())),
                Arguments.of(Stream.EVENTS, Named.of("events", SampleEntries.events())));
    }

    /** The two streams under one hat. */
    enum Stream {
        ORDERS(OrdersEntry.HEADER_LENGTH) {
            @Override
            String fault(final UnsafeBuffer entry, final int length) {
                return new OrdersEntryDecoder().wrap(entry, 0, length);
            }

            @Override
            void seal(final UnsafeBuffer entry) {
                if (entry.capacity() >= headerLength) {
                    entry.putInt(OrdersEntry.LENGTH_OFFSET, entry.capacity(), LITTLE_ENDIAN);
                    final int crc = OrdersEntry.checksum(new Checksum(), entry, 0, entry.capacity());
                    entry.putInt(OrdersEntry.CRC_OFFSET, crc, LITTLE_ENDIAN);
                }
            }

            @Override
            void readAll(final UnsafeBuffer entry) {
                final OrdersEntryDecoder decoder = new OrdersEntryDecoder();
                if (decoder.wrap(entry, 0, entry.capacity()) == null) {
                    while (decoder.next()) {
                        entry.boundsCheck(decoder.payloadOffset(), decoder.payloadLength());
                    }
                }
            }
        },
        EVENTS(EventsEntry.HEADER_LENGTH) {
            @Override
            String fault(final UnsafeBuffer entry, final int length) {
                return new EventsEntryDecoder().wrap(entry, 0, length);
            }

            @Override
            void seal(final UnsafeBuffer entry) {
                if (entry.capacity() >= headerLength + EventsEntry.END_LENGTH) {
                    final int at = entry.capacity() - Integer.BYTES;
                    entry.putInt(at, new Checksum().of(entry, 0, at), LITTLE_ENDIAN);
                }
            }

            @Override
            void readAll(final UnsafeBuffer entry) {
                final EventsEntryDecoder decoder = new EventsEntryDecoder();
                if (decoder.wrap(entry, 0, entry.capacity()) == null) {
                    while (decoder.next()) {
                        entry.boundsCheck(decoder.payloadOffset(), decoder.payloadLength());
                    }
                }
            }
        };

        final int headerLength;

        Stream(final int headerLength) {
            this.headerLength = headerLength;
        }

        abstract String fault(UnsafeBuffer entry, int length);

        /** Makes length and checksum right, whatever else is wrong. */
        abstract void seal(UnsafeBuffer entry);

        /** Reads the entry if it seems sound; throws if a record leaves it. */
        abstract void readAll(UnsafeBuffer entry);
    }
}
