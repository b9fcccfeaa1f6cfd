package io.matchlock.audit.auditor.fold;

import io.matchlock.audit.auditor.table.ExecutionColumn;
import io.matchlock.audit.auditor.table.Row;
import io.matchlock.audit.auditor.table.Table;
import io.matchlock.protocol.order.BusinessMessageRejectDecoder;
import io.matchlock.protocol.order.ExecType;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.OrdStatus;
import io.matchlock.protocol.order.OrderCancelRejectDecoder;
import io.matchlock.protocol.order.OrderMassActionReportDecoder;
import io.matchlock.protocol.order.Price9NullDecoder;
import io.matchlock.protocol.report.ReportListener;

/** Makes the row that follows from each report that is no trade. One thread. */
final class ExecutionFold implements ReportListener {
    private static final long NO_ID = ExecutionReportDecoder.orderIDNullValue();
    private static final long NO_PRICE = Price9NullDecoder.mantissaNullValue();
    private static final short NO_REASON = (short) ExecutionReportDecoder.execRestatementReasonNullValue();

    private final RowLedger ledger;
    private final Row row = new Row(Table.EXECUTIONS);
    private long entryId;
    private long day;
    private int session;
    private long reportNumber;

    ExecutionFold(final RowLedger ledger) {
        this.ledger = ledger;
    }

    void beginEntry(final long id, final long ofDay) {
        entryId = id;
        day = ofDay;
    }

    void beginReport(final int owner, final long number) {
        session = owner;
        reportNumber = number;
        row.clear();
    }

    @Override
    public void onExecution(final ExecutionReportDecoder report) {
        row.set(ExecutionColumn.EXEC_ID, report.execID())
                .set(ExecutionColumn.ORDER_ID, report.orderID())
                .set(ExecutionColumn.CL_ORD_ID, report.clOrdID(), NO_ID)
                .set(ExecutionColumn.ORIG_CL_ORD_ID, report.origClOrdID(), NO_ID)
                .set(ExecutionColumn.CLIENT_NUMBER, report.refSeqNum(), NO_ID)
                .set(ExecutionColumn.QTY, report.orderQty())
                .set(ExecutionColumn.CUM_QTY, report.cumQty())
                .set(ExecutionColumn.LEAVES_QTY, report.leavesQty())
                .set(ExecutionColumn.STATUS, report.ordStatusRaw())
                .set(ExecutionColumn.PRICE, report.price().mantissa(), NO_PRICE);
        put(
                report.execTypeRaw(),
                report.execRestatementReason(),
                report.transactTime().time());
    }

    @Override
    public void onReject(final ExecutionReportRejectDecoder report) {
        row.set(ExecutionColumn.EXEC_ID, report.execID())
                .set(ExecutionColumn.ORDER_ID, report.orderID(), NO_ID)
                .set(ExecutionColumn.CL_ORD_ID, report.clOrdID())
                .set(ExecutionColumn.CLIENT_NUMBER, report.refSeqNum())
                .set(ExecutionColumn.REASON_TAG, (short) report.refTagID(), NO_REASON)
                .set(ExecutionColumn.STATUS, OrdStatus.Rejected.value());
        put(
                ExecType.Rejected.value(),
                report.ordRejReason(),
                report.transactTime().time());
    }

    @Override
    public void onCancelReject(final OrderCancelRejectDecoder report) {
        row.set(ExecutionColumn.ORDER_ID, report.orderID(), NO_ID)
                .set(ExecutionColumn.CL_ORD_ID, report.clOrdID())
                .set(ExecutionColumn.ORIG_CL_ORD_ID, report.origClOrdID(), NO_ID)
                .set(ExecutionColumn.CLIENT_NUMBER, report.refSeqNum())
                .set(ExecutionColumn.STATUS, report.ordStatusRaw());
        put((byte) '9', report.cxlRejReason(), report.transactTime().time());
    }

    @Override
    public void onMassAction(final OrderMassActionReportDecoder report) {
        row.set(ExecutionColumn.EXEC_ID, report.massActionReportID())
                .set(ExecutionColumn.CL_ORD_ID, report.clOrdID(), NO_ID)
                .set(ExecutionColumn.CLIENT_NUMBER, report.refSeqNum(), NO_ID);
        put((byte) 'Z', report.massActionRejectReason(), report.transactTime().time());
    }

    @Override
    public void onBusinessReject(final BusinessMessageRejectDecoder report) {
        row.set(ExecutionColumn.CL_ORD_ID, report.businessRejectRefID(), NO_ID)
                .set(ExecutionColumn.CLIENT_NUMBER, report.refSeqNum())
                .set(ExecutionColumn.REF_TEMPLATE, (short) report.refTemplateID(), NO_REASON)
                .set(ExecutionColumn.REASON_TAG, (short) report.refTagID(), NO_REASON);
        put((byte) 'j', report.businessRejectReason(), report.transactTime().time());
    }

    private void put(final byte kind, final int reason, final long timeNs) {
        row.set(ExecutionColumn.SESSION, session)
                .set(ExecutionColumn.DAY, day)
                .set(ExecutionColumn.REPORT_NUMBER, reportNumber)
                .set(ExecutionColumn.ENTRY_ID, entryId)
                .set(ExecutionColumn.KIND, kind)
                .set(ExecutionColumn.REASON, (short) reason, NO_REASON)
                .set(ExecutionColumn.TIME_NS, timeNs);
        ledger.executions(session).put(reportNumber, row);
    }
}
