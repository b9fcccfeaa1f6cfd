package io.matchlock.matcher.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.matchlock.matcher.testing.Batches;
import io.matchlock.matcher.testing.Pipeline;
import io.matchlock.matcher.testing.Segments;
import io.matchlock.protocol.order.Side;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NoAllocationTest {
    private static final int WARM_UP_ENTRIES = 3_000;
    private static final int MEASURED_ENTRIES = 1_000;
    private static final int ROUNDS_AN_ENTRY = 8;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Pipeline pipeline = new Pipeline(Segments.small(), 0, (buffer, offset, length) -> {});
    private final Batches gateway = new Batches(1, 0, 77);
    private long number;

    @Test
    void shouldNotAllocateForAnEntryOnceWarm() {
        pipeline.apply(Segments.genesis(Segments.small()));
        pipeline.apply(gateway.started().close());
        pipeline.apply(gateway.negotiate(1).establish(1).close());
        entries(WARM_UP_ENTRIES).forEach(pipeline::apply);
        final List<byte[]> entries = entries(MEASURED_ENTRIES);

        final long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < MEASURED_ENTRIES; i++) {
            pipeline.apply(entries.get(i));
        }
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertEquals(0, allocated / MEASURED_ENTRIES, "bytes an entry of " + 5 * ROUNDS_AN_ENTRY + " messages");
    }

    private List<byte[]> entries(final int count) {
        final List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            for (int round = 0; round < ROUNDS_AN_ENTRY; round++) {
                round(i * 1_000L + round * 10L);
            }
            entries.add(gateway.close());
        }
        return entries;
    }

    /** Rests, replaces, trades, rejects, cancels; leaves the book empty. */
    private void round(final long id) {
        final long price = 100 * Segments.UNIT;
        gateway.limit(1, ++number, id + 1, Side.Sell, 10, price)
                .replace(1, ++number, id + 2, id + 1, Side.Sell, 8, price)
                .limit(1, ++number, id + 3, Side.Buy, 4, price)
                .limit(1, ++number, id + 4, Side.Buy, 0, price)
                .cancel(1, ++number, id + 5, id + 2, Side.Sell);
    }
}
