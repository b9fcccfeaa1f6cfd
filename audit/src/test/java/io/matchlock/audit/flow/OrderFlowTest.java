package io.matchlock.audit.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.protocol.segment.InstrumentDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderFlowTest {
    private static final List<FlowInstrument> INSTRUMENTS = List.of(
            FlowInstrument.of(new InstrumentDefinition(
                    1, "AAPL", 2, 0, 10_000_000L, 1, 1, 1_000_000, 10_000_000L, 100_000_000_000_000L)),
            FlowInstrument.of(new InstrumentDefinition(
                    2, "EURUSD", 5, 0, 10_000L, 1000, 1000, 100_000_000, 10_000L, 100_000_000_000L)));

    @Test
    void shouldSendTheSameForTheSameSeed() {
        assertEquals(run(1, 5_000).log(), run(1, 5_000).log());
        assertNotEquals(run(1, 100).log(), run(2, 100).log());
    }

    @Test
    void shouldKeepToItsMix() {
        final int count = 5_000;

        final YesExchange exchange = run(3, count);

        assertEquals(0.25, (double) exchange.cancels / count, 0.02);
        assertEquals(0.05, (double) exchange.replaces / count, 0.01);
        assertEquals(0.075, (double) exchange.immediate / count, 0.01);
        assertEquals(0.025, (double) exchange.marketOrders / count, 0.005);
        assertEquals(count, exchange.orders + exchange.cancels + exchange.replaces);
    }

    @Test
    void shouldOnlyAskForOrdersThatItKnowsToBeLive() {
        assertEquals(0, run(4, 20_000).cancelRejects);
    }

    @Test
    void shouldSendAgainWhatWasNotTaken() {
        final YesExchange exchange = new YesExchange();
        final OrderFlow flow = new OrderFlow(5, INSTRUMENTS, FlowMix.REALISTIC, 1);
        exchange.tell(flow);
        exchange.isFull = true;
        assertTrue(flow.send(exchange) < 0);
        exchange.isFull = false;

        flow.send(exchange);

        assertEquals(run(5, 1).log(), exchange.log());
    }

    @Test
    void shouldHoldNoMoreOrdersThanItMay() {
        final FlowMix mix = new FlowMix(0, 0, 0, 0, 0, 50);
        final YesExchange exchange = new YesExchange();
        final OrderFlow flow = new OrderFlow(6, INSTRUMENTS, mix, 1);
        exchange.tell(flow);

        for (int i = 0; i < 1_000; i++) {
            flow.send(exchange);
            exchange.deliver();
        }

        assertTrue(exchange.live() <= 50, () -> exchange.live() + " live orders");
        assertEquals(exchange.live(), flow.liveOrders());
    }

    @Test
    void shouldForgetAnOrderWhoseNumberIsDead() {
        final YesExchange exchange = new YesExchange();
        final OrderFlow flow = new OrderFlow(7, INSTRUMENTS, FlowMix.REALISTIC, 1);
        exchange.tell(flow);
        final long number = flow.send(exchange);

        flow.onNotApplied(number, 1);

        assertEquals(0, flow.liveOrders());
    }

    private static YesExchange run(final long seed, final int count) {
        final YesExchange exchange = new YesExchange();
        final OrderFlow flow = new OrderFlow(seed, INSTRUMENTS, FlowMix.REALISTIC, 1);
        exchange.tell(flow);
        for (int i = 0; i < count; i++) {
            assertTrue(flow.send(exchange) > 0);
            exchange.deliver();
        }
        return exchange;
    }
}
