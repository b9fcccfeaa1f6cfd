package io.matchlock.engine;

import static io.matchlock.engine.TwoEngines.STOCK;
import static io.matchlock.engine.TwoEngines.TICK;
import static io.matchlock.engine.TwoEngines.limit;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.engine.request.EngineLimits;
import io.matchlock.engine.request.Instrument;
import io.matchlock.engine.request.OrderRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Books whose levels together fill their table to two fifths and more, so that levels of different books want the same places. */
final class ManyLevelsTest {
    private static final int INSTRUMENTS = 4;
    private static final int TICKS = 100;
    private static final int COMMANDS = 10_000;
    private static final int ORDERS = 2_000;
    private static final EngineLimits LIMITS = EngineLimits.builder()
            .orders(ORDERS)
            .detailedOrders(1)
            .priceLevels(2 * INSTRUMENTS * TICKS)
            .sessions(1)
            .chains(1)
            .instruments(INSTRUMENTS)
            .accounts(1)
            .positions(INSTRUMENTS)
            .touchedOrders(1_000)
            .deferredRecords(64)
            .fenceTicks(0)
            .build();

    private final Random random = new Random(7);
    private final List<OrderRequest> live = new ArrayList<>();
    private final TwoEngines engines = new TwoEngines(
            LIMITS,
            IntStream.range(0, INSTRUMENTS)
                    .mapToObj(i -> Instrument.continuous(STOCK + i, TICK, 1, 1, 1_000, TICK, 2 * TICKS * TICK))
                    .toArray(Instrument[]::new));

    @Test
    void shouldTellTheLevelsOfAllBooksApart() {
        int mostLive = 0;
        for (int command = 1; command <= COMMANDS; command++) {
            if (live.size() < ORDERS / 2 || random.nextInt(2) == 0) {
                enter(command);
            } else {
                cancel();
            }
            mostLive = Math.max(mostLive, live.size());
        }
        assertTrue(mostLive >= ORDERS / 2, "never more than " + mostLive + " orders");
    }

    private void enter(final int clOrdId) {
        final boolean buy = random.nextBoolean();
        final boolean takes = random.nextInt(20) == 0;
        final int tick = 1 + random.nextInt(TICKS) + (buy == takes ? TICKS : 0);
        final OrderRequest order = limit(clOrdId, buy ? '1' : '2', tick, 1 + random.nextInt(takes ? 100 : 20))
                .securityId(STOCK + random.nextInt(INSTRUMENTS))
                .timeInForce(takes ? '3' : '1');
        engines.enter(order);
        if (!takes) {
            live.add(order);
        }
    }

    /** Perhaps of one that is gone: then a reject is what both must tell. */
    private void cancel() {
        final OrderRequest order = live.remove(random.nextInt(live.size()));
        engines.cancel(order.clOrdId(), order.securityId(), order.side());
    }
}
