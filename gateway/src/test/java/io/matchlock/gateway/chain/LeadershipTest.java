package io.matchlock.gateway.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
        leadership.onTold(1, ME, 0, false, 0);
        assertTrue(leadership.isLeader());
        assertEquals(Leadership.TICK, leadership.decide(0, 100 * S));
        leadership.onTicked(leadership.tickTimeNs(100 * S), 0);
        assertEquals(Leadership.NOTHING, leadership.decide(S - 1, 101 * S));
        assertEquals(Leadership.TICK, leadership.decide(S, 101 * S));
        assertEquals(100 * S + 1, leadership.tickTimeNs(99 * S), "the wall clock went back");
    }

    @Test
    void shouldResumeASegmentThatWasDown() {
        leadership.onTold(2, ME, 100 * S, false, 0);
        assertEquals(Leadership.RESUME_AND_TICK, leadership.decide(0, 200 * S));
        leadership.onTicked(200 * S, 0);
        assertEquals(Leadership.TICK, leadership.decide(S, 201 * S));
    }
}
