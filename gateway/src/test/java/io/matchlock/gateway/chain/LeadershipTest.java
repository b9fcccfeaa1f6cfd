package io.matchlock.gateway.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class LeadershipTest {
    private static final int ME = 1 << 16;
    private static final int OTHER = 2 << 16;
    private static final long S = 1_000_000_000L;

    private final Leadership leadership = new Leadership(ME, 0);

    @Test
    void shouldBidWhereNobodyLeads() {
        assertEquals(Leadership.BID, leadership.decide(0, 100 * S));
        leadership.onBid(0);
        assertEquals(Leadership.NOTHING, leadership.decide(S, 101 * S), "the bid is not answered yet");
        assertEquals(Leadership.BID, leadership.decide(3 * S, 103 * S));
    }

    @Test
    void shouldFollowWhileTicksCome() {
        leadership.onTold(1, OTHER, 100 * S, false, 0);
        leadership.onTold(1, OTHER, 101 * S, true, 2 * S);
        assertEquals(Leadership.NOTHING, leadership.decide(4 * S, 104 * S));
        assertEquals(Leadership.BID, leadership.decide(5 * S, 105 * S));
        assertEquals(1, leadership.term());
    }

    @Test
    void shouldTickEachSecondAsLeader() {
        lead(0);
        assertTrue(leadership.isLeader());
        assertEquals(
                Leadership.NOTHING,
                leadership.decide(S / 2 - 1, 100 * S),
                "the former leader's last tick may be young");
        assertEquals(Leadership.TICK, leadership.decide(S / 2, 100 * S));
        leadership.onTicked(leadership.tickTimeNs(S / 2, 100 * S), S / 2);
        leadership.onTickStored(S / 2);
        assertEquals(Leadership.NOTHING, leadership.decide(3 * S / 2 - 1, 101 * S));
        assertEquals(Leadership.TICK, leadership.decide(3 * S / 2, 101 * S));
    }

    @Test
    void shouldHaveOneTickOnItsWayAndLeaveRoomBetweenTwo() {
        lead(0);
        leadership.onTicked(100 * S, S);
        assertEquals(Leadership.NOTHING, leadership.decide(20 * S, 120 * S), "not stored yet");
        leadership.onTickStored(20 * S);
        assertEquals(Leadership.NOTHING, leadership.decide(20 * S + S / 2 - 1, 120 * S));
        assertEquals(Leadership.TICK, leadership.decide(20 * S + S / 2, 120 * S));
    }

    @Test
    void shouldLetTimePassAtHalfItsPaceWhileItsClockIsBehind() {
        lead(0);
        leadership.onTicked(100 * S, S);
        leadership.onTickStored(S);
        assertEquals(100 * S + S / 2, leadership.tickTimeNs(2 * S, 90 * S));
        assertEquals(101 * S, leadership.tickTimeNs(2 * S, 101 * S), "no longer behind");
        assertEquals(101 * S, leadership.tickTimeNs(60 * S, 90 * S), "a pause is no reason to leap");
    }

    @Test
    void shouldResumeASegmentThatWasDown() {
        lead(100 * S);
        assertEquals(Leadership.RESUME_AND_TICK, leadership.decide(S, 200 * S));
        leadership.onTicked(200 * S, S);
        leadership.onTickStored(S);
        assertEquals(Leadership.TICK, leadership.decide(2 * S, 201 * S));
    }

    @Test
    void shouldBidAnewWhereItsPredecessorLed() {
        lead(100 * S);
        leadership.onOpened();
        leadership.onTold(1, ME, 100 * S, false, 10 * S);
        assertFalse(leadership.isLeader(), "the incarnation that led is gone");
        assertEquals(Leadership.BID, leadership.decide(10 * S, 110 * S));
        leadership.onBid(10 * S);
        leadership.onTold(2, ME, 100 * S, false, 11 * S);
        assertTrue(leadership.isLeader());
    }

    @Test
    void shouldNotTakeAnotherForItself() {
        leadership.onBid(0);
        leadership.onTold(1, OTHER, 100 * S, false, S);
        assertFalse(leadership.isLeader());
        assertEquals(Leadership.NOTHING, leadership.decide(S, 100 * S));
    }

    private void lead(final long engineTimeNs) {
        leadership.onOpened();
        leadership.onBid(0);
        leadership.onTold(1, ME, engineTimeNs, false, 0);
    }
}
