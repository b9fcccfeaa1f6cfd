package io.matchlock.matcher.testing;

import io.matchlock.matcher.process.SegmentEngine;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.segment.Genesis;
import io.matchlock.protocol.segment.InstrumentDefinition;
import io.matchlock.protocol.segment.SegmentDefinition;
import io.matchlock.protocol.segment.SegmentId;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A small segment for tests. */
public final class Segments {
    /** Its name. */
    public static final String NAME = "test";
    /** Its id. */
    public static final SegmentId ID = new SegmentId(7, 8);
    /** Its one instrument. */
    public static final int SECURITY = 42;
    /** A price of 1. */
    public static final long UNIT = 1_000_000_000L;

    private Segments() {}

    /** The segment. */
    public static SegmentDefinition small() {
        return of(100_000, 10_000);
    }

    /** A small segment that begins by the rules of now. */
    public static SegmentDefinition latest(final int maxTouchedOrders) {
        return of(SegmentEngine.RULES_VERSION, 100_000, maxTouchedOrders);
    }

    /** A segment of a size, by the first rules. */
    public static SegmentDefinition of(final int maxOrders, final int maxTouchedOrders) {
        return of(1, maxOrders, maxTouchedOrders);
    }

    /** A segment that begins by the rules of a version. */
    public static SegmentDefinition of(final int rulesVersion, final int maxOrders, final int maxTouchedOrders) {
        final SegmentDefinition segment = new SegmentDefinition(
                NAME,
                rulesVersion,
                maxOrders,
                10_000,
                1_000,
                64,
                16,
                maxTouchedOrders,
                10,
                List.of(new InstrumentDefinition(
                        SECURITY, "TEST", 2, 0, UNIT / 100, 1, 1, 1_000_000, UNIT / 100, 1_000_000 * UNIT)));
        return segment.withId(ID);
    }

    /** Its genesis entry. */
    public static byte[] genesis(final SegmentDefinition segment) {
        final byte[] bytes = new byte[OrdersEntry.MAX_LENGTH];
        final int length = Genesis.encode(segment, new UnsafeBuffer(bytes), Batches.EPOCH_NS);
        return Arrays.copyOf(bytes, length);
    }
}
