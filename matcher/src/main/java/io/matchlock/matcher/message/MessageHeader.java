package io.matchlock.matcher.message;

import io.matchlock.protocol.order.MessageHeaderDecoder;

/** The SBE header of a message, read as one little-endian word. All our schemas have the same one. */
public final class MessageHeader {
    private static final int BLOCK_LENGTH_SHIFT = MessageHeaderDecoder.blockLengthEncodingOffset() * Byte.SIZE;
    private static final int TEMPLATE_ID_SHIFT = MessageHeaderDecoder.templateIdEncodingOffset() * Byte.SIZE;
    private static final int SCHEMA_ID_SHIFT = MessageHeaderDecoder.schemaIdEncodingOffset() * Byte.SIZE;
    private static final int VERSION_SHIFT = MessageHeaderDecoder.versionEncodingOffset() * Byte.SIZE;

    private MessageHeader() {}

    static int blockLength(final long header) {
        return uint16(header >>> BLOCK_LENGTH_SHIFT);
    }

    /** {@return the template id of a header, which is read as one little-endian long} */
    public static int templateId(final long header) {
        return uint16(header >>> TEMPLATE_ID_SHIFT);
    }

    static int schemaId(final long header) {
        return uint16(header >>> SCHEMA_ID_SHIFT);
    }

    /** {@return the schema version of a header, which is read as one little-endian long} */
    public static int version(final long header) {
        return uint16(header >>> VERSION_SHIFT);
    }

    private static int uint16(final long value) {
        return (int) value & 0xFFFF;
    }
}
