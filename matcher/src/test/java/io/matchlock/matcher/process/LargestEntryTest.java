package io.matchlock.matcher.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.matcher.testing.Batches;
import io.matchlock.matcher.testing.EventText;
import io.matchlock.matcher.testing.Parts;
import io.matchlock.matcher.testing.Pipeline;
import io.matchlock.matcher.testing.Segments;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.order.MassActionScope;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.segment.SegmentDefinition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The events of an entry stay below the largest length that is stated for them, whatever is asked of it. */
final class LargestEntryTest {
    private static final int ALPHA = 1;
    private static final int RECORDS = 480;
    private static final long UNIT = Segments.UNIT;

    private final SegmentDefinition segment = Segments.latest(1_000_000);
    private final Parts parts = new Parts();
    private final Pipeline pipeline = new Pipeline(segment, 0, parts);
    private final Batches gateway = new Batches(1, 0, 77);
    private long number;

    @BeforeEach
    void establish() {
        pipeline.apply(Segments.genesis(segment));
        pipeline.apply(gateway.started().close());
        pipeline.apply(gateway.negotiate(ALPHA).establish(ALPHA).close());
    }

    /**
     * Stops that are elected at once and find nothing tell most for a touch: as many of them as can wait behind a mass cancel, and
     * then act in the fewest entries.
     */
    @Test
    void shouldBoundTheWorstThatWasFound() {
        for (int i = 0; i < 25; i++) {
            restingOrders(RECORDS);
        }
        limit(Side.Sell, UNIT);
        limit(Side.Buy, UNIT);
        number++;
        gateway.massCancel(ALPHA, number, number, MassActionScope.AllOrders);
        apply();
        for (int i = 0; i < 5; i++) {
            stops(RECORDS);
        }
        while (pipeline.engine().isBusy()) {
            stops(RECORDS);
        }

        final int largest =
                parts.entries().stream().mapToInt(entry -> entry.length).max().orElseThrow();
        System.out.println("LargestEntryTest: " + largest + " of " + EventsEntry.MAX_LENGTH + " bytes");
        assertTrue(largest > EventsEntry.MAX_LENGTH / 2, "worst seen: " + largest);
        assertTrue(largest <= EventsEntry.MAX_LENGTH, "worst seen: " + largest);
    }

    @Test
    void shouldBoundSweepsOfManyOrdersByEachRecord() {
        for (int i = 0; i < 10; i++) {
            restingOrders(RECORDS);
        }
        for (int i = 0; i < RECORDS; i++) {
            number++;
            gateway.limit(ALPHA, number, number, Side.Buy, 10, 2 * UNIT);
        }
        final byte[] events = apply();
        assertTrue(EventText.decoder(events).isBusy());
        assertTrue(events.length <= EventsEntry.MAX_LENGTH, "bytes: " + events.length);
    }

    private void restingOrders(final int count) {
        for (int i = 0; i < count; i++) {
            limit(Side.Sell, 2 * UNIT);
        }
        apply();
    }

    private void limit(final Side side, final long price) {
        number++;
        gateway.limit(ALPHA, number, number, side, 1, price);
    }

    private void stops(final int count) {
        for (int i = 0; i < count; i++) {
            number++;
            gateway.special(
                    ALPHA,
                    number,
                    number,
                    Side.Buy,
                    1,
                    Long.MIN_VALUE,
                    order -> order.ordType(OrdType.Stop).stopPx().mantissa(UNIT));
        }
        apply();
    }

    private byte[] apply() {
        pipeline.apply(gateway.close());
        return parts.entries().get(parts.entries().size() - 1);
    }
}
