package io.matchlock.engine;

import static io.matchlock.engine.EngineRig.CHAIN;
import static io.matchlock.engine.EngineRig.SECOND;
import static io.matchlock.engine.EngineRig.TICK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.EngineLimits;
import io.matchlock.engine.request.Instrument;
import io.matchlock.engine.version.EntryBounds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What all records of an entry may do together, from version 3 of the rules on. */
final class EntryBoundsTest {
    private static final int ORDERS = 10_000;
    private static final int MAX_TOUCHED = 1_000;
    private static final int RECORDS = 512;
    private static final EngineLimits LIMITS = EngineLimits.builder()
            .orders(2 * ORDERS)
            .detailedOrders(100)
            .priceLevels(3_000)
            .sessions(4)
            .chains(3)
            .instruments(2_500)
            .accounts(20)
            .positions(2_500)
            .touchedOrders(MAX_TOUCHED)
            .deferredRecords(4_096)
            .fenceTicks(5)
            .build();
    private static final int ACCOUNT = 42;

    private EngineRig rig = withRules(Engine.RULES_VERSION);

    private static EngineRig withRules(final int version) {
        return new EngineRig(LIMITS, version, EngineRig.INSTRUMENT).withSessionAndLeader();
    }

    private static List<String> rest(final EngineRig rig, final int orders) {
        final List<String> events = new ArrayList<>();
        for (int order = 1; order <= orders; order++) {
            if (order % RECORDS == 0) {
                rig.next(CHAIN, 11);
            }
            events.addAll(rig.sell(order, 10, 10));
        }
        return events;
    }

    /** Each of 512 records buys what 10 orders sell. */
    private static List<String> sweeps(final EngineRig rig) {
        final List<String> events = new ArrayList<>();
        rig.next(CHAIN, 11);
        for (int record = 0; record < RECORDS; record++) {
            events.addAll(rig.buy(100_000 + record, 10, 100));
        }
        return events;
    }

    private List<String> alive() {
        rig.next(CHAIN, 11);
        rig.engine.gateway().onAlive();
        return rig.log.drain();
    }

    private static long tradesIn(final List<String> events) {
        return events.stream().filter(event -> event.startsWith("trade")).count() / 2;
    }

    @Test
    void shouldTouchNoMoreOrdersInAnEntryThanItMay() {
        rest(rig, ORDERS);
        assertEquals(EntryBounds.TOUCHES, tradesIn(sweeps(rig)));
        assertTrue(rig.engine.isBusy());
        assertEquals(MAX_TOUCHED, tradesIn(alive()) + acted(), "a record of the next entry goes on");
    }

    /** A record that waited has cost a touch of its own. */
    private long acted() {
        return MAX_TOUCHED / 11;
    }

    @Test
    void shouldTellWhatUnboundedEntriesTell() {
        final List<String> events = rest(rig, ORDERS);
        events.addAll(sweeps(rig));
        while (rig.engine.isBusy()) {
            events.addAll(alive());
        }
        final EngineRig unbounded = withRules(2);
        final List<String> atOnce = rest(unbounded, ORDERS);
        atOnce.addAll(sweeps(unbounded));
        assertFalse(unbounded.engine.isBusy());
        assertEquals(atOnce, events);
    }

    @Test
    void shouldCarryOnWhenAGatewaySaysThatItLives() {
        rest(rig, ORDERS);
        rig.next(CHAIN, 11);
        rig.engine.admin().onAccountBlock(1, 1, ACCOUNT, true);
        int entries = 1;
        while (rig.engine.isBusy()) {
            alive();
            entries++;
        }
        assertEquals(ORDERS / MAX_TOUCHED + 1, entries);
    }

    @Test
    void shouldNotCarryOnAtSuchRecordsByOlderRules() {
        rig = withRules(2);
        rest(rig, ORDERS);
        rig.engine.admin().onAccountBlock(1, 1, ACCOUNT, true);
        rig.log.drain();
        assertEquals(List.of(), alive());
    }

    @Test
    void shouldEndNoMoreHaltsInAnEntryThanItMayTouchOrders() {
        final int halts = MAX_TOUCHED + 100;
        for (int id = 1_000; id < 1_000 + halts; id++) {
            rig.engine.addInstrument(halting(id));
            halt(id);
        }
        rig.log.drain();
        rig.next(CHAIN, 11);
        rig.engine.gateway().onTick(1, 1_030 * SECOND);
        assertEquals(MAX_TOUCHED, continuousIn(rig.log.drain()));
        assertEquals(halts - MAX_TOUCHED, continuousIn(alive()));
        assertFalse(rig.engine.isBusy());
    }

    private static long continuousIn(final List<String> events) {
        return events.stream()
                .filter(event -> event.startsWith("status") && event.endsWith(" " + Codes.TRADING_CONTINUOUS))
                .count();
    }

    /** An aggressor that meets the band halts the instrument for a second. */
    private void halt(final int securityId) {
        rig.next(CHAIN, 11);
        rig.enter(rig.limit(securityId, Codes.SIDE_SELL, 10, 10).securityId(securityId));
        rig.enter(rig.limit(securityId + 10_000L, Codes.SIDE_BUY, 10, 10).securityId(securityId));
        rig.enter(rig.limit(securityId + 20_000L, Codes.SIDE_SELL, 100, 10).securityId(securityId));
        rig.enter(rig.limit(securityId + 30_000L, Codes.SIDE_BUY, 100, 10)
                .securityId(securityId)
                .timeInForce(Codes.TIF_IOC));
    }

    private static Instrument halting(final int securityId) {
        return Instrument.builder(securityId)
                .tickSize(TICK)
                .lotSize(10)
                .minQty(10)
                .maxQty(100_000)
                .lowLimitPrice(TICK)
                .highLimitPrice(1_000 * TICK)
                .bandBasisPoints(400)
                .haltSeconds(1)
                .build();
    }

    @Test
    void shouldGoByTheVersionAtTheBeginningOfTheEntry() {
        rig = withRules(2);
        rest(rig, ORDERS);
        rig.next(CHAIN, 11);
        rig.engine.admin().onRulesVersion(1, Engine.RULES_VERSION);
        long trades = 0;
        for (int record = 0; record < RECORDS; record++) {
            trades += tradesIn(rig.buy(100_000 + record, 10, 100));
        }
        assertEquals(10 * RECORDS, trades);
    }
}
