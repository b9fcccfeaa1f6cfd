package io.matchlock.exchange.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.TimeInForce;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OrderLineTest {
    @Test
    void shouldReadOrders() {
        assertEquals(
                new OrderLine.New(
                        Side.Buy,
                        new BigDecimal("100"),
                        "AAPL",
                        Optional.of(new BigDecimal("150.25")),
                        TimeInForce.Day),
                OrderLine.parse("buy 100 AAPL 150.25"));
        assertEquals(
                new OrderLine.New(Side.Sell, new BigDecimal("0.5"), "BTCUSD", Optional.empty(), TimeInForce.IOC),
                OrderLine.parse("SELL 0.5 BTCUSD market ioc"));
    }

    @Test
    void shouldReadCancelsAndReplaces() {
        assertEquals(new OrderLine.Cancel(3), OrderLine.parse("cancel 3"));
        assertEquals(
                new OrderLine.Replace(3, new BigDecimal("80"), new BigDecimal("150.3")),
                OrderLine.parse("replace 3 80 150.3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "by 1 AAPL 2", "buy", "buy x AAPL 1", "buy 1 AAPL 2 fok", "cancel abc"})
    void shouldExplainWhatItDoesNotUnderstand(final String line) {
        assertThrows(IllegalArgumentException.class, () -> OrderLine.parse(line));
    }
}
