package io.matchlock.audit.auditor.session;

import io.matchlock.protocol.order.BusinessMessageRejectDecoder;
import io.matchlock.protocol.order.ExecType;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.OrderCancelRejectDecoder;
import io.matchlock.protocol.order.OrderMassActionReportDecoder;
import io.matchlock.protocol.report.ReportListener;

/**
 * The client number of the message that a report answers. Each message has one answer; trades, and cancels that
 * nobody asked for, are not answers. Reusable, one thread.
 */
final class AnsweredNumber implements ReportListener {
    static final long NONE = 0;

    private static final long NULL = ExecutionReportDecoder.refSeqNumNullValue();

    private long number;

    void clear() {
        number = NONE;
    }

    /** {@link #NONE} if the report that was decoded since {@link #clear} is no answer. */
    long number() {
        return number;
    }

    @Override
    public void onExecution(final ExecutionReportDecoder report) {
        final boolean isAsked = report.execType() == ExecType.New
                || report.origClOrdID() != ExecutionReportDecoder.origClOrdIDNullValue();
        answer(isAsked ? report.refSeqNum() : NULL);
    }

    @Override
    public void onTrade(final ExecutionReportTradeDecoder report) {
        answer(NULL);
    }

    @Override
    public void onReject(final ExecutionReportRejectDecoder report) {
        answer(report.refSeqNum());
    }

    @Override
    public void onCancelReject(final OrderCancelRejectDecoder report) {
        answer(report.refSeqNum());
    }

    @Override
    public void onMassAction(final OrderMassActionReportDecoder report) {
        answer(report.refSeqNum());
    }

    @Override
    public void onBusinessReject(final BusinessMessageRejectDecoder report) {
        answer(report.refSeqNum());
    }

    private void answer(final long reference) {
        number = reference == NULL ? NONE : reference;
    }
}
