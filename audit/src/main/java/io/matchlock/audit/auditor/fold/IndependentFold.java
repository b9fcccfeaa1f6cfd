package io.matchlock.audit.auditor.fold;

import io.matchlock.audit.auditor.log.EntryVisitor;
import io.matchlock.audit.auditor.store.Findings;
import io.matchlock.audit.auditor.table.CheckpointColumn;
import io.matchlock.audit.auditor.table.Row;
import io.matchlock.audit.auditor.table.Table;
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
 * Folds the log, entry by entry, into the rows that Postgres must have. It does what the persister's fold does, a second time
 * and with code of its own, on purpose: the audit compares the two, and a fault in code that both shared would be in both and
 * never be found. So nothing of the persister may be used here. One thread.
 */
public final class IndependentFold implements EntryVisitor {
    private final ReportDecoder decoder = new ReportDecoder();
    private final RowLedger ledger;
    private final ExecutionFold executions;
    private final ReferenceFold references;
    private final DayFold days;
    private final OrderFold orders;
    private final TradeFold trades;
    private SegmentId segmentId = SegmentId.NONE;
    private long chainHash;

    /**
     * Has folded nothing.
     *
     * @param findings to add to
     */
    public IndependentFold(final Findings findings) {
        this(findings, RowScope.whole());
    }

    /**
     * Has folded nothing.
     *
     * @param findings to add to
     * @param scope which rows are expected
     */
    public IndependentFold(final Findings findings, final RowScope scope) {
        ledger = new RowLedger(scope);
        executions = new ExecutionFold(ledger);
        references = new ReferenceFold(ledger);
        days = new DayFold(ledger);
        orders = new OrderFold(ledger, days, findings);
        trades = new TradeFold(ledger, findings);
    }

    @Override
    public void onEntry(final long id, final OrdersEntryDecoder cause, final EventsEntryDecoder effect) {
        if (cause.kind() == OrdersEntry.GENESIS) {
            segmentId = Genesis.decode(cause).id();
            chainHash = ChainHash.first(segmentId.high(), segmentId.low());
            references.onGenesis(id, cause);
            days.onTime(cause.turnTimeNs());
        }
        chainHash =
                ChainHash.next(chainHash, id, cause.crc(), cause.chainId(), cause.incarnation(), cause.batchNumber());
        final long day = days.beginEntry(id);
        orders.beginEntry(id, day, cause);
        executions.beginEntry(id, day);
        trades.beginEntry(id, day);
        while (effect.next()) {
            if (effect.type() == EventsEntry.REPORT) {
                onReport(effect);
            } else {
                references.onControl(id, cause, effect);
                days.onControl(effect);
                orders.beginEntry(id, day, cause);
            }
        }
        trades.endEntry();
    }

    /** {@return how many orders there are, rejected ones included; final once the rows were compared} */
    public long orders() {
        return ledger.orders.count();
    }

    /** {@return the highest number of an order, 0 if there is none} */
    public long lastOrderId() {
        return days.lastOrderId();
    }

    /** {@return how many trades there are} */
    public long trades() {
        return ledger.trades.count();
    }

    /** {@return the rows that follow from the entries so far} */
    public RowLedger ledger() {
        return ledger;
    }

    private void onReport(final EventsEntryDecoder effect) {
        orders.beginReport(effect.session(), effect.reportNumber());
        executions.beginReport(effect.session(), effect.reportNumber());
        trades.beginReport(effect.session(), effect.reportNumber());
        decode(effect, orders);
        decode(effect, executions);
        decode(effect, trades);
    }

    private void decode(final EventsEntryDecoder effect, final ReportListener listener) {
        decoder.decode(effect.buffer(), effect.payloadOffset(), effect.payloadLength(), listener);
    }

    /** The one row that says how far the rows go. */
    public void expectCheckpoint(final String segmentName, final long last) {
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
