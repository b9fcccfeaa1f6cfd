package io.matchlock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.engine.event.Order;
import io.matchlock.engine.event.Report;
import io.matchlock.engine.event.SilentListener;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.EngineLimits;
import io.matchlock.engine.request.Instrument;
import io.matchlock.engine.request.OrderRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The example of the README, which does what it says there. */
final class ReadmeExampleTest {
    private static final int CHAIN = 1 << 16;

    @Test
    void shouldDoWhatTheReadmeSays() {
        assertEquals(List.of("new 1", "new 2", "2 trades 5 at 10000", "1 trades 5 at 10000"), run());
    }

    @Test
    void shouldStandInTheReadme() throws IOException {
        final List<String> readme = Files.readAllLines(Path.of("README.md"));
        final List<String> source =
                Files.readAllLines(Path.of("src/test/java/io/matchlock/engine/ReadmeExampleTest.java"));
        final int from = source.indexOf("        // <example>") + 1;
        final int to = source.indexOf("        // </example>");
        source.subList(from, to).stream()
                .filter(line -> !line.isBlank())
                .forEach(line -> assertTrue(readme.contains(line.substring(8)), line));
    }

    private static List<String> run() {
        // <example>
        final List<String> told = new ArrayList<>();
        final Engine engine =
                new Engine(EngineLimits.builder().orders(10_000).build(), Engine.RULES_VERSION, new SilentListener() {
                    @Override
                    public void onOrderNew(final Report report, final Order order) {
                        told.add("new " + order.clOrdId());
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
                        told.add(order.clOrdId() + " trades " + lastQty + " at " + lastPx);
                    }
                });
        engine.addInstrument(Instrument.builder(1)
                .tickSize(100)
                .maxQty(1_000)
                .highLimitPrice(1_000_000)
                .build());
        engine.beginEntry(1, CHAIN, 1, 1, true, 1); // a sender, and its first entry
        engine.gateway().onNegotiate(1, 0, 7, 1, new UnsafeBuffer(new byte[16]), 0, 0); // a session
        engine.gateway().onEstablish(1, 0, 7, 1, 1, new UnsafeBuffer(new byte[16]), 0, 0, 0);

        final OrderRequest order = new OrderRequest();
        for (int clOrdId = 1; clOrdId <= 2; clOrdId++) {
            engine.beginMessage(1, clOrdId, 1_000L * clOrdId); // session 1, message number, time
            engine.onNewOrder(order.clear()
                    .clOrdId(clOrdId)
                    .account(1)
                    .securityId(1)
                    .side(clOrdId == 1 ? Codes.SIDE_SELL : Codes.SIDE_BUY)
                    .ordType(Codes.TYPE_LIMIT)
                    .timeInForce(Codes.TIF_GTC)
                    .price(10_000)
                    .orderQty(5));
        }
        // </example>
        return told;
    }
}
