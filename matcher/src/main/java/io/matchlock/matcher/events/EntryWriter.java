package io.matchlock.matcher.events;

import static io.matchlock.protocol.LittleEndian.putLong;
import static io.matchlock.protocol.log.EventsEntry.*;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.protocol.live.PartEnvelope;
import io.matchlock.protocol.log.Checksum;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.segment.SegmentId;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes events entries, record by record, straight into the current part, and hands a part on as soon as the next record does
 * not fit. The checksum runs along. Owned by the matcher's agent; allocates nothing, and never keeps a whole entry.
 */
public final class EntryWriter {
    /** The smallest payload of a datagram that holds any record with its envelope. */
    public static final int MIN_PART_LENGTH = 512;

    private static final int TYPE_SHIFT = (RECORD_TYPE_OFFSET - RECORD_LENGTH_OFFSET) * Byte.SIZE;
    private static final int OWNER_SHIFT = (RECORD_OWNER_OFFSET - RECORD_SESSION_OFFSET) * Byte.SIZE;

    private final Checksum checksum = new Checksum();
    private final PartSink sink;
    private final NanoClock clock;
    private final UnsafeBuffer part;
    private final long address;
    private final int capacity;
    private int position;
    private int partOffset;
    private int records;
    private int rules;
    private int liveOrders;

    /**
     * Nothing is begun.
     *
     * @param segmentId whose events these are
     * @param maxPartLength envelope included, at least {@link #MIN_PART_LENGTH}
     * @param sink takes the parts
     * @param clock monotonic, for the stage times of the envelope
     */
    public EntryWriter(final SegmentId segmentId, final int maxPartLength, final PartSink sink, final NanoClock clock) {
        if (maxPartLength < MIN_PART_LENGTH) {
            throw new IllegalArgumentException("parts of events entries must have room for " + MIN_PART_LENGTH
                    + " bytes, not " + maxPartLength + ": raise the MTU");
        }
        this.capacity = maxPartLength & -Long.BYTES;
        this.sink = sink;
        this.clock = clock;
        this.part = new UnsafeBuffer(ByteBuffer.allocateDirect(capacity));
        this.address = part.addressOffset();
        part.putLong(PartEnvelope.SEGMENT_TAG_OFFSET, segmentId.tag(), LITTLE_ENDIAN);
    }

    /**
     * Tells gateways how many orders live, from the next entry on.
     *
     * @param orders that live
     */
    public void liveOrders(final int orders) {
        liveOrders = orders;
    }

    /**
     * Names the server whose log the causes are in from here on.
     *
     * @param server as {@code LogHistory} tells it
     */
    public void server(final long server) {
        part.putLong(PartEnvelope.SERVER_OFFSET, server, LITTLE_ENDIAN);
    }

    /**
     * Begins the entry of a cause.
     *
     * @param causeId packed
     * @param rulesVersion that the engine goes by
     * @param chainId of the cause
     * @param incarnation of the cause
     * @param batchNumber of the cause
     * @param causeCrc of the cause
     */
    public void begin(
            final long causeId,
            final int rulesVersion,
            final int chainId,
            final long incarnation,
            final long batchNumber,
            final int causeCrc) {
        checksum.reset();
        rules = rulesVersion;
        partOffset = 0;
        records = 0;
        position = PartEnvelope.LENGTH;
        part.putLong(PartEnvelope.CAUSE_OFFSET, causeId, LITTLE_ENDIAN);
        part.putInt(PartEnvelope.CHAIN_OFFSET, chainId, LITTLE_ENDIAN);
        part.putInt(PartEnvelope.LIVE_ORDERS_OFFSET, liveOrders, LITTLE_ENDIAN);
        part.putLong(PartEnvelope.INCARNATION_OFFSET, incarnation, LITTLE_ENDIAN);
        part.putLong(PartEnvelope.BATCH_NUMBER_OFFSET, batchNumber, LITTLE_ENDIAN);
        part.putInt(position + MAGIC_OFFSET, MAGIC, LITTLE_ENDIAN);
        part.putInt(position + VERSION_OFFSET, LAYOUT_VERSION, LITTLE_ENDIAN);
        part.putInt(position + RULES_VERSION_OFFSET, rulesVersion, LITTLE_ENDIAN);
        part.putInt(position + CHAIN_OFFSET, chainId, LITTLE_ENDIAN);
        part.putLong(position + CAUSE_OFFSET, causeId, LITTLE_ENDIAN);
        part.putLong(position + INCARNATION_OFFSET, incarnation, LITTLE_ENDIAN);
        part.putLong(position + BATCH_NUMBER_OFFSET, batchNumber, LITTLE_ENDIAN);
        part.putLong(position + CAUSE_CRC_OFFSET, causeCrc & 0xFFFF_FFFFL, LITTLE_ENDIAN);
        position += HEADER_LENGTH;
    }

    /** Says that the cause was void; the first part must not have left. */
    public void markVoid() {
        if (partOffset != 0) {
            throw new IllegalStateException("a void entry with more than one part");
        }
        part.putShort(PartEnvelope.LENGTH + FLAGS_OFFSET, (short) VOID, LITTLE_ENDIAN);
    }

    /**
     * Begins a record, whose payload the caller writes into {@link #buffer()} at the returned offset.
     *
     * @param type {@code REPORT} or {@code CONTROL}
     * @param session number, 0 for none
     * @param owner chain that it is for
     * @param reportNumber of the session, 0 for none
     * @param payloadLength in bytes, SBE header included
     * @return the offset of the payload
     */
    public int claim(
            final int type, final int session, final int owner, final long reportNumber, final int payloadLength) {
        final int length = RECORD_HEADER_LENGTH + payloadLength;
        final int aligned = OrdersEntry.align(length);
        final int record = take(aligned);
        final long start = address + record;
        putLong(start + aligned - Long.BYTES, 0L); // the padding
        putLong(start + RECORD_LENGTH_OFFSET, kind(type, length));
        putLong(start + RECORD_SESSION_OFFSET, recipient(session, owner));
        putLong(start + RECORD_REPORT_NUMBER_OFFSET, reportNumber);
        return record + RECORD_HEADER_LENGTH;
    }

    /** Takes room for a record, which the caller writes in full, header and padding too. Returns its offset. */
    int take(final int length) {
        if (position + length > capacity) {
            closePart();
            requireRoom(length);
        }
        final int record = position;
        position = record + length;
        records++;
        return record;
    }

    /** A record's length, header included, that needs no padding. */
    static int unpadded(final int length) {
        if (length != OrdersEntry.align(length)) {
            throw new IllegalStateException(
                    "a record of " + length + " bytes needs padding, which its writer leaves out");
        }
        return length;
    }

    /** The first word of a record's header. */
    static long kind(final int type, final int length) {
        return length | (long) type << TYPE_SHIFT;
    }

    /** The second word of a record's header. */
    static long recipient(final int session, final int owner) {
        return Integer.toUnsignedLong(session) | (long) owner << OWNER_SHIFT;
    }

    /** {@return version of the rules that the entry goes by} */
    int rulesVersion() {
        return rules;
    }

    /** {@return the buffer into which records are written} */
    public MutableDirectBuffer buffer() {
        return part;
    }

    /**
     * Writes the end marker and hands on the last part.
     *
     * @param stateLayout version of what the state hash is over, 1 to 255; 0 if the marker is to carry none
     * @param stateHash of the engine; not looked at otherwise
     * @param chainHash over all orders entries up to the cause; left out under rules that don't have it
     * @param isBusy whether the engine has work left; left out likewise
     */
    public void finish(final int stateLayout, final long stateHash, final long chainHash, final boolean isBusy) {
        final boolean hasStateHash = stateLayout != 0;
        final boolean isBounded = rules >= BOUNDED_RULES_VERSION;
        final int length = endLength(rules);
        if (position + length > capacity) {
            closePart();
        }
        part.putInt(position + RECORD_LENGTH_OFFSET, length, LITTLE_ENDIAN);
        part.putShort(position + RECORD_TYPE_OFFSET, (short) END, LITTLE_ENDIAN);
        part.putByte(position + END_FLAGS_OFFSET, endFlags(hasStateHash, isBounded, isBusy));
        part.putByte(position + END_STATE_LAYOUT_OFFSET, (byte) stateLayout);
        part.putLong(position + END_COUNT_OFFSET, records & 0xFFFF_FFFFL, LITTLE_ENDIAN);
        part.putLong(position + END_STATE_HASH_OFFSET, hasStateHash ? stateHash : 0L, LITTLE_ENDIAN);
        if (isBounded) {
            part.putLong(position + END_CHAIN_HASH_OFFSET, chainHash, LITTLE_ENDIAN);
        }
        final int crc = position + length - Integer.BYTES;
        part.putInt(crc - Integer.BYTES, 0, LITTLE_ENDIAN);
        checksum.update(part, PartEnvelope.LENGTH, crc - PartEnvelope.LENGTH);
        part.putInt(crc, checksum.value(), LITTLE_ENDIAN);
        position += length;
        handOn(PartEnvelope.LAST);
    }

    private static byte endFlags(final boolean hasStateHash, final boolean isBounded, final boolean isBusy) {
        return (byte) ((hasStateHash ? HAS_STATE_HASH : 0)
                | (isBounded ? HAS_CHAIN_HASH : 0)
                | (isBounded && isBusy ? BUSY : 0));
    }

    private void requireRoom(final int length) {
        if (position + length > capacity) {
            throw new IllegalStateException("a record of " + length + " bytes in a part of " + capacity);
        }
    }

    private void closePart() {
        final int length = position - PartEnvelope.LENGTH;
        checksum.update(part, PartEnvelope.LENGTH, length);
        handOn(0);
        partOffset += length;
        position = PartEnvelope.LENGTH;
    }

    private void handOn(final int flags) {
        if (rules >= BOUNDED_RULES_VERSION && partOffset + position - PartEnvelope.LENGTH > MAX_LENGTH) {
            throw new IllegalStateException("an events entry of more than " + MAX_LENGTH + " bytes");
        }
        final long nowNs = clock.nanoTime();
        part.putInt(PartEnvelope.PART_OFFSET_OFFSET, partOffset, LITTLE_ENDIAN);
        part.putInt(PartEnvelope.FLAGS_OFFSET, flags, LITTLE_ENDIAN);
        part.putLong(PartEnvelope.MATCHED_OFFSET, nowNs, LITTLE_ENDIAN);
        part.putLong(PartEnvelope.PUBLISHED_OFFSET, nowNs, LITTLE_ENDIAN);
        sink.onPart(part, 0, position);
    }
}
