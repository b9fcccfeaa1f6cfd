package io.matchlock.exchange.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.protocol.log.EventsEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
    @Test
    void shouldPassWhereAllSaysTheSame() {
        final Reconciliation result = Scenario.whole().reconcile();

        assertEquals(List.of(), result.findings());
        assertEquals("lost 0  duplicated 0  PASS", result.verdict());
        assertEquals(new Reconciliation(3, 5, 0, 3, 2, 5, 1, 0, 0, 0, List.of()), result);
    }

    @Test
    void shouldNameAnOrderThatPostgresDoesNotHave() {
        final Scenario scenario = Scenario.whole();
        scenario.rows.orders.remove(1);

        expect(scenario, "lost 1  duplicated 0  FAIL", "order 2 is not in Postgres");
    }

    @Test
    void shouldNameAReportAndATradeThatPostgresDoesNotHave() {
        final Scenario scenario = Scenario.whole();
        scenario.rows.reports.remove(0);
        scenario.rows.trades.clear();

        final Reconciliation result = scenario.reconcile();

        assertEquals(
                List.of("report 1 of session 1 is not in Postgres", "trade 1 is not in Postgres"), result.findings());
        assertEquals("lost 2  duplicated 0  FAIL", result.verdict());
    }

    @Test
    void shouldNameRowsThatAreThereTwice() {
        final Scenario scenario = Scenario.whole();
        scenario.rows.orders.add(scenario.rows.orders.get(0));
        scenario.rows.reports.add(scenario.rows.reports.get(0));
        scenario.rows.trades.add(scenario.rows.trades.get(0));

        expect(scenario, "lost 0  duplicated 3  FAIL", "Postgres has order 1 more than once");
    }

    @Test
    void shouldNameARowThatTheLogDoesNotKnow() {
        final Scenario scenario = Scenario.whole();
        scenario.rows.orders.get(1).orderId = 5;

        expect(scenario, "lost 1  duplicated 1  FAIL", "Postgres has order 5, which the log doesn't know");
    }

    @Test
    void shouldNameValuesThatDiffer() {
        final Scenario scenario = Scenario.whole();
        scenario.rows.orders.get(0).cumQuantity++;
        scenario.rows.reports.get(1).price++;
        scenario.rows.trades.get(0).makerOrderId = 2;

        expect(scenario, "lost 0  duplicated 0  different 3  FAIL", "order 1 stands in Postgres as");
    }

    @Test
    void shouldNameAReportThatWasNeverTold() {
        expect(Scenario.withoutTelling("1/2"), "lost 1  duplicated 0  FAIL", "report 2 of session 1 was never told");
    }

    @Test
    void shouldCountAReportThatItsClientKnowsToHaveMissed() {
        final Scenario scenario = Scenario.withoutTelling("1/2");
        scenario.buyer.onReportGap(2, 1);

        final Reconciliation result = scenario.reconcile();

        assertEquals("lost 0  duplicated 0  PASS", result.verdict());
        assertEquals(1, result.missed());
    }

    @Test
    void shouldNameAReportThatWasToldOtherwise() {
        final Scenario scenario = Scenario.whole();
        final byte[] entry = scenario.log.events.get(1);
        entry[EventsEntry.HEADER_LENGTH + EventsEntry.RECORD_HEADER_LENGTH + 8 + 132]++;
        scenario.log.sign(1);

        expect(scenario, "lost 0  duplicated 0  different 1  FAIL", "report 1 of session 1 was told otherwise");
    }

    @Test
    void shouldNameAByteThatWasAlteredInTheLog() {
        final Scenario scenario = Scenario.whole();
        scenario.log.events.get(2)[100]++;

        final Reconciliation result = scenario.reconcile();

        assertTrue(result.findings().get(0).startsWith("events entry 1-2 is corrupt: CRC32C"), result::toString);
        assertTrue(result.lost() > 0 && !result.passes(), result::verdict);
    }

    @Test
    void shouldNameAnAcknowledgedMessageThatWasNeverExecuted() {
        final Scenario scenario = Scenario.whole();
        scenario.buyer.onQueued(3, 1);

        expect(scenario, "lost 1  duplicated 0  FAIL", "number 3 of session 1 was acknowledged and never executed");
    }

    @Test
    void shouldNameAMessageThatWasExecutedTwice() {
        final Scenario scenario = Scenario.whole();
        scenario.executeOrderAgain();

        expect(scenario, "lost 1  duplicated 1  FAIL", "number 1 of session 1 was executed more than once");
    }

    @Test
    void shouldNameAReportThatIsNotInTheLog() {
        final Scenario scenario = Scenario.whole();
        scenario.seller.onReport(3, 200, new org.agrona.concurrent.UnsafeBuffer(new byte[152]), 0, 152);

        expect(scenario, "lost 1  duplicated 0  FAIL", "report 3 of session 2 was told (template 200)");
    }

    private static void expect(final Scenario scenario, final String verdict, final String firstFinding) {
        final Reconciliation result = scenario.reconcile();
        assertEquals(verdict, result.verdict(), result::toString);
        assertTrue(result.findings().get(0).startsWith(firstFinding), result::toString);
    }
}
