package io.matchlock.matcher.heal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.log.heal.Healer;
import io.matchlock.matcher.health.Halt;
import io.matchlock.matcher.health.MatcherCounters;
import io.matchlock.matcher.testing.Segments;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.junit.jupiter.api.Test;

final class OrdersHealingTest {
    @Test
    void shouldHaltAtAnErrorAndSayWhich() {
        final List<String> reasons = new CopyOnWriteArrayList<>();
        try (Healer healer = OrdersHealing.healer(
                Segments.NAME,
                () -> {
                    throw new OutOfMemoryError("direct buffer memory");
                },
                1 << 20,
                YieldingIdleStrategy.INSTANCE,
                Duration.ofMillis(1),
                new Halt(reasons::add),
                new MatcherCounters())) {
            healer.start();
            await().until(() -> !reasons.isEmpty());
        }
        assertEquals(List.of("java.lang.OutOfMemoryError: direct buffer memory"), reasons);
    }
}
