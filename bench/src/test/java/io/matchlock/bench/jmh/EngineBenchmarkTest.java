package io.matchlock.bench.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.bench.compare.BenchCommand;
import io.matchlock.matcher.engine.CancelReason;
import io.matchlock.matcher.engine.CancelReject;
import io.matchlock.matcher.engine.Order;
import io.matchlock.matcher.engine.OrderReject;
import io.matchlock.matcher.engine.Report;
import io.matchlock.matcher.engine.SilentListener;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** That the benchmarks measure what they are named for: nothing is rejected unseen, nothing trades unasked. */
final class EngineBenchmarkTest {
    private static final int RESTING = 1_000;
    private static final int ROUNDS = 5_000;

    private final Counts counts = new Counts();
    private final RestingBook book = new RestingBook(RESTING, counts);

    @Test
    void shouldCancelOneOrderForEachThatEnters() {
        for (int round = 0; round < ROUNDS; round++) {
            final int order = book.random(RESTING);
            book.cancel(order);
            book.enter(order);
        }
        assertEquals("new 6000 replaced 0 canceled 5000 traded 0 rejected 0", counts.toString());
    }

    @Test
    void shouldReplaceWithoutTrades() {
        for (int round = 0; round < ROUNDS; round++) {
            book.move(book.random(RESTING));
        }
        assertEquals("new 1000 replaced 5000 canceled 0 traded 0 rejected 0", counts.toString());
    }

    @Test
    void shouldTradeWhatImprovedTheMarket() {
        for (int round = 0; round < ROUNDS; round++) {
            book.improve();
            book.take();
        }
        assertEquals("new 11000 replaced 0 canceled 0 traded 10000 rejected 0", counts.toString());
    }

    @Test
    void shouldRejectWhatIsUnknown() {
        for (int round = 0; round < ROUNDS; round++) {
            book.enterUnknown();
        }
        assertEquals("new 1000 replaced 0 canceled 0 traded 0 rejected 5000", counts.toString());
    }

    @Test
    void shouldListTheBenchmarksAndRefuseOthers() {
        assertEquals(0, new CommandLine(new BenchCommand()).execute("jmh", "-l"));
        assertEquals(2, new CommandLine(new BenchCommand()).execute("jmh", "nosuch"));
        assertEquals(2, new CommandLine(new BenchCommand()).execute("jmh", "-zz"));
    }

    private static final class Counts extends SilentListener {
        private int entered;
        private int replaced;
        private int canceled;
        private int traded;
        private int rejected;

        @Override
        public void onOrderNew(final Report report, final Order order) {
            entered++;
        }

        @Override
        public void onOrderReplaced(final Report report, final Order order, final long origClOrdId) {
            replaced++;
        }

        @Override
        public void onOrderCanceled(
                final Report report,
                final Order order,
                final long clOrdId,
                final long origClOrdId,
                final CancelReason reason,
                final long massActionId) {
            canceled++;
        }

        @Override
        public void onTrade(
                final Report report,
                final Order order,
                final long tradeId,
                final long lastPx,
                final long lastQty,
                final boolean aggressor,
                final long contraOrderId) {
            traded++;
        }

        @Override
        public void onOrderRejected(
                final Report report,
                final long orderId,
                final long clOrdId,
                final int securityId,
                final int side,
                final OrderReject reject) {
            rejected++;
        }

        @Override
        public void onCancelRejected(
                final Report report,
                final long clOrdId,
                final long origClOrdId,
                final long orderId,
                final int securityId,
                final int ordStatus,
                final int responseTo,
                final CancelReject reject) {
            rejected++;
        }

        @Override
        public String toString() {
            return "new " + entered + " replaced " + replaced + " canceled " + canceled + " traded " + traded
                    + " rejected " + rejected;
        }
    }
}
