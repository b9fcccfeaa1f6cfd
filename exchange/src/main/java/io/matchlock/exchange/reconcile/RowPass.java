package io.matchlock.exchange.reconcile;

import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.order.OrdStatus;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Compares the rows of Postgres with the ledger of the log. One thread. */
final class RowPass {
    private static final long MAX_WAIT_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final RowSource rows;
    private final Ledger ledger;
    private final Findings findings;
    private final OrderRow wanted = new OrderRow();
    private final long maxWaitNs;

    RowPass(final RowSource rows, final Ledger ledger) {
        this(rows, ledger, MAX_WAIT_NS);
    }

    RowPass(final RowSource rows, final Ledger ledger, final long maxWaitNs) {
        this.rows = rows;
        this.ledger = ledger;
        this.maxWaitNs = maxWaitNs;
        findings = ledger.findings;
    }

    /** Compares, once Postgres has come to an entry. */
    void run(final long upTo) {
        awaitCheckpoint(upTo);
        rows.forEachOrder(this::onOrder);
        rows.forEachReport(this::onReport);
        rows.forEachTrade(this::onTrade);
        findMissingOrders();
        ledger.sessions().forEach(this::findMissingReports);
        findMissingTrades();
    }

    private void awaitCheckpoint(final long upTo) {
        final long deadlineNs = System.nanoTime() + maxWaitNs;
        long checkpoint = rows.checkpoint();
        while (checkpoint < upTo && System.nanoTime() - deadlineNs < 0) {
            LockSupport.parkNanos(PAUSE_NS);
            checkpoint = rows.checkpoint();
        }
        if (checkpoint < upTo) {
            findings.different(
                    "Postgres stands at " + EntryId.format(checkpoint) + ", the log at " + EntryId.format(upTo));
        }
    }

    private void onOrder(final OrderRow row) {
        if (!ledger.orders.has(row.orderId)) {
            findings.duplicated("Postgres has order " + row.orderId + ", which the log doesn't know: " + row);
            return;
        }
        if (!ledger.orders.see(row.orderId)) {
            findings.duplicated("Postgres has order " + row.orderId + " more than once");
        }
        ledger.orders.get(row.orderId, wanted);
        final boolean isSame = wanted.status == OrdStatus.Rejected.value() ? isSameRejected(row) : wanted.isSame(row);
        if (!isSame) {
            findings.different("order " + row.orderId + " stands in Postgres as " + row + ", by the log as " + wanted);
        }
    }

    private boolean isSameRejected(final OrderRow row) {
        return row.status == wanted.status
                && row.session == wanted.session
                && row.clOrdId == wanted.clOrdId
                && row.clientNumber == wanted.clientNumber
                && row.cumQuantity == 0
                && row.leavesQuantity == 0;
    }

    private void onReport(final ReportRow row) {
        final String name = "report " + row.reportNumber + " of session " + row.session;
        final RowLedger reports = ledger.hasSession(row.session) ? ledger.session(row.session).reports : null;
        if (reports == null || !reports.isWanted(row.reportNumber)) {
            findings.duplicated("Postgres has " + name + ", which the log doesn't know");
            return;
        }
        if (!reports.see(row.reportNumber)) {
            findings.duplicated("Postgres has " + name + " more than once");
        }
        if (reports.hash(row.reportNumber) != row.hash()) {
            findings.different(name + " has other values in Postgres than in the log (order " + row.orderId + ")");
        }
    }

    private void onTrade(final TradeRow row) {
        if (!ledger.trades.isWanted(row.tradeId)) {
            findings.duplicated("Postgres has trade " + row.tradeId + ", which the log doesn't know");
            return;
        }
        if (!ledger.trades.see(row.tradeId)) {
            findings.duplicated("Postgres has trade " + row.tradeId + " more than once");
        }
        if (ledger.trades.hash(row.tradeId) != row.hash()) {
            findings.different("trade " + row.tradeId + " has other values in Postgres than in the log (orders "
                    + row.takerOrderId + " and " + row.makerOrderId + ")");
        }
    }

    private void findMissingOrders() {
        for (long id = 0; id < ledger.orders.end(); id++) {
            if (ledger.orders.has(id) && !ledger.orders.wasSeen(id)) {
                findings.lost("order " + id + " is not in Postgres: " + ledger.orders.get(id, wanted));
            }
        }
    }

    private void findMissingReports(final SessionLedger session) {
        for (long number = 0; number < session.reports.end(); number++) {
            if (session.reports.isWanted(number) && !session.reports.wasSeen(number)) {
                findings.lost("report " + number + " of session " + session.session + " is not in Postgres");
            }
        }
    }

    private void findMissingTrades() {
        for (long id = 0; id < ledger.trades.end(); id++) {
            if (ledger.trades.isWanted(id) && !ledger.trades.wasSeen(id)) {
                findings.lost("trade " + id + " is not in Postgres");
            }
        }
    }
}
