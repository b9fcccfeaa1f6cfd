package io.matchlock.audit.auditor.rows;

import io.matchlock.audit.auditor.log.EntryVisitor;
import io.matchlock.audit.auditor.store.Findings;
import io.matchlock.protocol.log.ChainHash;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.report.ReportDecoder;
import io.matchlock.protocol.report.ReportListener;
import io.matchlock.protocol.segment.Genesis;
import io.matchlock.protocol.segment.SegmentId;

/**
 * Folds the log, entry by entry, into the rows that Postgres must have, in a way of its own: nothing of the persister's is used.
 * One thread.
 */
public final class RowFold implements EntryVisitor {
    private final ReportDecoder decoder = new ReportDecoder();
    private final RowLedger ledger = new RowLedger();
    private final ExecutionFold executions = new ExecutionFold(ledger);
    private final ReferenceFold references = new ReferenceFold(ledger);
    private final OrderFold orders;
    private final TradeFold trades;
    private SegmentId segmentId = SegmentId.NONE;
    private long chainHash;

    /**
     * Has folded nothing.
     *
     * @param findings to add to
     */
    public RowFold(final Findings findings) {
        orders = new OrderFold(ledger, findings);
        trades = new TradeFold(ledger, findings);
    }

    @Override
    public void onEntry(final long id, final OrdersEntryDecoder cause, final EventsEntryDecoder effect) {
        if (cause.kind() == OrdersEntry.GENESIS) {
            segmentId = Genesis.decode(cause).id();
            chainHash = ChainHash.first(segmentId.high(), segmentId.low());
            references.onGenesis(id, cause);
        }
        chainHash =
                ChainHash.next(chainHash, id, cause.crc(), cause.chainId(), cause.incarnation(), cause.batchNumber());
        orders.beginEntry(id, cause);
        trades.beginEntry(id);
        while (effect.next()) {
            if (effect.type() == EventsEntry.REPORT) {
                onReport(id, effect);
            } else {
                references.onControl(id, cause, effect);
                orders.beginEntry(id, cause);
            }
        }
        trades.endEntry();
    }

    /** {@return how many orders there are, rejected ones included; final once the rows were compared} */
    public long orders() {
        return ledger.orders.count();
    }

    /** {@return how many trades there are} */
    public long trades() {
        return ledger.trades.count();
    }

    RowLedger ledger() {
        return ledger;
    }

    private void onReport(final long id, final EventsEntryDecoder effect) {
        orders.beginReport(effect.session(), effect.reportNumber());
        executions.beginReport(id, effect.session(), effect.reportNumber());
        trades.beginReport(effect.session(), effect.reportNumber());
        decode(effect, orders);
        decode(effect, executions);
        decode(effect, trades);
    }

    private void decode(final EventsEntryDecoder effect, final ReportListener listener) {
        decoder.decode(effect.buffer(), effect.payloadOffset(), effect.payloadLength(), listener);
    }

    /** The one row that says how far the rows go. */
    void expectCheckpoint(final String segmentName, final long last) {
        ledger.checkpoint.put(
                0,
                new Row(Table.CHECKPOINT)
                        .setText(CheckpointColumn.SEGMENT, segmentName)
                        .setText(CheckpointColumn.SEGMENT_ID, segmentId.toString())
                        .set(CheckpointColumn.CHAIN_HASH, chainHash)
                        .set(CheckpointColumn.POSITION, last)
                        .set(CheckpointColumn.EPOCH, EntryId.epoch(last))
                        .set(CheckpointColumn.SEQUENCE, EntryId.sequence(last))
                        .set(CheckpointColumn.WRITTEN_AT, 1));
    }
}
