package io.matchlock.engine;

import static io.matchlock.engine.EngineRig.CHAIN;
import static io.matchlock.engine.EngineRig.OTHER_CHAIN;
import static io.matchlock.engine.EngineRig.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.EngineLimits;
import io.matchlock.engine.request.Instrument;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class EntriesTest {
    private final EngineRig rig = new EngineRig();
    private final Engine engine = rig.engine;

    @Test
    void shouldApplyBatchesOfAChainInOrderOnly() {
        assertEquals(Engine.VOID, engine.beginEntry(1, CHAIN, 11, 1, false, 0));
        assertEquals(Engine.APPLIED, engine.beginEntry(2, CHAIN, 11, 1, true, 100));
        assertEquals(Engine.VOID, engine.beginEntry(3, CHAIN, 11, 3, false, 0));
        assertEquals(Engine.APPLIED, engine.beginEntry(4, CHAIN, 11, 2, false, 0));
        assertEquals(Engine.VOID, engine.beginEntry(5, CHAIN, 11, 2, false, 0));
        assertEquals(Engine.VOID, engine.beginEntry(6, CHAIN, 12, 3, false, 0));
        assertEquals(Engine.APPLIED, engine.beginEntry(7, CHAIN, 11, 3, false, 0));
        assertEquals(7, engine.position());
    }

    @Test
    void shouldOpenAChainOnlyIfLaterThanTheOneThatStands() {
        assertEquals(Engine.APPLIED, rig.open(CHAIN, 11, 100));
        assertEquals(Engine.VOID, rig.open(CHAIN, 12, 100));
        assertEquals(Engine.VOID, rig.open(CHAIN, 11, 100));
        assertEquals(Engine.APPLIED, rig.open(CHAIN, 13, 101));
        assertEquals(
                List.of(
                        "gateway 65536 11 100 true 0 0 0",
                        "gateway 65536 12 100 false 0 0 0",
                        "gateway 65536 13 101 true 0 0 0"),
                rig.log.drain());
    }

    @Test
    void shouldRefuseChainsBeyondTheTable() {
        rig.open(1 << 16, 1, 1);
        rig.open(2 << 16, 1, 1);
        rig.open(3 << 16, 1, 1);
        rig.log.drain();
        assertEquals(Engine.VOID, engine.beginEntry(9, 4 << 16, 1, 1, true, 1));
        assertEquals(List.of("gateway 262144 1 0 false 0 0 0"), rig.log.drain());
    }

    @Test
    void shouldUnbindSessionsOfAGatewayThatRestarts() {
        rig.open(CHAIN, 11, 100);
        rig.session(1);
        rig.session(2);
        rig.log.drain();
        rig.open(CHAIN, 12, 101);
        assertEquals(
                List.of("unbound 65536 1 1", "unbound 65536 2 1", "gateway 65536 12 101 true 0 0 0"), rig.log.drain());
        assertFalse(rig.message(1));
    }

    @Test
    void shouldFollowTheLeadersClock() {
        lead();
        engine.gateway().onTick(1, 1_000 * SECOND);
        engine.gateway().onTick(1, 1_000 * SECOND);
        engine.gateway().onTick(2, 1_001 * SECOND);
        engine.gateway().onTick(1, 1_061 * SECOND);
        engine.gateway().onTick(1, 1_060 * SECOND);
        assertEquals(List.of("time 1 1000000000000 65536", "time 1 1060000000000 65536"), rig.log.drain());
        assertEquals(1_060 * SECOND, engine.engineTimeNs());
    }

    @Test
    void shouldLetOneLeapPassAfterAResumption() {
        lead();
        engine.gateway().onTick(1, 1_000 * SECOND);
        engine.gateway().onSegmentResumed(1, 9_000 * SECOND);
        engine.gateway().onTick(1, 9_061 * SECOND);
        engine.gateway().onTick(1, 9_001 * SECOND);
        engine.gateway().onTick(1, 20_000 * SECOND);
        assertEquals(List.of("time 1 1000000000000 65536", "time 1 9001000000000 65536"), rig.log.drain());
    }

    @Test
    void shouldElectTheFirstBidderForATerm() {
        rig.open(CHAIN, 11, 100);
        engine.gateway().onLead(1);
        rig.open(OTHER_CHAIN, 21, 100);
        engine.gateway().onLead(1);
        engine.gateway().onLead(3);
        engine.gateway().onTick(1, SECOND);
        engine.gateway().onLead(2);
        engine.gateway().onTick(2, SECOND);
        assertEquals(
                List.of(
                        "gateway 65536 11 100 true 0 0 0",
                        "leader 1 0 65536",
                        "gateway 131072 21 100 true 1 0 65536",
                        "leader 1 0 65536",
                        "leader 1 0 65536",
                        "leader 2 0 131072",
                        "time 2 1000000000 131072"),
                rig.log.drain());
    }

    @Test
    void shouldNotHearTheOldIncarnationsSuccessorAsLeader() {
        lead();
        rig.open(CHAIN, 12, 101);
        engine.gateway().onTick(1, SECOND);
        assertEquals(0, engine.engineTimeNs());
    }

    private void lead() {
        rig.open(CHAIN, 11, 100);
        engine.gateway().onLead(1);
        rig.log.drain();
    }

    @Test
    void shouldNumberSessionsAndRefuseUsedIds() {
        rig.open(CHAIN, 11, 100);
        rig.log.drain();
        for (int id = 1; id <= 5; id++) {
            engine.gateway().onNegotiate(70 + id, id, 8, 9, rig.key, 0, 1);
        }
        engine.gateway().onNegotiate(80, 1, 8, 9, rig.key, 0, 1);
        assertEquals(
                List.of(
                        "negotiated 65536 71 1 8 9 1 0",
                        "negotiated 65536 72 2 8 9 2 0",
                        "negotiated 65536 73 3 8 9 3 0",
                        "negotiated 65536 74 4 8 9 4 0",
                        "negotiated 65536 75 5 8 9 0 2",
                        "negotiated 65536 80 1 8 9 0 1"),
                rig.log.drain());
    }

    @Test
    void shouldBindASessionOnceAndToItsKeyOnly() {
        rig.open(CHAIN, 11, 100);
        engine.gateway().onNegotiate(1, 5, 6, 7, rig.key, 0, 1);
        rig.log.drain();
        final UnsafeBuffer otherKey = new UnsafeBuffer(new byte[16]);
        otherKey.putByte(15, (byte) 1);
        engine.gateway().onEstablish(2, 5, 5, 7, 1, rig.key, 0, 0, 0);
        engine.gateway().onEstablish(3, 5, 6, 7, 1, otherKey, 0, 0, 0);
        engine.gateway().onEstablish(4, 5, 6, 7, 1, rig.key, 0, 0, 0);
        engine.gateway().onEstablish(5, 5, 6, 7, 1, rig.key, 0, 0, 0);
        assertEquals(
                List.of(
                        "bound 65536 2 5 5 7 0 0 0 1",
                        "bound 65536 3 5 6 7 0 0 1 4",
                        "bound 65536 4 5 6 7 0 1 1 0",
                        "bound 65536 5 5 6 7 0 0 1 2"),
                rig.log.drain());
    }

    @Test
    void shouldGoOnWithItsNumbersWhereItIsBoundNext() {
        rig.open(CHAIN, 11, 100);
        rig.session(1);
        rig.buy(1, 10, 10);
        rig.buy(2, 10, 10);
        rig.open(OTHER_CHAIN, 21, 100);
        engine.gateway().onRelease(1, false);
        rig.next(CHAIN, 11);
        engine.gateway().onRelease(1, false);
        rig.next(OTHER_CHAIN, 21);
        engine.gateway().onEstablish(9, 1, -1, 6, 1, rig.key, 0, 0, 0);
        assertEquals(
                List.of("gateway 131072 21 100 true 0 0 0", "unbound 65536 1 0", "bound 131072 9 1 -1 6 2 3 1 0"),
                rig.log.drain());
        rig.next(CHAIN, 11);
        assertFalse(rig.message(1), "a late record of the old owner has no effect");
    }

    @Test
    void shouldApplyEachClientNumberOnce() {
        rig.open(CHAIN, 11, 100);
        rig.session(1);
        assertTrue(engine.beginMessage(1, 1, 5));
        assertFalse(engine.beginMessage(1, 1, 5));
        assertTrue(engine.beginMessage(1, 4, 5));
        assertFalse(engine.beginMessage(1, 3, 5));
        assertFalse(engine.beginMessage(2, 1, 5));
        assertFalse(engine.beginMessage(0, 1, 5));
    }

    @Test
    void shouldTellTradesOfUnboundSessionsToNobody() {
        rig.open(CHAIN, 11, 100);
        rig.session(1);
        rig.session(2);
        rig.sell(1, 10, 10);
        engine.gateway().onRelease(1, false);
        rig.log.drain();
        rig.message(2);
        engine.onNewOrder(rig.limit(1, Codes.SIDE_BUY, 10, 10));
        assertEquals(
                "trade s1@0 #2 x4 re-1 t1001 order 1/1 s1 i7 a42 221 @10000000000 10=0+10 2 1 10000000000 10 false 2",
                rig.log.drain().get(2));
    }

    @Test
    void shouldSeeItsStateInItsHash() {
        final EngineRig twin = new EngineRig();
        assertEquals(twin.engine.stateHash(), engine.stateHash());
        rig.open(CHAIN, 11, 100);
        assertNotEquals(twin.engine.stateHash(), engine.stateHash());
        twin.open(CHAIN, 11, 100);
        assertEquals(twin.engine.stateHash(), engine.stateHash());
    }

    @Test
    void shouldNameWhatIsWrongWithLimitsAndInstruments() {
        assertThrows(IllegalArgumentException.class, () -> engine.addInstrument(EngineRig.INSTRUMENT));
        assertThrows(
                IllegalArgumentException.class,
                () -> EngineLimits.builder()
                        .orders(0)
                        .detailedOrders(1)
                        .priceLevels(1)
                        .sessions(1)
                        .chains(1)
                        .instruments(1)
                        .accounts(1)
                        .positions(1)
                        .touchedOrders(1)
                        .deferredRecords(64)
                        .fenceTicks(1)
                        .build());
        assertThrows(IllegalArgumentException.class, () -> Instrument.continuous(1, 1, 1, 1, 1, 1, 1L << 48));
        assertThrows(IllegalArgumentException.class, () -> Instrument.continuous(1, 0, 1, 1, 1, 1, 1));
    }
}
