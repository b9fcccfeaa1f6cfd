package io.matchlock.protocol.segment;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import java.util.UUID;
import org.agrona.DirectBuffer;

/**
 * What tells one segment from every other, whatever their names: 128 bits, drawn when the segment is made and kept in its
 * genesis entry. Ledgers, caches, run files and Aeron messages carry it, so that what belongs to another log is found out.
 *
 * @param high its first 64 bits
 * @param low its last 64 bits
 */
public record SegmentId(long high, long low) {
    /** Stands for an id that a genesis entry does not name: readers derive it from the entry's bytes. */
    public static final SegmentId NONE = new SegmentId(0L, 0L);

    /**
     * Draws an id.
     *
     * @param random to draw from
     * @return an id; never {@link #NONE}
     */
    public static SegmentId random(final Random random) {
        final long high = random.nextLong();
        return new SegmentId(high, random.nextLong() | 1L);
    }

    /**
     * Reads what {@link #toString()} writes.
     *
     * @param text 32 hexadecimal digits in five groups
     * @return the id
     * @throws IllegalArgumentException if it is no such text
     */
    public static SegmentId parse(final String text) {
        return of(UUID.fromString(text));
    }

    /**
     * An id out of its form as a UUID.
     *
     * @param uuid of all 128 bits
     * @return the id
     */
    public static SegmentId of(final UUID uuid) {
        return new SegmentId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /** The id of a segment whose genesis entry names none: the first half of the SHA-256 of the entry's bytes. */
    static SegmentId derivedFrom(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] entry = new byte[length];
        buffer.getBytes(offset, entry);
        try {
            final java.nio.ByteBuffer digest = java.nio.ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(entry));
            return new SegmentId(digest.getLong(), digest.getLong());
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** {@return the id as a UUID, for Postgres} */
    public UUID uuid() {
        return new UUID(high, low);
    }

    /** {@return 64 bits that stand for the id where a message has no room for more} */
    public long tag() {
        return high ^ Long.rotateLeft(low, 32);
    }

    /** {@return 32 hexadecimal digits in five groups} */
    @Override
    public String toString() {
        return uuid().toString();
    }
}
