package io.matchlock.audit.sim.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.persister.fold.EntryFold;
import io.matchlock.persister.fold.RowBatch;
import io.matchlock.persister.testing.Flow;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntryDecoder;

/** Folds a flow, a batch at a time. */
final class FlowBatches {
    private static final int BATCH_BYTES = 4 * 1024;

    private final OrdersEntryDecoder orders = new OrdersEntryDecoder();
    private final EventsEntryDecoder events = new EventsEntryDecoder();
    private final EntryFold fold = new EntryFold();
    private final Flow flow;

    FlowBatches(final Flow flow) {
        this.flow = flow;
    }

    /** The next entries, sealed. */
    RowBatch next(final int entries) {
        final RowBatch batch = new RowBatch(BATCH_BYTES);
        batch.clear(flow.id());
        for (int i = 0; i < entries; i++) {
            flow.next();
            assertEquals(null, orders.wrap(flow.orders(), 0, flow.ordersLength()));
            assertEquals(null, events.wrap(flow.events(), 0, flow.eventsLength()));
            fold.apply(flow.id(), orders, events, batch);
        }
        batch.seal();
        return batch;
    }
}
