package io.matchlock.persister.fold;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.matchlock.persister.testing.Flow;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import java.lang.management.ManagementFactory;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fold by itself, without a database: what it refuses, and what it allocates. */
final class EntryFoldTest {
    private static final int BLOCK_LENGTH_OFFSET = 0;
    private static final int TEMPLATE_ID_OFFSET = 2;
    private static final int SCHEMA_ID_OFFSET = 4;
    private static final int ENTRIES = 2_000;

    private final Flow flow = new Flow(7, 5, 20, false);
    private final EntryFold fold = new EntryFold();
    private final RowBatch batch = new RowBatch();
    private final OrdersEntryDecoder orders = new OrdersEntryDecoder();
    private final EventsEntryDecoder events = new EventsEntryDecoder();

    @ParameterizedTest
    @CsvSource({
        BLOCK_LENGTH_OFFSET + ", -1, which is too short",
        BLOCK_LENGTH_OFFSET + ", 1, which is too short",
        TEMPLATE_ID_OFFSET + ", 99, of an unknown kind",
        SCHEMA_ID_OFFSET + ", 9, of an unknown schema"
    })
    void shouldRefuseAReportThatDoesNotFit(final int field, final int change, final String why) {
        batch.clear(EntryId.NONE);
        final int at = nextReport() + field;
        final MutableDirectBuffer entry = (MutableDirectBuffer) flow.events();
        entry.putShort(at, (short) (entry.getShort(at, LITTLE_ENDIAN) + change), LITTLE_ENDIAN);

        final InconsistentLogException refusal =
                assertThrows(InconsistentLogException.class, () -> fold.apply(flow.id(), orders, events, batch));

        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    }

    @Test
    void shouldAllocateNothingForAReportOnceWarm() {
        foldAll(ENTRIES);
        final int reportsBefore = batch.rows();

        batch.clear(flow.id());
        final long allocated = foldAll(ENTRIES);

        assertTrue(reportsBefore > ENTRIES && batch.rows() > ENTRIES, "few rows: " + batch.rows());
        assertTrue(allocated < batch.rows(), allocated + " bytes for " + batch.rows() + " rows");
    }

    /** Folds entries; returns what that has allocated in bytes. */
    private long foldAll(final int entries) {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = 0;
        for (int i = 0; i < entries; i++) {
            next();
            final long before = threads.getCurrentThreadAllocatedBytes();
            fold.apply(flow.id(), orders, events, batch);
            allocated += threads.getCurrentThreadAllocatedBytes() - before;
        }
        return allocated;
    }

    /** Folds entries until one has a report; that one is not folded. Returns the offset of the report's SBE header. */
    private int nextReport() {
        while (true) {
            next();
            events.rewind();
            while (events.next()) {
                if (events.type() == EventsEntry.REPORT) {
                    return events.payloadOffset();
                }
            }
            fold.apply(flow.id(), orders, events, batch);
        }
    }

    private void next() {
        flow.next();
        assertNull(orders.wrap(flow.orders(), 0, flow.ordersLength()));
        assertNull(events.wrap(flow.events(), 0, flow.eventsLength()));
    }
}
