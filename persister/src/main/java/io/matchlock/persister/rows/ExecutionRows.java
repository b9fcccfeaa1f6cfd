package io.matchlock.persister.rows;

import io.matchlock.protocol.order.BusinessMessageRejectDecoder;
import io.matchlock.protocol.order.ExecType;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.OrdStatus;
import io.matchlock.protocol.order.OrderCancelRejectDecoder;
import io.matchlock.protocol.order.OrderMassActionReportDecoder;
import io.matchlock.protocol.order.Price9NullDecoder;

/** Rows of table {@code executions}, one for each report that is not a trade. One thread. */
public final class ExecutionRows {
    private static final int FIELDS = 19;
    private static final long NO_ID = ExecutionReportDecoder.clOrdIDNullValue();
    private static final int NO_REASON = ExecutionReportDecoder.execRestatementReasonNullValue();
    private static final long NULL_PRICE = Price9NullDecoder.mantissaNullValue();
    private static final byte CANCEL_REJECT = '9';
    private static final byte BUSINESS_REJECT = 'j';
    private static final byte MASS_ACTION = 'Z';

    private CopyBuffer rows;
    private long entryId;
    private int day;

    /**
     * Begins an entry.
     *
     * @param id packed
     * @param epochDay of the entry
     * @param target that rows are added to
     */
    public void wrap(final long id, final int epochDay, final CopyBuffer target) {
        entryId = id;
        day = epochDay;
        rows = target;
    }

    /**
     * Adds the row of an execution report.
     *
     * @param session number of the report's session
     * @param number of the report in the session
     * @param report decoded
     */
    public void addExecution(final int session, final long number, final ExecutionReportDecoder report) {
        begin(session, number, NO_REASON, report.execRestatementReason());
        rows.putLong(report.execID());
        rows.putLong(report.orderID());
        rows.putLong(report.clOrdID(), NO_ID);
        rows.putLong(report.origClOrdID(), NO_ID);
        rows.putLong(report.refSeqNum(), NO_ID);
        rows.putLong(report.transactTime().time());
        rows.putLong(report.orderQty());
        rows.putLong(report.cumQty());
        rows.putLong(report.leavesQty());
        rows.putNull();
        rows.putChar(report.execTypeRaw());
        rows.putChar(report.ordStatusRaw());
        rows.putPrice(report.price().mantissa(), NULL_PRICE);
    }

    /**
     * Adds the row of a new order that was refused.
     *
     * @param session number of the report's session
     * @param number of the report in the session
     * @param report decoded
     */
    public void addReject(final int session, final long number, final ExecutionReportRejectDecoder report) {
        begin(session, number, NO_REASON, report.ordRejReason());
        rows.putLong(report.execID());
        rows.putLong(report.orderID(), NO_ID);
        rows.putLong(report.clOrdID());
        rows.putNull();
        rows.putLong(report.refSeqNum());
        rows.putLong(report.transactTime().time());
        endWithoutQuantities(report.refTagID(), ExecType.Rejected.value(), OrdStatus.Rejected.value());
    }

    /**
     * Adds the row of a cancel or replace that was refused.
     *
     * @param session number of the report's session
     * @param number of the report in the session
     * @param report decoded
     */
    public void addCancelReject(final int session, final long number, final OrderCancelRejectDecoder report) {
        begin(session, number, NO_REASON, report.cxlRejReason());
        rows.putNull();
        rows.putLong(report.orderID(), NO_ID);
        rows.putLong(report.clOrdID());
        rows.putLong(report.origClOrdID(), NO_ID);
        rows.putLong(report.refSeqNum());
        rows.putLong(report.transactTime().time());
        endWithoutQuantities(NO_REASON, CANCEL_REJECT, report.ordStatusRaw());
    }

    /**
     * Adds the row of a message that was refused.
     *
     * @param session number of the report's session
     * @param number of the report in the session
     * @param report decoded
     */
    public void addBusinessReject(final int session, final long number, final BusinessMessageRejectDecoder report) {
        begin(session, number, report.refTemplateID(), report.businessRejectReason());
        rows.putNull();
        rows.putNull();
        rows.putLong(report.businessRejectRefID(), NO_ID);
        rows.putNull();
        rows.putLong(report.refSeqNum());
        rows.putLong(report.transactTime().time());
        endWithoutQuantities(report.refTagID(), BUSINESS_REJECT, (byte) 0);
    }

    /**
     * Adds the row of a mass action.
     *
     * @param session number of the report's session
     * @param number of the report in the session
     * @param report decoded
     */
    public void addMassAction(final int session, final long number, final OrderMassActionReportDecoder report) {
        begin(session, number, NO_REASON, report.massActionRejectReason());
        rows.putLong(report.massActionReportID());
        rows.putNull();
        rows.putLong(report.clOrdID(), NO_ID);
        rows.putNull();
        rows.putLong(report.refSeqNum(), NO_ID);
        rows.putLong(report.transactTime().time());
        endWithoutQuantities(NO_REASON, MASS_ACTION, (byte) 0);
    }

    private void begin(final int session, final long number, final int template, final int reason) {
        rows.row(FIELDS);
        rows.putInt(session);
        rows.putDate(day);
        rows.putShort(template, NO_REASON);
        rows.putShort(reason, NO_REASON);
        rows.putLong(number);
        rows.putLong(entryId);
    }

    private void endWithoutQuantities(final int tag, final byte kind, final byte status) {
        rows.putNull();
        rows.putNull();
        rows.putNull();
        rows.putShort(tag, NO_REASON);
        rows.putChar(kind);
        if (status == 0) {
            rows.putNull();
        } else {
            rows.putChar(status);
        }
        rows.putNull();
    }
}
