package io.matchlock.protocol;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.protocol.order.NewOrderSingleDecoder;
import io.matchlock.protocol.session.NegotiateDecoder;
import org.agrona.DirectBuffer;

/**
 * What each message that travels on TCP must look like, and the check that one does, so that nothing is decoded before it
 * is known to fit. Immutable.
 */
public final class MessageShape {
    /** Length in bytes of the SBE header. */
    public static final int HEADER_LENGTH = Sofh.SBE_HEADER_LENGTH;
    /** The message is as it must be. */
    public static final int SOUND = 0;
    /** Neither of our schemas. */
    public static final int UNKNOWN_SCHEMA = -1;
    /** A version of a schema that this build does not read. */
    public static final int UNKNOWN_VERSION = -2;
    /** Not a message of its schema. */
    public static final int UNKNOWN_TEMPLATE = -3;
    /** Block or var data don't fit the frame. */
    public static final int BAD_SIZE = -4;
    /** Offset of a field that a message does not have. */
    public static final int ABSENT = -1;

    /** Session schema. */
    public static final int SESSION_SCHEMA = NegotiateDecoder.SCHEMA_ID;
    /** Order entry schema. */
    public static final int ORDER_SCHEMA = NewOrderSingleDecoder.SCHEMA_ID;

    private static final int BLOCK_LENGTH_OFFSET = 0;
    private static final int TEMPLATE_ID_OFFSET = 2;
    private static final int SCHEMA_ID_OFFSET = 4;
    private static final int VERSION_OFFSET = 6;

    private final int templateId;
    private final int blockLength;
    private int varDataCount;
    private int varDataPrefix;
    private int clOrdIdOffset = ABSENT;
    private int possDupOffset = ABSENT;
    private int accountOffset = ABSENT;
    private int securityOffset = ABSENT;
    private int sideOffset = ABSENT;

    MessageShape(final int templateId, final int blockLength) {
        this.templateId = templateId;
        this.blockLength = blockLength;
    }

    /**
     * Checks a message against the shape of its template: schema, version, template, block length, var data.
     *
     * @param buffer that holds it
     * @param offset of its SBE header
     * @param length in bytes, header included, at least {@link #HEADER_LENGTH}
     * @return {@link #SOUND} or one of the negative codes
     */
    public static int check(final DirectBuffer buffer, final int offset, final int length) {
        final int schema = uint16(buffer, offset + SCHEMA_ID_OFFSET);
        if (schema != SESSION_SCHEMA && schema != ORDER_SCHEMA) {
            return UNKNOWN_SCHEMA;
        }
        final int version = uint16(buffer, offset + VERSION_OFFSET);
        if (version
                != (schema == ORDER_SCHEMA ? NewOrderSingleDecoder.SCHEMA_VERSION : NegotiateDecoder.SCHEMA_VERSION)) {
            return UNKNOWN_VERSION;
        }
        final MessageShape shape = of(schema, templateId(buffer, offset));
        return shape == null ? UNKNOWN_TEMPLATE : shape.checkSize(buffer, offset, length);
    }

    /**
     * The shape of a template.
     *
     * @param schemaId of the message
     * @param templateId of the message
     * @return null if there is no such message
     */
    public static MessageShape of(final int schemaId, final int templateId) {
        return MessageShapes.of(schemaId, templateId);
    }

    /**
     * A message's template.
     *
     * @param buffer that holds it
     * @param offset of its SBE header
     * @return the id
     */
    public static int templateId(final DirectBuffer buffer, final int offset) {
        return uint16(buffer, offset + TEMPLATE_ID_OFFSET);
    }

    /**
     * A message's schema.
     *
     * @param buffer that holds it
     * @param offset of its SBE header
     * @return the id
     */
    public static int schemaId(final DirectBuffer buffer, final int offset) {
        return uint16(buffer, offset + SCHEMA_ID_OFFSET);
    }

    /**
     * The block length that a message's header names.
     *
     * @param buffer that holds it
     * @param offset of its SBE header
     * @return bytes
     */
    public static int blockLength(final DirectBuffer buffer, final int offset) {
        return uint16(buffer, offset + BLOCK_LENGTH_OFFSET);
    }

    /** {@return the template} */
    public int templateId() {
        return templateId;
    }

    /** {@return the smallest block in bytes} */
    public int blockLength() {
        return blockLength;
    }

    /** {@return the offset in the block of the ClOrdID or what identifies the request, or {@link #ABSENT}} */
    public int clOrdIdOffset() {
        return clOrdIdOffset;
    }

    /** {@return the offset in the block of the PossDup flags, or {@link #ABSENT}} */
    public int possDupOffset() {
        return possDupOffset;
    }

    /** {@return the offset in the block of the account, or {@link #ABSENT}} */
    public int accountOffset() {
        return accountOffset;
    }

    /** {@return the offset in the block of the security id, or {@link #ABSENT}} */
    public int securityOffset() {
        return securityOffset;
    }

    /** {@return the offset in the block of the side, or {@link #ABSENT}} */
    public int sideOffset() {
        return sideOffset;
    }

    /**
     * Whether a message of this template has all that is to be decoded, within its length. There may be more, which a newer
     * version has added to the block or behind the var data.
     *
     * @param buffer that holds it
     * @param offset of its SBE header
     * @param length in bytes, header included, at least {@link #HEADER_LENGTH}
     * @return false if its block is shorter than {@link #blockLength()}, or block or var data end behind {@code length}
     */
    public boolean fits(final DirectBuffer buffer, final int offset, final int length) {
        return end(buffer, offset, length) != BAD_SIZE;
    }

    private int checkSize(final DirectBuffer buffer, final int offset, final int length) {
        return end(buffer, offset, length) == length ? SOUND : BAD_SIZE;
    }

    /** The length up to the end of the last var data, at most {@code length}, or {@link #BAD_SIZE}. */
    private int end(final DirectBuffer buffer, final int offset, final int length) {
        final int block = blockLength(buffer, offset);
        if (block < blockLength) {
            return BAD_SIZE;
        }
        int end = HEADER_LENGTH + block;
        for (int i = 0; i < varDataCount; i++) {
            if (end + varDataPrefix > length) {
                return BAD_SIZE;
            }
            final int at = offset + end;
            end += varDataPrefix + (varDataPrefix == Byte.BYTES ? buffer.getByte(at) & 0xFF : uint16(buffer, at));
        }
        return end <= length ? end : BAD_SIZE;
    }

    MessageShape varData(final int count, final int prefixLength) {
        varDataCount = count;
        varDataPrefix = prefixLength;
        return this;
    }

    MessageShape clOrdId(final int offset) {
        clOrdIdOffset = offset;
        return this;
    }

    MessageShape possDup(final int offset) {
        possDupOffset = offset;
        return this;
    }

    MessageShape account(final int offset) {
        accountOffset = offset;
        return this;
    }

    MessageShape security(final int offset) {
        securityOffset = offset;
        return this;
    }

    MessageShape side(final int offset) {
        sideOffset = offset;
        return this;
    }

    private static int uint16(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset, LITTLE_ENDIAN) & 0xFFFF;
    }
}
