package io.matchlock.gateway.events;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.log.heal.Healer;
import io.matchlock.log.history.LogPosition;
import io.matchlock.protocol.log.EntryId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.junit.jupiter.api.Test;

final class EventsHealingTest {
    @Test
    void shouldHaltAtAnErrorAndSayWhich() {
        final List<String> reasons = new CopyOnWriteArrayList<>();
        try (Healer healer = EventsHealing.healer(
                "test",
                () -> {
                    throw new OutOfMemoryError("direct buffer memory");
                },
                1 << 20,
                YieldingIdleStrategy.INSTANCE,
                reasons::add)) {
            healer.start();
            healer.ask(EntryId.NONE, new LogPosition(EntryId.NONE, 0, 0));
            await().until(() -> !reasons.isEmpty());
        }
        assertEquals(
                List.of("events could not be read from the log: java.lang.OutOfMemoryError: direct buffer memory"),
                reasons);
    }
}
