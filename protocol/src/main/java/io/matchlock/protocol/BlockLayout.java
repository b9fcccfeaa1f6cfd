package io.matchlock.protocol;

import io.matchlock.protocol.order.MessageHeaderEncoder;
import java.util.BitSet;

/**
 * Where the fields of a message's block lie, for code that reads or writes them without the generated codec. Every offset comes
 * from the generated code when the class that uses it is initialised. That fails if a field has another width than the class
 * believes, if two overlap, or if the block has bytes of which the class knows nothing. Not for the hot path.
 */
public final class BlockLayout {
    private final String message;
    private final int blockLength;
    private final BitSet covered = new BitSet();

    /**
     * No field is known yet.
     *
     * @param message its name, for errors
     * @param blockLength in bytes
     */
    public BlockLayout(final String message, final int blockLength) {
        this.message = message;
        this.blockLength = blockLength;
    }

    /**
     * The SBE header as one little-endian word.
     *
     * @param blockLength of the message
     * @param templateId of the message
     * @param schemaId of the message
     * @param schemaVersion of the message
     * @return what stands in front of the block
     */
    public static long header(
            final int blockLength, final int templateId, final int schemaId, final int schemaVersion) {
        return at(MessageHeaderEncoder.blockLengthEncodingOffset(), blockLength)
                | at(MessageHeaderEncoder.templateIdEncodingOffset(), templateId)
                | at(MessageHeaderEncoder.schemaIdEncodingOffset(), schemaId)
                | at(MessageHeaderEncoder.versionEncodingOffset(), schemaVersion);
    }

    /**
     * A field of eight bytes.
     *
     * @param offset in the block
     * @param length by the generated code
     * @return the offset
     */
    public int longAt(final int offset, final int length) {
        return field(offset, length, Long.BYTES);
    }

    /**
     * A field of four bytes.
     *
     * @param offset in the block
     * @param length by the generated code
     * @return the offset
     */
    public int intAt(final int offset, final int length) {
        return field(offset, length, Integer.BYTES);
    }

    /**
     * A field of two bytes.
     *
     * @param offset in the block
     * @param length by the generated code
     * @return the offset
     */
    public int shortAt(final int offset, final int length) {
        return field(offset, length, Short.BYTES);
    }

    /**
     * A field of one byte.
     *
     * @param offset in the block
     * @param length by the generated code
     * @return the offset
     */
    public int byteAt(final int offset, final int length) {
        return field(offset, length, Byte.BYTES);
    }

    /**
     * Where a field lies in a word of eight bytes that is written as a whole.
     *
     * @param field its offset in the block
     * @param word offset of the word in the block
     * @return by how many bits the field's value is to be shifted
     */
    public int shift(final int field, final int word) {
        final int shift = (field - word) * Byte.SIZE;
        if (word % Long.BYTES != 0 || shift < 0 || shift >= Long.SIZE) {
            throw new IllegalStateException(
                    message + ": the field at " + field + " does not lie in the word at " + word);
        }
        return shift;
    }

    /** Checks, once all fields are named, that the block has no others: it ends with the last of them, or with less than a word of
     * zeros.
     *
     * @throws IllegalStateException if it has */
    public void requireCovered() {
        final int end = covered.length();
        if (covered.nextClearBit(0) != end || blockLength - end >= Long.BYTES) {
            throw new IllegalStateException(
                    message + " has other fields than this build knows: " + covered + " of " + blockLength + " bytes");
        }
    }

    private int field(final int offset, final int length, final int expectedLength) {
        if (length != expectedLength
                || offset + length > blockLength
                || !covered.get(offset, offset + length).isEmpty()) {
            throw new IllegalStateException(message + ": the field at " + offset + " has " + length + " bytes");
        }
        covered.set(offset, offset + length);
        return offset;
    }

    private static long at(final int offset, final int value) {
        return (long) value << (offset * Byte.SIZE);
    }
}
