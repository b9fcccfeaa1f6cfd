package io.matchlock.exchange.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
                        OrderWords.NONE),
                OrderLine.parse("buy 100 AAPL 150.25"));
        assertEquals(
                new OrderLine.New(Side.Sell, new BigDecimal("0.5"), "BTCUSD", Optional.empty(), words(TimeInForce.IOC)),
                OrderLine.parse("SELL 0.5 BTCUSD market ioc"));
    }

    @Test
    void shouldReadCancelsAndReplaces() {
        assertEquals(new OrderLine.Cancel(3), OrderLine.parse("cancel 3"));
        assertEquals(new OrderLine.Cancel(-2), OrderLine.parse("cancel 18446744073709551614"));
        assertEquals(
                new OrderLine.Replace(3, new BigDecimal("80"), Optional.of(new BigDecimal("150.3")), OrderWords.NONE),
                OrderLine.parse("replace 3 80 150.3"));
    }

    @Test
    void shouldReadStopsWithAndWithoutALimit() {
        final OrderLine.New stop = (OrderLine.New) OrderLine.parse("sell 50 AAPL stop 149 gtc");
        final OrderLine.New stopLimit = (OrderLine.New) OrderLine.parse("sell 50 AAPL 148.5 stop 149");

        assertEquals(Optional.empty(), stop.price());
        assertEquals(Optional.of(new BigDecimal("149")), stop.words().stop());
        assertEquals(TimeInForce.GTC, stop.words().timeInForce());
        assertEquals(Optional.of(new BigDecimal("148.5")), stopLimit.price());
        assertEquals(Optional.of(new BigDecimal("149")), stopLimit.words().stop());
    }

    @Test
    void shouldReadWhatStandsBehindThePriceInAnyOrder() {
        final OrderLine.New order =
                (OrderLine.New) OrderLine.parse("buy 100 AAPL 150 post show 10 min 5 gtd 2030-01-02T03:04:05Z");

        assertEquals(
                new OrderWords(
                        TimeInForce.GTD,
                        Optional.of(Instant.parse("2030-01-02T03:04:05Z")),
                        Optional.empty(),
                        Optional.of(BigDecimal.TEN),
                        Optional.of(new BigDecimal("5")),
                        true,
                        false),
                order.words());
    }

    @Test
    void shouldReadMassCancels() {
        assertEquals(
                new OrderLine.Mass(Optional.empty(), Optional.empty(), OptionalLong.empty()), OrderLine.parse("mass"));
        assertEquals(
                new OrderLine.Mass(Optional.empty(), Optional.empty(), OptionalLong.of(4_294_967_294L)),
                OrderLine.parse("mass account 4294967294"));
        assertEquals(
                new OrderLine.Mass(Optional.of("AAPL"), Optional.of(Side.Buy), OptionalLong.of(7)),
                OrderLine.parse("mass AAPL buy account 7"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "by 1 AAPL 2",
                "buy",
                "buy x AAPL 1",
                "buy 1 AAPL 2 fill",
                "buy 1 AAPL 2 show",
                "buy 1 AAPL stop",
                "buy 1 AAPL 2 gtd noon",
                "buy 1 AAPL 2 open",
                "replace 1 2 market",
                "mass A B",
                "mass account x",
                "mass account 4294967295",
                "mass account -1",
                "buy -1 AAPL 10",
                "buy 0 AAPL 10",
                "buy 1 AAPL 10 show -1",
                "buy 1 AAPL 10 min -1",
                "buy 1 AAPL 10 gtd 2263-01-01T00:00:00Z",
                "buy 1 AAPL 10 gtd 9999-12-31T23:59:59Z",
                "buy 1 AAPL 10 gtd +9999999999999h",
                "buy 1 AAPL 10 gtd 1969-12-31T23:59:59Z",
                "replace 1 -2 10",
                "cancel -1",
                "cancel abc",
                "cancel 3 4"
            })
    void shouldExplainWhatItDoesNotUnderstand(final String line) {
        assertThrows(IllegalArgumentException.class, () -> OrderLine.parse(line));
    }

    private static OrderWords words(final TimeInForce timeInForce) {
        return OrderWords.parse(List.of(timeInForce.name()), Instant.EPOCH);
    }
}
