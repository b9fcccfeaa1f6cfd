package io.matchlock.exchange.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class OrderStatusTextTest {
    @Test
    void shouldShowQuantitiesInTheInstrumentsUnits() {
        final TradedInstrument bitcoin = new TradedInstrument("BTCUSD", 8);

        assertEquals("0.015", bitcoin.quantity(1_500_000));
        assertEquals("0", bitcoin.quantity(0));
        assertEquals("12", bitcoin.quantity(1_200_000_000));
        assertEquals("184467440737.09551614", bitcoin.quantity(-2));
        assertEquals("100", new TradedInstrument("AAPL", 0).quantity(100));
    }
}
