package io.matchlock.matcher.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.matcher.testing.Batches;
import io.matchlock.matcher.testing.EventText;
import io.matchlock.matcher.testing.Parts;
import io.matchlock.matcher.testing.Pipeline;
import io.matchlock.matcher.testing.Segments;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.TimeInForce;
import io.matchlock.protocol.segment.SegmentDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A book so deep that the engine is told beforehand which messages come. */
final class DeepBookTest {
    private static final int RESTING = 33_000;
    private static final int MESSAGES = 150;
    private static final int SESSION = 1;
    private static final long PRICE = 100 * Segments.UNIT;

    private final SegmentDefinition segment = Segments.latest(10_000);

    @Test
    void shouldReportMessagesOfABatchAsThoseThatComeAlone() {
        final List<String> together = reports(MESSAGES);
        assertEquals(reports(1), together);
        assertTrue(together.size() > MESSAGES);
    }

    /** What clients are told of the same messages in batches of a size. */
    private List<String> reports(final int batch) {
        final Parts parts = new Parts();
        final Pipeline pipeline = new Pipeline(segment, 0, parts);
        final Batches gateway = new Batches(1, 0, 77);
        pipeline.apply(Segments.genesis(segment));
        pipeline.apply(gateway.started().close());
        pipeline.apply(gateway.negotiate(1).establish(1).close());
        for (int id = 1; id <= RESTING; id++) {
            gateway.limit(SESSION, id, id, id % 2 == 0 ? Side.Sell : Side.Buy, 10, price(id));
            if (id % 250 == 0) {
                pipeline.apply(gateway.close());
            }
        }
        assertTrue(pipeline.engine().isDeep());
        final int before = parts.entries().size();
        for (int i = 1; i <= MESSAGES; i++) {
            message(gateway, RESTING + i, i);
            if (i % batch == 0) {
                pipeline.apply(gateway.close());
            }
        }
        return parts.entries().stream()
                .skip(before)
                .flatMap(entry -> EventText.of(entry).lines())
                .filter(line -> line.startsWith("  to"))
                .toList();
    }

    /** Buys lie below all sells, on fifty levels each. */
    private static long price(final int id) {
        final long away = (id % 50 + 1) * Segments.UNIT / 100;
        return id % 2 == 0 ? PRICE + away : PRICE - away;
    }

    private static void message(final Batches gateway, final int number, final int i) {
        final int known = 1 + i * 197 % RESTING;
        final Side side = known % 2 == 0 ? Side.Sell : Side.Buy;
        switch (i % 8) {
            case 0 -> gateway.cancel(SESSION, number, number, known, side);
            case 1 -> gateway.cancel(SESSION, number, number, -5_000_000_000L - i, side);
            case 2 -> gateway.replace(SESSION, number, number, known, side, 20, price(known + 2));
            case 3 -> gateway.order(SESSION, number, number, Side.Buy, OrdType.Limit, TimeInForce.IOC, 25, PRICE * 2);
            case 4 ->
                gateway.order(SESSION, number, number, Side.Buy, OrdType.Market, TimeInForce.IOC, 5, Long.MIN_VALUE);
            case 5 -> gateway.raw(OrdersEntry.CLIENT_MESSAGE, SESSION, number, 103, 101, 40, 40);
            case 6 -> gateway.limit(SESSION, number, known, side, 10, price(known));
            default -> gateway.limit(SESSION, number, number, side, 10, price(known));
        }
    }
}
