package io.matchlock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.engine.request.Codes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a record leaves undone is carried on by those that follow; when too many wait, more are rejected. */
final class BusyEngineTest {
    private static final int RESTING = 90;
    /** Half of the queue of 64. */
    private static final int CLIENTS_MAY_WAIT = 32;

    private final EngineRig rig = EngineRig.withSession(Engine.RULES_VERSION, 1);

    private static List<String> sweep(final EngineRig rig) {
        final List<String> events = new ArrayList<>();
        for (int order = 1; order <= RESTING; order++) {
            events.addAll(rig.sell(order, 10, 10));
        }
        events.addAll(rig.buy(200, 10, 10 * RESTING));
        return events;
    }

    private static List<String> fillTheQueue(final EngineRig rig) {
        final List<String> events = new ArrayList<>();
        for (int order = 0; order < CLIENTS_MAY_WAIT; order++) {
            events.addAll(rig.buy(1_000 + order, 1, 10));
        }
        return events;
    }

    private static String last(final List<String> events) {
        return events.get(events.size() - 1);
    }

    @Test
    void shouldRejectWhatFindsNoRoomToWait() {
        sweep(rig);
        fillTheQueue(rig);
        assertTrue(last(rig.buy(2_000, 1, 10)).endsWith("ENGINE_BUSY"));
        assertTrue(last(rig.cancel(2_001, 1, '2')).endsWith("1 ENGINE_BUSY"));
        assertTrue(
                last(rig.replace(rig.limit(2_002, '2', 9, 10).origClOrdId(1))).endsWith("2 ENGINE_BUSY"));
        rig.message(1);
        rig.engine.onMassCancel(2_003, 7, Codes.NULL_SECURITY_ID, Codes.NULL_U32, 0);
        assertTrue(last(rig.log.drain()).endsWith(" 0 99"));
    }

    @Test
    void shouldTellInTheEndWhatIsToldAtOnce() {
        final List<String> events = sweep(rig);
        assertTrue(rig.engine.isBusy());
        events.addAll(fillTheQueue(rig));
        while (rig.engine.isBusy()) {
            rig.engine.goOn();
        }
        events.addAll(rig.log.drain());
        final EngineRig unbounded = EngineRig.withSession(Engine.RULES_VERSION, 1_000_000);
        final List<String> atOnce = sweep(unbounded);
        atOnce.addAll(fillTheQueue(unbounded));
        assertEquals(atOnce, events);
    }

    @Test
    void shouldAnswerDefinitionsAsBusyWhileWorkIsLeft() {
        sweep(rig);
        rig.engine.admin().onInstrument(5, 6, EngineRig.INSTRUMENT);
        assertEquals("admin 65536 5 " + Codes.ADMIN_BUSY, last(rig.log.drain()));
    }

    @Test
    void shouldKeepNothingOfAWaitingNewOrderThatOnlyReplacesHave() {
        final EngineRig other = EngineRig.withSession(Engine.RULES_VERSION, 1);
        sweep(rig);
        sweep(other);
        rig.enter(rig.limit(1_000, Codes.SIDE_BUY, 1, 10));
        other.enter(other.limit(1_000, Codes.SIDE_BUY, 1, 10)
                .origClOrdId(3)
                .orderId(4)
                .inFlightMitigation(true));
        assertEquals(rig.engine.stateHash(), other.engine.stateHash());
    }
}
