package io.matchlock.audit.auditor.fold;

import io.matchlock.audit.auditor.store.Findings;
import io.matchlock.audit.auditor.table.OrderColumn;
import io.matchlock.audit.auditor.table.Row;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.order.ExecType;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.ExecutionReportRejectDecoder;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.order.NewOrderSingleDecoder;
import io.matchlock.protocol.order.OrdStatus;
import io.matchlock.protocol.order.Price9NullDecoder;
import io.matchlock.protocol.report.ReportListener;

/**
 * Folds the reports of the log into the current rows of orders, and checks that quantities add up: the traded and
 * open quantities of a report must follow from the reports before it. One thread.
 */
final class OrderFold implements ReportListener {
    private static final long NO_ID = ExecutionReportDecoder.orderIDNullValue();
    private static final long NO_PRICE = Price9NullDecoder.mantissaNullValue();
    private static final int NO_REASON = ExecutionReportDecoder.execRestatementReasonNullValue();

    private final AskedOrder asked = new AskedOrder();
    private final RowLedger ledger;
    private final DayFold days;
    private final Findings findings;
    private long entryId;
    private long day;
    private int session;
    private long reportNumber;

    OrderFold(final RowLedger ledger, final DayFold days, final Findings findings) {
        this.days = days;
        this.ledger = ledger;
        this.findings = findings;
    }

    void beginEntry(final long id, final long ofDay, final OrdersEntryDecoder cause) {
        day = ofDay;
        entryId = id;
        asked.wrap(cause);
    }

    void beginReport(final int owner, final long number) {
        session = owner;
        reportNumber = number;
    }

    @Override
    public void onExecution(final ExecutionReportDecoder report) {
        if (report.execType() == ExecType.New) {
            created(report);
        } else {
            changed(report);
        }
    }

    @Override
    public void onTrade(final ExecutionReportTradeDecoder report) {
        final LiveOrderRows.LiveOrder order = find(report.orderID());
        if (order != null) {
            final Row row = order.row;
            row.set(OrderColumn.CUM_QTY, row.get(OrderColumn.CUM_QTY) + report.lastQty());
            row.set(OrderColumn.LEAVES_QTY, row.get(OrderColumn.LEAVES_QTY) - report.lastQty());
            order.addNotional(report.lastPx().mantissa(), report.lastQty());
            end(row, report.ordStatusRaw(), report.cumQty(), report.leavesQty());
        }
    }

    @Override
    public void onReject(final ExecutionReportRejectDecoder report) {
        if (report.orderID() == NO_ID) {
            return;
        }
        final Row row = create(report.orderID()).row;
        row.set(OrderColumn.CLIENT_NUMBER, report.refSeqNum())
                .set(OrderColumn.CL_ORD_ID, report.clOrdID())
                .set(OrderColumn.RECEIVE_TIME_NS, report.transactTime().time())
                .set(OrderColumn.SECURITY_ID, report.securityID())
                .set(OrderColumn.SIDE, report.sideRaw())
                .set(OrderColumn.REJECT_REASON, (short) report.ordRejReason(), (short) NO_REASON)
                .set(OrderColumn.REJECT_TAG, (short) report.refTagID(), (short) NO_REASON);
        describe(row, asked.find(session, report.refSeqNum()));
        end(row, OrdStatus.Rejected.value(), 0, 0);
    }

    /** What a rejected order asked for; unknown where its message had to wait. */
    private static void describe(final Row row, final NewOrderSingleDecoder message) {
        final boolean isKnown = message != null;
        row.set(OrderColumn.QTY, isKnown ? message.orderQty() : 0)
                .set(OrderColumn.CUM_QTY, 0)
                .set(OrderColumn.LEAVES_QTY, 0)
                .set(OrderColumn.ACCOUNT, isKnown ? message.account() : 0)
                .set(OrderColumn.ORD_TYPE, isKnown ? message.ordTypeRaw() : 0)
                .set(OrderColumn.TIME_IN_FORCE, isKnown ? message.timeInForceRaw() : 0)
                .set(OrderColumn.PRICE, isKnown ? message.price().mantissa() : NO_PRICE, NO_PRICE);
    }

    private void created(final ExecutionReportDecoder report) {
        final Row row = create(report.orderID()).row;
        row.set(OrderColumn.CLIENT_NUMBER, report.refSeqNum())
                .set(OrderColumn.RECEIVE_TIME_NS, report.transactTime().time())
                .set(OrderColumn.QTY, report.orderQty())
                .set(OrderColumn.CUM_QTY, 0)
                .set(OrderColumn.LEAVES_QTY, report.orderQty())
                .set(OrderColumn.ACCOUNT, report.account())
                .set(OrderColumn.SECURITY_ID, report.securityID())
                .set(OrderColumn.SIDE, report.sideRaw())
                .set(OrderColumn.MIN_QTY, report.minQty(), ExecutionReportDecoder.minQtyNullValue());
        terms(row, report);
        details(row, report);
        end(row, report.ordStatusRaw(), report.cumQty(), report.leavesQty());
    }

    private void changed(final ExecutionReportDecoder report) {
        final LiveOrderRows.LiveOrder order = find(report.orderID());
        if (order == null) {
            return;
        }
        final Row row = order.row;
        final ExecType type = report.execType();
        final boolean goesOn = type == ExecType.Replaced || type == ExecType.Restated || type == ExecType.Triggered;
        row.set(OrderColumn.QTY, report.orderQty());
        row.set(OrderColumn.LEAVES_QTY, goesOn ? report.orderQty() - row.get(OrderColumn.CUM_QTY) : 0);
        if (goesOn) {
            terms(row, report);
        }
        if (type == ExecType.Replaced) {
            details(row, report);
        }
        if (type == ExecType.Canceled) {
            row.set(OrderColumn.CANCEL_REASON, (short) report.execRestatementReason(), (short) NO_REASON);
        }
        end(row, report.ordStatusRaw(), report.cumQty(), report.leavesQty());
    }

    private static void terms(final Row row, final ExecutionReportDecoder report) {
        row.set(OrderColumn.CL_ORD_ID, report.clOrdID())
                .set(OrderColumn.PRICE, report.price().mantissa(), NO_PRICE)
                .set(OrderColumn.ORD_TYPE, report.ordTypeRaw())
                .set(OrderColumn.TIME_IN_FORCE, report.timeInForceRaw());
    }

    private static void details(final Row row, final ExecutionReportDecoder report) {
        row.set(OrderColumn.STOP_PRICE, report.stopPx().mantissa(), NO_PRICE)
                .set(OrderColumn.DISPLAY_QTY, report.displayQty(), ExecutionReportDecoder.displayQtyNullValue())
                .set(OrderColumn.EXPIRE_TIME_NS, report.expireTime().time(), NO_ID);
    }

    private LiveOrderRows.LiveOrder create(final long orderId) {
        if (ledger.orders.has(orderId) || ledger.live.get(orderId) != null) {
            findings.duplicated("order " + orderId + " was made twice, again by " + name());
        }
        final LiveOrderRows.LiveOrder order = ledger.live.add(orderId);
        days.onOrder(orderId);
        order.row.set(OrderColumn.DAY, day).set(OrderColumn.ENTRY_ID, entryId).set(OrderColumn.SESSION, session);
        return order;
    }

    private LiveOrderRows.LiveOrder find(final long orderId) {
        final LiveOrderRows.LiveOrder order = ledger.live.get(orderId);
        if (order == null) {
            findings.different(name() + " is about order " + orderId + ", which "
                    + (ledger.orders.has(orderId) ? "is over" : "nobody made"));
        }
        return order;
    }

    /** Takes up what every report says, and compares the quantities with those before. */
    private void end(final Row row, final byte status, final long cumQuantity, final long leavesQuantity) {
        row.set(OrderColumn.STATUS, status).set(OrderColumn.LAST_ENTRY_ID, entryId);
        final long orderId = row.get(OrderColumn.ORDER_ID);
        if (row.get(OrderColumn.CUM_QTY) != cumQuantity
                || row.get(OrderColumn.LEAVES_QTY) != leavesQuantity
                || leavesQuantity < 0) {
            findings.different("order " + orderId + " should stand at cum " + row.get(OrderColumn.CUM_QTY) + " leaves "
                    + row.get(OrderColumn.LEAVES_QTY) + ", " + name() + " says " + cumQuantity + " and "
                    + leavesQuantity);
        }
        final boolean isOpen = status == OrdStatus.New.value() || status == OrdStatus.PartiallyFilled.value();
        if (!isOpen) {
            ledger.orders.put(orderId, row);
            ledger.live.remove(orderId);
        }
    }

    private String name() {
        return "report " + reportNumber + " of session " + session;
    }
}
