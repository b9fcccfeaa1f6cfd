package io.matchlock.matcher.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a record leaves undone is carried on by those that follow; when too many wait, more are rejected. */
final class BusyEngineTest {
    private static final int RESTING = 90;

    private final EngineRig rig = EngineRig.withSession(Engine.RULES_VERSION, 1);

    private void sweep() {
        for (int order = 1; order <= RESTING; order++) {
            rig.sell(order, 10, 10);
        }
        rig.buy(200, 10, 10 * RESTING);
        assertTrue(rig.engine.isBusy());
    }

    private void fillTheQueue() {
        for (int order = 0; order < 32; order++) {
            for (final String event : rig.buy(1_000 + order, 1, 10)) {
                assertTrue(event.startsWith("trade"), event);
            }
        }
    }

    private static String last(final List<String> events) {
        return events.get(events.size() - 1);
    }

    @Test
    void shouldRejectWhatFindsNoRoomToWait() {
        sweep();
        fillTheQueue();
        assertTrue(last(rig.buy(2_000, 1, 10)).endsWith("ENGINE_BUSY"));
        assertTrue(last(rig.cancel(2_001, 1, '2')).endsWith("1 ENGINE_BUSY"));
        assertTrue(last(rig.replace(rig.limit(2_002, '2', 9, 10).origClOrdId(1))).endsWith("2 ENGINE_BUSY"));
        rig.message(1);
        rig.engine.onMassCancel(2_003, 7, Codes.NULL_SECURITY_ID, Codes.NULL_U32, 0);
        assertTrue(last(rig.log.drain()).endsWith(" 0 99"));
    }

    @Test
    void shouldDoInTheEndWhatWasDoneAtOnce() {
        sweep();
        fillTheQueue();
        int trades = 0;
        while (rig.engine.goOn()) {
            trades += 0;
        }
        final List<String> events = rig.log.drain();
        assertEquals(32, events.stream().filter(line -> line.startsWith("new")).count());
        assertFalse(rig.engine.isBusy());
        assertTrue(last(events).startsWith("new s1@65536"), last(events));
        assertTrue(rig.cancel(3_000, 1_031, '1').get(0).startsWith("canceled"));
    }

    @Test
    void shouldAnswerDefinitionsAsBusyWhileWorkIsLeft() {
        sweep();
        rig.engine.onInstrument(5, 6, EngineRig.INSTRUMENT);
        assertEquals("admin 65536 5 " + Codes.ADMIN_BUSY, last(rig.log.drain()));
    }
}
