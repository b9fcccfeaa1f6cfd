package io.matchlock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.engine.event.SilentListener;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.EngineLimits;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/**
 * Many more sessions than there is room for, one after the other: each is negotiated, bound, sends something, and is released.
 * {@code -Dmatchlock.test.sessions=10000000} for as many as a segment may see in its life.
 */
final class ManySessionsTest {
    private static final int SESSIONS = Integer.getInteger("matchlock.test.sessions", 200_000);
    private static final int KEPT = 16_384;
    private static final int IDLE_TICKS = 60;
    /** Logons between two ticks. */
    private static final int A_TICK = 250;

    private static final long SECOND = 1_000_000_000L;

    private int refused;
    private int highestNumber;
    private boolean isBound;

    private final Engine engine = new Engine(
            EngineLimits.builder()
                    .orders(1 << 10)
                    .sessions(KEPT)
                    .idleTicks(IDLE_TICKS)
                    .build(),
            Engine.RULES_VERSION,
            new SilentListener() {
                @Override
                public void onSessionNegotiated(
                        final int ownerChainId,
                        final long connectionId,
                        final long idHigh,
                        final long idLow,
                        final long timestampNs,
                        final DirectBuffer key,
                        final int keyOffset,
                        final int session,
                        final int result) {
                    refused += result == Codes.NEGOTIATE_ACCEPTED ? 0 : 1;
                    highestNumber = session;
                }

                @Override
                public void onSessionBound(
                        final int ownerChainId,
                        final long connectionId,
                        final long idHigh,
                        final long idLow,
                        final long timestampNs,
                        final long lastIncomingSeqNo,
                        final long nextSeqNo,
                        final int session,
                        final int result) {
                    isBound = result == Codes.BIND_BOUND;
                }
            });
    private final EngineRig frames = new EngineRig();

    @Test
    void shouldTakeEachAndStayAsLargeAsItWas() {
        engine.beginEntry(1, EngineRig.CHAIN, 11, 1, true, 100);
        engine.gateway().onLead(1);
        final long startNs = System.nanoTime();
        long usedBytes = 0;
        for (int id = 1; id <= SESSIONS; id++) {
            visit(id);
            if (id % A_TICK == 0) {
                engine.gateway().onTick(1, (1_000 + id / A_TICK) * SECOND);
            }
            if (id == 2 * KEPT) {
                usedBytes = usedBytes();
            }
        }
        System.out.printf(
                "%,d sessions, %,d kept at a time: %.1f s, %,d bytes in use, as after %,d; last number %,d%n",
                SESSIONS, KEPT, (System.nanoTime() - startNs) / 1e9, usedBytes(), 2 * KEPT, highestNumber);
        assertEquals(0, refused);
        assertEquals(usedBytes, usedBytes());
    }

    private void visit(final int id) {
        engine.gateway().onNegotiate(id, id, -id, 5, frames.key, 0, 1);
        final int number = highestNumber;
        isBound = false;
        engine.gateway().onEstablish(id, id, -id, 6, 1, frames.key, 0, 0, 0);
        assertEquals(true, isBound && engine.beginMessage(number, 1, id), "session " + id);
        engine.onNewOrder(frames.limit(1, Codes.SIDE_BUY, 50, 10));
        engine.beginMessage(number, 2, id);
        engine.onCancel(2, 1, Codes.NULL_U64, EngineRig.STOCK, Codes.SIDE_BUY);
        engine.gateway().onRelease(number, id % 2 == 0);
    }

    private long usedBytes() {
        return engine.regions().stream().mapToLong(StateRegion::usedBytes).sum();
    }
}
