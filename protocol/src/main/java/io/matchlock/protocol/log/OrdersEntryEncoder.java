package io.matchlock.protocol.log;

import static io.matchlock.protocol.log.OrdersEntry.*;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Writes an entry of the orders stream into a buffer of {@link OrdersEntry#MAX_LENGTH} bytes. Reusable, one thread. */
public final class OrdersEntryEncoder {
    private final Checksum checksum = new Checksum();
    private MutableDirectBuffer buffer;
    private int offset;
    private int limit;
    private int count;

    /**
     * Begins an entry.
     *
     * @param target to write to, with at least {@link OrdersEntry#MAX_LENGTH} bytes from {@code targetOffset}
     * @param targetOffset of the entry
     * @param kind {@link OrdersEntry#BATCH} or another
     * @param chainId of the writer
     * @param incarnation of the chain
     * @param batchNumber from 1
     * @return this
     */
    public OrdersEntryEncoder wrap(
            final MutableDirectBuffer target,
            final int targetOffset,
            final int kind,
            final int chainId,
            final long incarnation,
            final long batchNumber) {
        buffer = target;
        offset = targetOffset;
        limit = HEADER_LENGTH;
        count = 0;
        target.putInt(targetOffset + MAGIC_OFFSET, MAGIC, LITTLE_ENDIAN);
        target.putShort(targetOffset + VERSION_OFFSET, (short) LAYOUT_VERSION, LITTLE_ENDIAN);
        target.putShort(targetOffset + KIND_OFFSET, (short) kind, LITTLE_ENDIAN);
        target.putInt(targetOffset + CHAIN_OFFSET, chainId, LITTLE_ENDIAN);
        target.putLong(targetOffset + INCARNATION_OFFSET, incarnation, LITTLE_ENDIAN);
        target.putLong(targetOffset + BATCH_NUMBER_OFFSET, batchNumber, LITTLE_ENDIAN);
        return this;
    }

    /**
     * Whether a record with this much payload still fits.
     *
     * @param payloadLength in bytes, SBE header included
     * @return false if the batch must be closed first
     */
    public boolean hasRoomFor(final int payloadLength) {
        return count < MAX_RECORDS && limit + align(RECORD_HEADER_LENGTH + payloadLength) <= MAX_LENGTH;
    }

    /**
     * Begins a record whose payload the caller writes at the returned offset; {@link #hasRoomFor} must have said yes.
     *
     * @param type {@link OrdersEntry#CLIENT_MESSAGE} or {@link OrdersEntry#INTERNAL}
     * @param session number, 0 for none
     * @param clientNumber of the message, 0 for none
     * @param receiveTimeNs UTC
     * @param payloadLength in bytes, SBE header included
     * @return the offset in the buffer at which the SBE header goes
     */
    public int claim(
            final int type,
            final int session,
            final long clientNumber,
            final long receiveTimeNs,
            final int payloadLength) {
        final int record = offset + limit;
        final int length = RECORD_HEADER_LENGTH + payloadLength;
        final int aligned = align(length);
        buffer.putLong(record + aligned - Long.BYTES, 0L);
        buffer.putInt(record + RECORD_LENGTH_OFFSET, length, LITTLE_ENDIAN);
        buffer.putInt(record + RECORD_TYPE_OFFSET, type, LITTLE_ENDIAN);
        buffer.putLong(record + RECORD_SESSION_OFFSET, session & 0xFFFF_FFFFL, LITTLE_ENDIAN);
        buffer.putLong(record + RECORD_CLIENT_NUMBER_OFFSET, clientNumber, LITTLE_ENDIAN);
        buffer.putLong(record + RECORD_RECEIVE_TIME_OFFSET, receiveTimeNs, LITTLE_ENDIAN);
        limit += aligned;
        count++;
        return record + RECORD_HEADER_LENGTH;
    }

    /**
     * Appends a record.
     *
     * @param type {@link OrdersEntry#CLIENT_MESSAGE} or {@link OrdersEntry#INTERNAL}
     * @param session number, 0 for none
     * @param clientNumber of the message, 0 for none
     * @param receiveTimeNs UTC
     * @param payload SBE header and message
     * @param payloadOffset in {@code payload}
     * @param payloadLength in bytes
     */
    public void append(
            final int type,
            final int session,
            final long clientNumber,
            final long receiveTimeNs,
            final DirectBuffer payload,
            final int payloadOffset,
            final int payloadLength) {
        final int target = claim(type, session, clientNumber, receiveTimeNs, payloadLength);
        buffer.putBytes(target, payload, payloadOffset, payloadLength);
    }

    /**
     * How many records there are so far.
     *
     * @return 0 to {@link OrdersEntry#MAX_RECORDS}
     */
    public int count() {
        return count;
    }

    /**
     * Closes the entry: nothing may change after.
     *
     * @param turnTimeNs wall clock of the turn, UTC
     * @return the entry's length in bytes
     */
    public int finish(final long turnTimeNs) {
        buffer.putInt(offset + LENGTH_OFFSET, limit, LITTLE_ENDIAN);
        buffer.putInt(offset + COUNT_OFFSET, count, LITTLE_ENDIAN);
        buffer.putLong(offset + TURN_TIME_OFFSET, turnTimeNs, LITTLE_ENDIAN);
        final int crc = OrdersEntry.checksum(checksum, buffer, offset, limit);
        buffer.putInt(offset + CRC_OFFSET, crc, LITTLE_ENDIAN);
        return limit;
    }
}
