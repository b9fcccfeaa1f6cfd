package io.matchlock.protocol.segment;

import io.matchlock.protocol.internal.InstrumentDecoder;
import io.matchlock.protocol.internal.MessageHeaderDecoder;
import io.matchlock.protocol.internal.MessageHeaderEncoder;
import io.matchlock.protocol.internal.SegmentDecoder;
import io.matchlock.protocol.internal.SegmentEncoder;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.log.OrdersEntryEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes and reads the genesis entry, {@code 1-0} of the orders stream. */
public final class Genesis {
    /** The most instruments that fit into the genesis entry. */
    public static final int MAX_INSTRUMENTS = 256;

    private static final int NAME_LENGTH = 8;
    /** Block length of Segment under rules version 1. */
    private static final int FIRST_BLOCK_LENGTH = 40;
    /** Block length of Segment before it named the segment's id. */
    private static final int SECOND_BLOCK_LENGTH = 56;
    /** Block length of Segment before it named how long sessions are kept. */
    private static final int THIRD_BLOCK_LENGTH = 72;
    /** The first rules version by which they are not kept for ever. */
    private static final int RULES_WITH_LIVES = 5;

    private Genesis() {}

    /**
     * Writes a genesis entry.
     *
     * @param segment to describe
     * @param target of at least {@link OrdersEntry#MAX_LENGTH} bytes
     * @param timeNs wall clock, UTC
     * @return the entry's length in bytes
     */
    public static int encode(final SegmentDefinition segment, final MutableDirectBuffer target, final long timeNs) {
        final OrdersEntryEncoder entry = new OrdersEntryEncoder().wrap(target, 0, OrdersEntry.GENESIS, 0, 0L, 0L);
        final MessageHeaderEncoder header = new MessageHeaderEncoder();
        final int blockLength =
                segment.rulesVersion() < RULES_WITH_LIVES ? THIRD_BLOCK_LENGTH : SegmentEncoder.BLOCK_LENGTH;
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + blockLength;
        final SegmentEncoder body = new SegmentEncoder()
                .wrapAndApplyHeader(target, entry.claim(OrdersEntry.INTERNAL, 0, 0L, timeNs, length), header);
        header.blockLength(blockLength);
        body.rulesVersion(segment.rulesVersion())
                .maxOrders(segment.maxOrders())
                .maxPriceLevels(segment.maxPriceLevels())
                .maxSessions(segment.maxSessions())
                .maxChains(segment.maxChains())
                .maxInstruments(segment.maxInstruments())
                .maxTouchedOrders(segment.maxTouchedOrders())
                .gatewayFenceTicks(segment.gatewayFenceTicks())
                .name(packName(segment.name()))
                .maxDetailedOrders(segment.maxDetailedOrders())
                .maxAccounts(segment.maxAccounts())
                .maxPositions(segment.maxPositions())
                .maxDeferredRecords(segment.maxDeferredRecords())
                .idHigh(segment.id().high())
                .idLow(segment.id().low());
        if (blockLength > THIRD_BLOCK_LENGTH) {
            body.sessionIdleTicks(segment.sessionIdleTicks());
        }
        for (final InstrumentDefinition instrument : segment.instruments()) {
            encode(instrument, target, entry, timeNs);
        }
        return entry.finish(timeNs);
    }

    /**
     * Reads a genesis entry.
     *
     * @param entry that {@link OrdersEntryDecoder#wrap} has found sound
     * @return what it says; where it names no id, one derived from the entry's bytes
     * @throws IllegalArgumentException if it is no genesis entry
     */
    public static SegmentDefinition decode(final OrdersEntryDecoder entry) {
        entry.rewind();
        if (entry.kind() != OrdersEntry.GENESIS || !entry.next()) {
            throw new IllegalArgumentException("not a genesis entry");
        }
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final SegmentDecoder segment = new SegmentDecoder();
        requireTemplate(entry, header, SegmentDecoder.TEMPLATE_ID, FIRST_BLOCK_LENGTH);
        segment.wrapAndApplyHeader(entry.buffer(), entry.payloadOffset(), header);
        final int blockLength = header.blockLength();
        final List<InstrumentDefinition> instruments = new ArrayList<>();
        while (entry.next()) {
            requireTemplate(entry, header, InstrumentDecoder.TEMPLATE_ID, InstrumentRecord.FIRST_BLOCK_LENGTH);
            instruments.add(InstrumentRecord.decode(entry.buffer(), entry.payloadOffset()));
        }
        return segment(segment, blockLength, instruments).withId(id(segment, blockLength, entry));
    }

    private static void encode(
            final InstrumentDefinition instrument,
            final MutableDirectBuffer target,
            final OrdersEntryEncoder entry,
            final long timeNs) {
        if (!entry.hasRoomFor(InstrumentRecord.LENGTH)) {
            throw new IllegalArgumentException("more than " + MAX_INSTRUMENTS + " instruments");
        }
        InstrumentRecord.encode(
                instrument, target, entry.claim(OrdersEntry.INTERNAL, 0, 0L, timeNs, InstrumentRecord.LENGTH));
    }

    private static SegmentDefinition segment(
            final SegmentDecoder segment, final int blockLength, final List<InstrumentDefinition> instruments) {
        if (blockLength < SECOND_BLOCK_LENGTH) {
            return new SegmentDefinition(
                    unpackName(segment.name()),
                    (int) segment.rulesVersion(),
                    (int) segment.maxOrders(),
                    (int) segment.maxPriceLevels(),
                    (int) segment.maxSessions(),
                    (int) segment.maxChains(),
                    (int) segment.maxInstruments(),
                    (int) segment.maxTouchedOrders(),
                    (int) segment.gatewayFenceTicks(),
                    instruments);
        }
        return new SegmentDefinition(
                unpackName(segment.name()),
                SegmentId.NONE,
                (int) segment.rulesVersion(),
                (int) segment.maxOrders(),
                (int) segment.maxDetailedOrders(),
                (int) segment.maxPriceLevels(),
                (int) segment.maxSessions(),
                (int) segment.maxChains(),
                (int) segment.maxInstruments(),
                (int) segment.maxAccounts(),
                (int) segment.maxPositions(),
                (int) segment.maxTouchedOrders(),
                (int) segment.maxDeferredRecords(),
                (int) segment.gatewayFenceTicks(),
                blockLength < SegmentDecoder.BLOCK_LENGTH
                        ? SegmentDefinition.DEFAULT_SESSION_IDLE_TICKS
                        : (int) segment.sessionIdleTicks(),
                instruments);
    }

    private static SegmentId id(final SegmentDecoder segment, final int blockLength, final OrdersEntryDecoder entry) {
        final SegmentId id =
                blockLength < THIRD_BLOCK_LENGTH ? SegmentId.NONE : new SegmentId(segment.idHigh(), segment.idLow());
        return id.equals(SegmentId.NONE) ? SegmentId.derivedFrom(entry.buffer(), entry.offset(), entry.length()) : id;
    }

    private static void requireTemplate(
            final OrdersEntryDecoder entry,
            final MessageHeaderDecoder header,
            final int templateId,
            final int blockLength) {
        header.wrap(entry.buffer(), entry.payloadOffset());
        if (header.schemaId() != SegmentDecoder.SCHEMA_ID
                || header.templateId() != templateId
                || header.blockLength() < blockLength
                || entry.payloadLength() < MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength()) {
            throw new IllegalArgumentException("genesis entry with a record of template " + header.templateId()
                    + " where one of " + templateId + " belongs");
        }
    }

    private static long packName(final String name) {
        if (name.isEmpty() || name.length() > NAME_LENGTH) {
            throw new IllegalArgumentException("segment name must have 1 to 8 characters: " + name);
        }
        final byte[] bytes = Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), NAME_LENGTH);
        return new UnsafeBuffer(bytes).getLong(0, java.nio.ByteOrder.LITTLE_ENDIAN);
    }

    private static String unpackName(final long packed) {
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[NAME_LENGTH]);
        bytes.putLong(0, packed, java.nio.ByteOrder.LITTLE_ENDIAN);
        return bytes.getStringWithoutLengthAscii(0, NAME_LENGTH).trim();
    }
}
