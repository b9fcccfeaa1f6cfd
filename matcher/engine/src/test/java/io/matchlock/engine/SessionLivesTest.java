package io.matchlock.engine;

import static io.matchlock.engine.EngineRig.CHAIN;
import static io.matchlock.engine.EngineRig.OTHER_CHAIN;
import static io.matchlock.engine.EngineRig.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.EngineLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sessions that nobody uses give way to new ones, and what was told of them goes on to hold. */
final class SessionLivesTest {
    private static final int IDLE_TICKS = 100;
    private static final int ENDED_TICKS = 60;
    private static final int SESSIONS = 3;
    /** The number of a place's next session is so much higher. */
    private static final int STEP = 4;

    private static final String ACCEPTED = "0";
    private static final String DUPLICATE = "1";
    private static final String FULL = "2";
    private static final String UNNEGOTIATED = "1";
    private static final String FINALIZED = "3";
    private static final String INVALID_NEXT_SEQ_NO = "5";

    private EngineRig rig = rig(Engine.RULES_VERSION);
    private long nowNs = 1_000 * SECOND;

    private static EngineRig rig(final int rulesVersion) {
        final EngineLimits limits = EngineLimits.builder()
                .orders(100)
                .detailedOrders(100)
                .priceLevels(50)
                .sessions(SESSIONS)
                .chains(3)
                .touchedOrders(1)
                .idleTicks(IDLE_TICKS)
                .build();
        final EngineRig rig = new EngineRig(limits, rulesVersion, EngineRig.INSTRUMENT);
        rig.open(CHAIN, 11, 100);
        rig.engine.gateway().onLead(1);
        rig.log.drain();
        return rig;
    }

    private String negotiate(final int id) {
        rig.engine.gateway().onNegotiate(id, id, -id, 5, rig.key, 0, 1);
        return result();
    }

    private String establish(final int id, final long nextSeqNo) {
        rig.engine.gateway().onEstablish(id, id, -id, 6, nextSeqNo, rig.key, 0, 0, 0);
        return result();
    }

    private String result() {
        final List<String> events = rig.log.drain();
        final String last = events.get(events.size() - 1);
        return last.substring(last.lastIndexOf(' ') + 1);
    }

    private void fill() {
        for (int id = 1; id <= SESSIONS; id++) {
            rig.session(id);
        }
        rig.log.drain();
    }

    private void release(final int number, final boolean isFinished) {
        rig.engine.gateway().onRelease(number, isFinished);
        rig.log.drain();
    }

    private void ticks(final int count) {
        for (int tick = 0; tick < count; tick++) {
            nowNs += SECOND;
            rig.engine.gateway().onTick(1, nowNs);
        }
        rig.log.drain();
    }

    private void buy(final int session, final long clientSeqNo) {
        assertTrue(rig.engine.beginMessage(session, clientSeqNo, 5));
        rig.engine.onNewOrder(rig.limit(clientSeqNo, Codes.SIDE_BUY, 50, 10));
    }

    @Test
    void shouldRefuseANewSessionAsLongAsNoneIsIdleForLongEnough() {
        fill();
        assertEquals(FULL, negotiate(4));
        release(2, false);
        ticks(IDLE_TICKS - 1);
        assertEquals(FULL, negotiate(4));
        ticks(1);
        assertEquals(ACCEPTED, negotiate(4));
        assertEquals(FULL, negotiate(5), "there was one");
    }

    @Test
    void shouldKeepSessionsForEverByOlderRules() {
        rig = rig(4);
        fill();
        release(2, true);
        ticks(10 * IDLE_TICKS);
        assertEquals(FULL, negotiate(4));
        assertEquals(ACCEPTED, establish(2, 9));
        release(2, false);
        rig.engine.admin().onRulesVersion(1, 5);
        assertEquals(FULL, negotiate(4));
        ticks(IDLE_TICKS);
        assertEquals(ACCEPTED, negotiate(4), "it was idle before the rules changed, but not for long enough");
    }

    @Test
    void shouldLetTheSessionThatHasBeenIdleLongestGiveWay() {
        fill();
        release(3, false);
        release(1, false);
        release(2, false);
        establish(3, 1);
        release(3, false);
        ticks(IDLE_TICKS);
        negotiate(4);
        assertEquals(UNNEGOTIATED, establish(1, 1));
        assertEquals(ACCEPTED, establish(2, 1));
        negotiate(5);
        assertEquals(UNNEGOTIATED, establish(3, 1));
    }

    @Test
    void shouldGiveEachSessionANumberOfItsOwn() {
        fill();
        rig.engine.beginMessage(2, 7, 5);
        rig.engine.onRefused(1, 8, 11, 100);
        release(2, false);
        ticks(IDLE_TICKS);
        rig.engine.gateway().onNegotiate(4, 4, -4, 5, rig.key, 0, 1);
        assertEquals(List.of("negotiated 65536 4 4 -4 5 " + (2 + STEP) + " 0"), rig.log.drain());
        rig.engine.gateway().onEstablish(4, 4, -4, 6, 1, rig.key, 0, 0, 0);
        assertEquals(
                List.of("bound 65536 4 4 -4 6 0 1 " + (2 + STEP) + " 0"),
                rig.log.drain(),
                "no number is dead, none was applied, no report was made");
        assertFalse(rig.engine.beginMessage(2, 8, 5), "a late message of the session that was there before");
        assertTrue(rig.engine.beginMessage(2 + STEP, 1, 5));
        rig.engine.onRefused(1, 8, 11, 100);
        assertTrue(rig.log.drain().get(0).startsWith("refused s6@65536 #1 "));
    }

    @Test
    void shouldKeepASessionWithLiveOrders() {
        fill();
        buy(2, 1);
        release(2, false);
        ticks(2 * IDLE_TICKS);
        assertEquals(FULL, negotiate(4));
        establish(2, 2);
        rig.engine.beginMessage(2, 2, 5);
        rig.engine.onCancel(2, 1, Codes.NULL_U64, EngineRig.STOCK, Codes.SIDE_BUY);
        release(2, false);
        ticks(IDLE_TICKS - 1);
        assertEquals(FULL, negotiate(4));
        ticks(1);
        assertEquals(ACCEPTED, negotiate(4));
    }

    @Test
    void shouldCountFromTheEndOfTheLastOrder() {
        fill();
        buy(2, 1);
        release(2, false);
        ticks(IDLE_TICKS);
        assertTrue(rig.engine.beginMessage(1, 1, 5));
        rig.engine.onNewOrder(rig.limit(1, Codes.SIDE_SELL, 50, 10));
        ticks(IDLE_TICKS - 1);
        assertEquals(FULL, negotiate(4));
        ticks(1);
        assertEquals(ACCEPTED, negotiate(4));
    }

    @Test
    void shouldKeepASessionThatEndedForGoodForAMinute() {
        fill();
        release(1, false);
        release(2, true);
        assertEquals(FINALIZED, establish(2, 1));
        assertEquals(DUPLICATE, negotiate(2));
        ticks(ENDED_TICKS - 1);
        assertEquals(FULL, negotiate(4));
        ticks(1);
        assertEquals(ACCEPTED, negotiate(4));
        assertEquals(UNNEGOTIATED, establish(2, 1));
    }

    @Test
    void shouldNotExecuteAgainWhatAClientSendsAfterItsSessionGaveWay() {
        fill();
        buy(2, 1);
        rig.engine.beginMessage(2, 2, 5);
        rig.engine.onCancel(2, 1, Codes.NULL_U64, EngineRig.STOCK, Codes.SIDE_BUY);
        release(2, false);
        ticks(IDLE_TICKS);
        negotiate(4);
        assertEquals(UNNEGOTIATED, establish(2, 3));
        release(1, false);
        ticks(IDLE_TICKS);
        assertEquals(ACCEPTED, negotiate(2), "the id may be used again");
        assertEquals(INVALID_NEXT_SEQ_NO, establish(2, 3), "but not with the numbers of before");
        assertEquals(INVALID_NEXT_SEQ_NO, establish(2, Codes.NULL_U64));
        assertEquals(ACCEPTED, establish(2, 1));
    }

    @Test
    void shouldBindASessionThatWasBoundWhateverNumberItsClientIsAt() {
        fill();
        release(2, false);
        assertEquals(ACCEPTED, establish(2, 7));
    }

    @Test
    void shouldNotTakeASlotWhileRecordsWaitBehindUnfinishedWork() {
        fill();
        for (int order = 1; order <= 3; order++) {
            buy(1, order);
        }
        release(2, false);
        ticks(IDLE_TICKS);
        rig.engine.beginMessage(3, 1, 5);
        rig.engine.onNewOrder(rig.limit(1, Codes.SIDE_SELL, 50, 30));
        assertTrue(rig.engine.isBusy());
        assertEquals(FULL, negotiate(4));
        while (rig.engine.goOn()) {
            // until it is done
        }
        assertEquals(ACCEPTED, negotiate(4));
    }

    @Test
    void shouldFreeTheSessionsOfAChainThatIsReplaced() {
        rig.open(OTHER_CHAIN, 21, 100);
        fill();
        rig.open(OTHER_CHAIN, 22, 101);
        rig.next(CHAIN, 11);
        ticks(IDLE_TICKS);
        assertEquals(ACCEPTED, negotiate(4));
    }
}
