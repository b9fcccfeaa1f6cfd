package io.matchlock.persister.fold;

import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;

/**
 * Folds entries into a batch: the order comes from the orders entry, its fate from the events entry. Holds what must be
 * continuous between batches, does no I/O, reads no clock. One thread.
 */
public final class EntryFold {
    private final Continuity continuity = new Continuity();
    private final OrderRecords records = new OrderRecords();
    private final ReportFold reports = new ReportFold(continuity, records);
    private final ReferenceRows references = new ReferenceRows();

    /**
     * Folds one entry.
     *
     * @param entryId packed
     * @param orders the orders entry, found sound
     * @param events the events entry of the same id, found sound
     * @param batch to fold it into
     * @throws InconsistentLogException if they do not fit together; the batch is spoilt then
     */
    public void apply(
            final long entryId, final OrdersEntryDecoder orders, final EventsEntryDecoder events, final Batch batch) {
        requireCause(entryId, orders, events);
        if (orders.kind() == OrdersEntry.GENESIS) {
            references.addInstruments(entryId, orders, batch.instruments);
        }
        records.wrap(entryId, orders);
        reports.begin(entryId, batch);
        events.rewind();
        while (events.next()) {
            applyRecord(entryId, orders, events, batch);
        }
        reports.end();
        batch.entryDone(entryId, orders.turnTimeNs());
    }

    private void applyRecord(
            final long entryId, final OrdersEntryDecoder orders, final EventsEntryDecoder events, final Batch batch) {
        if (events.type() == EventsEntry.CONTROL) {
            references.addControl(entryId, orders, events, batch);
            return;
        }
        if (events.type() != EventsEntry.REPORT || events.isVoid()) {
            throw new InconsistentLogException(
                    entryId, events.isVoid() ? "reports in a void entry" : "a record of unknown type " + events.type());
        }
        continuity.onReport(entryId, events.session(), events.reportNumber());
        reports.apply(events);
    }

    private static void requireCause(
            final long entryId, final OrdersEntryDecoder orders, final EventsEntryDecoder events) {
        if (events.causeId() != entryId) {
            throw new InconsistentLogException(entryId, "the events entry was caused by another entry");
        }
        if (events.causeCrc() != orders.crc()) {
            throw new InconsistentLogException(
                    entryId,
                    "the events entry was caused by an orders entry with CRC32C "
                            + Integer.toHexString(events.causeCrc())
                            + ", this one has "
                            + Integer.toHexString(orders.crc()));
        }
        if (events.chainId() != orders.chainId()
                || events.incarnation() != orders.incarnation()
                || events.batchNumber() != orders.batchNumber()) {
            throw new InconsistentLogException(entryId, "orders and events entry name different batches");
        }
    }
}
