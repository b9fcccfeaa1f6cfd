package io.matchlock.persister.fold;

import io.matchlock.persister.day.DayIndex;
import io.matchlock.persister.day.LedgerDay;
import io.matchlock.persister.day.LedgerDays;
import io.matchlock.protocol.log.ChainHash;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.segment.Genesis;
import io.matchlock.protocol.segment.SegmentDefinition;
import io.matchlock.protocol.segment.SegmentId;

/**
 * Folds entries into a batch: what was asked for comes from the orders entry, what came of it from the events entry. Remembers what must
 * be continuous between batches; does no I/O, reads no clock. One thread.
 */
public final class EntryFold {
    private final Continuity continuity = new Continuity();
    private final OrderRecords records = new OrderRecords();
    private final DayIndex days = new DayIndex();
    private final ReportFold reports = new ReportFold(continuity, records, days);
    private final ReferenceRows references = new ReferenceRows(days);
    private SegmentId segmentId = SegmentId.NONE;
    private long chainHash;

    /**
     * Goes on behind entries that were folded before.
     *
     * @param ofSegment whose log it is
     * @param hash over all orders entries up to there
     * @param known the days up to there
     */
    public void goOn(final SegmentId ofSegment, final long hash, final LedgerDays known) {
        continuity.goOn(known.lastOrderId());
        days.goOn(known.days());
        segmentId = ofSegment;
        chainHash = hash;
    }

    /** {@return the id of the segment, {@link SegmentId#NONE} as long as it is not known} */
    public SegmentId segmentId() {
        return segmentId;
    }

    /** {@return the chain hash over all orders entries that were folded} */
    public long chainHash() {
        return chainHash;
    }

    /**
     * Folds one entry.
     *
     * @param entryId packed
     * @param orders the orders entry, found sound
     * @param events the events entry of the same id, found sound
     * @param batch to fold it into
     * @throws InconsistentLogException if they do not fit together; the batch must not be written then
     */
    public void apply(
            final long entryId,
            final OrdersEntryDecoder orders,
            final EventsEntryDecoder events,
            final RowBatch batch) {
        requireCause(entryId, orders, events);
        if (orders.kind() == OrdersEntry.GENESIS) {
            begin(entryId, orders, batch);
        }
        chainHash = next(chainHash, entryId, orders);
        requireChainHash(entryId, events);
        final LedgerDay opened = days.begin(entryId, continuity.nextOrderId());
        batch.entryBegins(days.current(), opened);
        records.wrap(entryId, orders);
        reports.begin(entryId, batch);
        events.rewind();
        while (events.next()) {
            applyRecord(entryId, orders, events, batch);
        }
        reports.end();
        batch.entryDone(entryId, orders.turnTimeNs(), segmentId, chainHash);
    }

    private void begin(final long entryId, final OrdersEntryDecoder genesis, final RowBatch batch) {
        try {
            final SegmentDefinition segment = Genesis.decode(genesis);
            segmentId = segment.id();
            references.addInstruments(entryId, segment.instruments(), batch.instruments);
        } catch (final IllegalArgumentException e) {
            throw new InconsistentLogException(entryId, e.getMessage());
        }
        chainHash = ChainHash.first(segmentId.high(), segmentId.low());
        days.onTime(genesis.turnTimeNs());
    }

    private static long next(final long hash, final long entryId, final OrdersEntryDecoder orders) {
        return ChainHash.next(
                hash, entryId, orders.crc(), orders.chainId(), orders.incarnation(), orders.batchNumber());
    }

    private void requireChainHash(final long entryId, final EventsEntryDecoder events) {
        if (events.hasChainHash() && events.chainHash() != chainHash) {
            throw new InconsistentLogException(
                    entryId,
                    "the matcher applied other entries before it than the log has now (chain hash "
                            + Long.toHexString(events.chainHash()) + ", of the log " + Long.toHexString(chainHash)
                            + ")");
        }
    }

    private void applyRecord(
            final long entryId,
            final OrdersEntryDecoder orders,
            final EventsEntryDecoder events,
            final RowBatch batch) {
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
