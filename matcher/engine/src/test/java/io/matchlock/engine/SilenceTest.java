package io.matchlock.engine;

import static io.matchlock.engine.EngineRig.CHAIN;
import static io.matchlock.engine.EngineRig.OTHER_CHAIN;
import static io.matchlock.engine.EngineRig.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.engine.request.EngineLimits;
import io.matchlock.engine.version.EntryBounds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the engine fences a chain: silence is counted in ticks, and under versions 1 and 2 of the rules in engine time. */
final class SilenceTest {
    private static final int FENCE_TICKS = EngineRig.LIMITS.gatewayFenceTicks();
    private static final int THIRD_CHAIN = 3 << 16;
    private static final int FOURTH_CHAIN = 4 << 16;
    private static final int FIFTH_CHAIN = 5 << 16;
    /** As many as a table of few chains and a short entry make interesting. */
    private static final EngineLimits MANY_SESSIONS = EngineLimits.builder()
            .orders(100)
            .detailedOrders(100)
            .priceLevels(50)
            .sessions(2_000)
            .chains(3)
            .instruments(5)
            .accounts(20)
            .positions(40)
            .touchedOrders(1_000)
            .deferredRecords(64)
            .fenceTicks(FENCE_TICKS)
            .build();

    private EngineRig rig = new EngineRig();
    private long nowNs = 1_000 * SECOND;

    private void lead() {
        rig.open(CHAIN, 11, 100);
        rig.engine.gateway().onLead(1);
        rig.log.drain();
    }

    /** A tick of the leader in an entry of its own. */
    private List<String> tick(final long stepNs) {
        nowNs += stepNs;
        rig.next(CHAIN, 11);
        rig.engine.gateway().onTick(1, nowNs);
        return rig.log.drain();
    }

    private List<String> ticks(final int count) {
        final List<String> events = new ArrayList<>();
        for (int tick = 0; tick < count; tick++) {
            events.addAll(tick(SECOND));
        }
        events.removeIf(event -> event.startsWith("time"));
        return events;
    }

    @Test
    void shouldFenceAChainAtTheTickThatMakesItSilentForTooLong() {
        rig.open(OTHER_CHAIN, 21, 100);
        rig.session(1);
        lead();
        assertEquals(List.of(), ticks(FENCE_TICKS - 1));
        assertEquals(List.of("unbound 131072 1 2", "fenced 131072 21"), ticks(1));
        assertEquals(Engine.VOID, rig.next(OTHER_CHAIN, 21));
        assertEquals(Engine.APPLIED, rig.open(OTHER_CHAIN, 22, 101));
    }

    @Test
    void shouldNotFenceBecauseTimeLeapt() {
        lead();
        tick(SECOND);
        rig.open(OTHER_CHAIN, 21, 100);
        for (int leap = 1; leap < FENCE_TICKS; leap++) {
            tick(60 * SECOND);
        }
        assertEquals(Engine.APPLIED, rig.next(OTHER_CHAIN, 21), "4 ticks, however far they went");
    }

    @Test
    void shouldFenceThoughTimeCreeps() {
        rig.open(OTHER_CHAIN, 21, 100);
        lead();
        for (int tick = 0; tick < FENCE_TICKS; tick++) {
            tick(1);
        }
        assertEquals(Engine.VOID, rig.next(OTHER_CHAIN, 21));
    }

    @Test
    void shouldFenceByTimeAsLongAsOlderRulesHold() {
        rig = new EngineRig(EngineRig.LIMITS, 2, EngineRig.INSTRUMENT);
        lead();
        tick(SECOND);
        rig.open(OTHER_CHAIN, 21, 100);
        rig.open(THIRD_CHAIN, 31, 100);
        tick(60 * SECOND);
        assertEquals(Engine.VOID, rig.next(OTHER_CHAIN, 21));
        rig.open(OTHER_CHAIN, 22, 101);
        tick(SECOND);
        rig.engine.gateway().onSegmentResumed(1, nowNs + 8_000 * SECOND);
        tick(8_000 * SECOND);
        assertEquals(Engine.APPLIED, rig.next(OTHER_CHAIN, 22), "a leap of more than a minute fences nobody");
        assertEquals(Engine.VOID, rig.next(THIRD_CHAIN, 31));
    }

    @Test
    void shouldCountTicksAndTimeUnderAllRules() {
        rig = new EngineRig(EngineRig.LIMITS, 2, EngineRig.INSTRUMENT);
        lead();
        tick(SECOND);
        rig.open(OTHER_CHAIN, 21, 100);
        rig.log.drain();
        ticks(FENCE_TICKS - 1);
        rig.engine.admin().onRulesVersion(1, 3);
        assertEquals(List.of("fenced 131072 21"), ticks(1));
    }

    @Test
    void shouldFenceOneChainATick() {
        rig.open(OTHER_CHAIN, 21, 100);
        rig.open(THIRD_CHAIN, 31, 100);
        lead();
        ticks(FENCE_TICKS - 1);
        assertEquals(List.of("fenced 131072 21"), ticks(1));
        assertEquals(List.of("fenced 196608 31"), ticks(1));
    }

    @Test
    void shouldLetTheChainThatWasFencedFirstGiveWay() {
        lead();
        rig.open(OTHER_CHAIN, 21, 500);
        ticks(1);
        rig.open(THIRD_CHAIN, 31, 400);
        assertEquals(Engine.VOID, rig.open(FOURTH_CHAIN, 41, 700), "all three stand");
        ticks(FENCE_TICKS);
        rig.log.drain();
        assertEquals(Engine.APPLIED, rig.open(FOURTH_CHAIN, 41, 700));
        assertEquals(List.of("gateway 262144 41 700 true 1 " + nowNs + " 65536"), rig.log.drain());
        assertEquals(Engine.VOID, rig.next(OTHER_CHAIN, 21));
        ticks(1);
        assertEquals(Engine.VOID, rig.open(OTHER_CHAIN, 21, 500), "what it said when it was first opened");
        assertEquals(Engine.VOID, rig.open(FIFTH_CHAIN, 51, 500), "not later than one that has given way");
        assertEquals(
                List.of(
                        "gateway 131072 21 500 false 1 " + nowNs + " 65536",
                        "gateway 327680 51 500 false 1 " + nowNs + " 65536"),
                rig.log.drain());
        assertEquals(Engine.APPLIED, rig.open(FIFTH_CHAIN, 51, 501), "the third has been fenced by now");
    }

    @Test
    void shouldKeepAChainThatHasOpenedAgain() {
        rig.open(OTHER_CHAIN, 21, 500);
        lead();
        ticks(FENCE_TICKS);
        rig.open(OTHER_CHAIN, 22, 501);
        rig.open(THIRD_CHAIN, 31, 400);
        assertEquals(Engine.VOID, rig.open(FOURTH_CHAIN, 41, 700));
        assertEquals(Engine.APPLIED, rig.next(OTHER_CHAIN, 22));
    }

    @Test
    void shouldNotLetAChainGiveWayBeforeAllItsSessionsAreToldToBeUnbound() {
        rig = new EngineRig(MANY_SESSIONS, Engine.RULES_VERSION, EngineRig.INSTRUMENT);
        ownSessions(2 * EntryBounds.UNBINDS + 1);
        rig.open(THIRD_CHAIN, 31, 100);
        ticks(1);
        assertEquals(Engine.VOID, rig.open(FOURTH_CHAIN, 41, 700));
        rig.next(CHAIN, 11);
        assertEquals(Engine.VOID, rig.open(FOURTH_CHAIN, 41, 700));
        rig.next(CHAIN, 11);
        assertEquals(Engine.APPLIED, rig.open(FOURTH_CHAIN, 41, 700));
    }

    @Test
    void shouldKeepChainsForEverByOlderRules() {
        rig = new EngineRig(EngineRig.LIMITS, 4, EngineRig.INSTRUMENT);
        lead();
        rig.open(OTHER_CHAIN, 21, 500);
        rig.open(THIRD_CHAIN, 31, 400);
        ticks(3 * FENCE_TICKS);
        rig.log.drain();
        assertEquals(Engine.VOID, rig.open(FOURTH_CHAIN, 41, 700));
        assertEquals(List.of("gateway 262144 41 0 false 1 " + nowNs + " 65536"), rig.log.drain());
    }

    @Test
    void shouldNotTakeAnIncarnationTwice() {
        rig.open(OTHER_CHAIN, 21, 100);
        rig.log.drain();
        assertEquals(Engine.VOID, rig.open(OTHER_CHAIN, 21, 101));
        assertEquals(List.of("gateway 131072 21 100 false 0 0 0"), rig.log.drain());
    }

    @Test
    void shouldUnbindAFewSessionsInEachEntry() {
        rig = new EngineRig(MANY_SESSIONS, Engine.RULES_VERSION, EngineRig.INSTRUMENT);
        ownSessions(2 * EntryBounds.UNBINDS + 1);
        final List<String> first = ticks(1);
        assertEquals(EntryBounds.UNBINDS + 1, first.size());
        assertEquals("fenced 131072 21", first.get(EntryBounds.UNBINDS));
        rig.next(CHAIN, 11);
        assertEquals(EntryBounds.UNBINDS, rig.log.drain().size());
        rig.next(CHAIN, 11);
        assertEquals(List.of("unbound 131072 1025 2"), rig.log.drain());
        rig.next(CHAIN, 11);
        assertEquals(List.of(), rig.log.drain());
    }

    @Test
    void shouldBindASessionWhoseChainFellBeforeItsTurnToBeUnboundCame() {
        rig = new EngineRig(MANY_SESSIONS, Engine.RULES_VERSION, EngineRig.INSTRUMENT);
        final int last = 2 * EntryBounds.UNBINDS;
        ownSessions(last);
        ticks(1);
        rig.engine.gateway().onEstablish(9, last, -last, 6, 1, rig.key, 0, 0, 0);
        assertEquals(List.of("unbound 131072 1024 2", "bound 65536 9 1024 -1024 6 0 1 1024 0"), rig.log.drain());
        rig.next(CHAIN, 11);
        assertTrue(rig.engine.beginMessage(last, 1, 5), "it is its new owner's, and is not unbound again");
        assertEquals(EntryBounds.UNBINDS - 1, rig.log.drain().size());
    }

    /** Sessions of a chain that will be fenced at the next tick. */
    private void ownSessions(final int count) {
        rig.open(OTHER_CHAIN, 21, 100);
        for (int session = 1; session <= count; session++) {
            rig.session(session);
        }
        lead();
        ticks(FENCE_TICKS - 1);
    }
}
