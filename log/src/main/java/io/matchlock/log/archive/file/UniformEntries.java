package io.matchlock.log.archive.file;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.log.archive.format.BlockHeader;
import io.matchlock.protocol.log.ChainHash;
import io.matchlock.protocol.log.Checksum;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.OrdersEntry;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The entries of a block in a form that compresses better, for those that are all alike: a quiet segment's ticks. Every entry but the
 * first is stored as its difference to the one before, word by word; checksums and chain hashes, which follow from the rest, are left
 * out; then come the first bytes of all differences, the second bytes, and so on. So a tick takes 5 to 8 bytes of a file instead of
 * 43. One thread.
 */
final class UniformEntries {
    private static final int WORD = Long.BYTES;
    private static final int LONGEST = 4096;

    private final Checksum checksum = new Checksum();
    private final UnsafeBuffer previous = new UnsafeBuffer(new byte[LONGEST]);
    private final UnsafeBuffer current = new UnsafeBuffer(new byte[LONGEST]);
    private final ExpandableDirectByteBuffer restored = new ExpandableDirectByteBuffer(LONGEST);
    private int ordersLength;
    private int eventsLength;
    /** Where an events entry has its chain hash, in bytes from its end; 0 if its rules know none. */
    private int chainHashFromEnd;

    /**
     * Writes a block's entries in this form.
     *
     * @param raw holds them as {@link BlockHeader} says
     * @param rawLength in bytes
     * @param firstId of the first, packed; the others follow without a gap
     * @param target takes them
     * @return bytes written; 0 if the entries are not alike, or would not be the same again
     */
    int encode(
            final MutableDirectBuffer raw, final int rawLength, final long firstId, final MutableDirectBuffer target) {
        final int stride = stride(raw, rawLength);
        if (stride == 0) {
            return 0;
        }
        final int entries = rawLength / stride;
        final int length = stride - BlockHeader.LENGTHS;
        target.putBytes(0, raw, 0, stride);
        strip(raw, BlockHeader.LENGTHS, previous);
        for (int i = 1; i < entries; i++) {
            strip(raw, i * stride + BlockHeader.LENGTHS, current);
            for (int word = 0; word < length; word += WORD) {
                final long difference = current.getLong(word, LITTLE_ENDIAN) - previous.getLong(word, LITTLE_ENDIAN);
                for (int k = 0; k < WORD; k++) {
                    target.putByte(
                            stride + (word + k) * (entries - 1) + i - 1, (byte) (difference >>> (k * Byte.SIZE)));
                }
            }
            previous.putBytes(0, current, 0, length);
        }
        return isSame(raw, rawLength, firstId, target) ? stride + length * (entries - 1) : 0;
    }

    /**
     * Brings the entries back.
     *
     * @param source holds them in this form
     * @param sourceLength in bytes
     * @param firstId of the first, packed
     * @param raw takes them
     * @param rawLength that they must have
     * @return whether they have it
     */
    boolean decode(
            final MutableDirectBuffer source,
            final int sourceLength,
            final long firstId,
            final MutableDirectBuffer raw,
            final int rawLength) {
        if (sourceLength < BlockHeader.LENGTHS || !takeLengths(source, sourceLength)) {
            return false;
        }
        final int length = ordersLength + eventsLength;
        final int stride = BlockHeader.LENGTHS + length;
        final int entries = rawLength / stride;
        if (entries == 0 || rawLength != entries * stride || sourceLength != stride + length * (entries - 1)) {
            return false;
        }
        raw.putBytes(0, source, 0, stride);
        strip(source, BlockHeader.LENGTHS, previous);
        long chainHash = chainHashFromEnd == 0 ? 0 : raw.getLong(stride - chainHashFromEnd, LITTLE_ENDIAN);
        for (int i = 1; i < entries; i++) {
            final int at = i * stride;
            raw.putBytes(at, source, 0, BlockHeader.LENGTHS);
            for (int word = 0; word < length; word += WORD) {
                long value = previous.getLong(word, LITTLE_ENDIAN);
                for (int k = 0; k < WORD; k++) {
                    final long part = source.getByte(stride + (word + k) * (entries - 1) + i - 1) & 0xFFL;
                    value += part << (k * Byte.SIZE);
                }
                previous.putLong(word, value, LITTLE_ENDIAN);
            }
            raw.putBytes(at + BlockHeader.LENGTHS, previous, 0, length);
            chainHash = complete(raw, at + BlockHeader.LENGTHS, firstId + i, chainHash);
        }
        return true;
    }

    /** Bytes from one entry to the next if all are of one length that this form can take, else 0. */
    private int stride(final MutableDirectBuffer raw, final int rawLength) {
        if (rawLength < BlockHeader.LENGTHS || !takeLengths(raw, rawLength)) {
            return 0;
        }
        final long lengths = raw.getLong(0);
        final int stride = BlockHeader.LENGTHS + ordersLength + eventsLength;
        if (rawLength % stride != 0 || rawLength == stride) {
            return 0;
        }
        for (int at = stride; at < rawLength; at += stride) {
            if (raw.getLong(at) != lengths) {
                return 0;
            }
        }
        return stride;
    }

    private boolean takeLengths(final MutableDirectBuffer raw, final int rawLength) {
        ordersLength = raw.getInt(0, LITTLE_ENDIAN);
        eventsLength = raw.getInt(Integer.BYTES, LITTLE_ENDIAN);
        if (ordersLength < OrdersEntry.HEADER_LENGTH
                || eventsLength < EventsEntry.HEADER_LENGTH + EventsEntry.END_LENGTH
                || (long) ordersLength + eventsLength > Math.min(LONGEST, rawLength - BlockHeader.LENGTHS)
                || ordersLength % WORD != 0
                || eventsLength % WORD != 0) {
            return false;
        }
        final int rules =
                raw.getInt(BlockHeader.LENGTHS + ordersLength + EventsEntry.RULES_VERSION_OFFSET, LITTLE_ENDIAN);
        final int hashFromEnd = EventsEntry.endLength(rules) - EventsEntry.END_CHAIN_HASH_OFFSET;
        chainHashFromEnd = rules < EventsEntry.BOUNDED_RULES_VERSION ? 0 : hashFromEnd;
        return true;
    }

    /** Copies both entries without what follows from the rest. */
    private void strip(final MutableDirectBuffer raw, final int offset, final UnsafeBuffer target) {
        final int length = ordersLength + eventsLength;
        target.putBytes(0, raw, offset, length);
        target.putInt(OrdersEntry.CRC_OFFSET, 0);
        target.putInt(ordersLength + EventsEntry.CAUSE_CRC_OFFSET, 0);
        if (chainHashFromEnd > 0) {
            target.putLong(length - chainHashFromEnd, 0);
        }
        target.putInt(length - Integer.BYTES, 0);
    }

    /** Computes what was left out; the chain hash after the entry. */
    private long complete(final MutableDirectBuffer raw, final int offset, final long id, final long chainHashBefore) {
        final int crc = OrdersEntry.checksum(checksum, raw, offset, ordersLength);
        final int events = offset + ordersLength;
        raw.putInt(offset + OrdersEntry.CRC_OFFSET, crc, LITTLE_ENDIAN);
        raw.putInt(events + EventsEntry.CAUSE_CRC_OFFSET, crc, LITTLE_ENDIAN);
        final long chainHash = ChainHash.next(
                chainHashBefore,
                id,
                crc,
                raw.getInt(offset + OrdersEntry.CHAIN_OFFSET, LITTLE_ENDIAN),
                raw.getLong(offset + OrdersEntry.INCARNATION_OFFSET, LITTLE_ENDIAN),
                raw.getLong(offset + OrdersEntry.BATCH_NUMBER_OFFSET, LITTLE_ENDIAN));
        if (chainHashFromEnd > 0) {
            raw.putLong(events + eventsLength - chainHashFromEnd, chainHash, LITTLE_ENDIAN);
        }
        final int checked = eventsLength - Integer.BYTES;
        raw.putInt(events + checked, checksum.of(raw, events, checked), LITTLE_ENDIAN);
        return chainHash;
    }

    private boolean isSame(
            final MutableDirectBuffer raw, final int rawLength, final long firstId, final MutableDirectBuffer encoded) {
        final int entries = rawLength / (BlockHeader.LENGTHS + ordersLength + eventsLength);
        restored.putLong(rawLength - WORD, 0);
        if (!decode(encoded, rawLength - BlockHeader.LENGTHS * (entries - 1), firstId, restored, rawLength)) {
            return false;
        }
        for (int at = 0; at < rawLength; at += WORD) {
            if (restored.getLong(at) != raw.getLong(at)) {
                return false;
            }
        }
        return true;
    }
}
