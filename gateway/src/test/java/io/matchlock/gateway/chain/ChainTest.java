package io.matchlock.gateway.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChainTest {
    private static final long LEASE_NS = 1_000;
    private static final long BACKOFF_NS = 10;
    private static final int RULES = Lease.RULES_VERSION;

    private final Chain chain = new Chain(4, LEASE_NS, BACKOFF_NS);

    ChainTest() {
        chain.open(7);
        chain.onConnected();
        chain.onSeen(7, 0, false, RULES);
    }

    @Test
    void shouldAcknowledgeInOrderOnceStored() {
        add(3, 0);
        assertEquals(List.of(1L, 2L, 3L), send(0));
        chain.onStored(1, 1);
        assertEquals(List.of(1L), acked(1));
        chain.onStored(2, 2);
        chain.onStored(3, 2);
        assertEquals(List.of(2L, 3L), acked(2));
        assertTrue(chain.isIdle());
    }

    @Test
    void shouldSayWhetherTheMatcherHasComeToItsEnd() {
        add(2, 0);
        send(0);
        chain.onStored(1, 1);
        chain.onStored(2, 1);
        acked(1);
        chain.onSeen(7, 1, false, RULES);
        assertFalse(chain.isApplied(), "the second is stored, and not applied");

        chain.onSeen(7, 2, false, RULES);

        assertTrue(chain.isApplied());
    }

    @Test
    void shouldAcknowledgeNothingBehindAFailureAndSendAllAgain() {
        add(3, 0);
        send(0);
        chain.onStored(1, 1);
        chain.onFailed(2, 1);
        assertEquals(List.of(), send(100));
        chain.onStored(3, 1);
        assertEquals(List.of(1L), acked(1));
        assertEquals(List.of(), send(1), "the backoff is not over");
        assertEquals(List.of(2L, 3L), send(1 + BACKOFF_NS));
        chain.onStored(2, 20);
        chain.onStored(3, 20);
        assertEquals(List.of(2L, 3L), acked(20));
    }

    @Test
    void shouldNotSendWhileDisconnected() {
        add(1, 0);
        send(0);
        chain.onFailed(1, 1);
        chain.onDisconnected();
        assertEquals(List.of(), send(10_000));
        chain.onConnected();
        assertEquals(List.of(1L), send(10_000));
    }

    @Test
    void shouldTakeEventsForAnAnswer() {
        add(2, 0);
        send(0);
        assertEquals(Chain.SEEN, chain.onSeen(7, 2, false, RULES));
        assertEquals(List.of(1L, 2L), ackedOnly(1));
        assertNull(chain.nextFree(), "the answers are outstanding, so the bytes must stay");
        chain.onStored(1, 1);
        chain.onStored(2, 1);
        assertEquals(2, freed());
    }

    @Test
    void shouldNotSendAgainWhatWasSeenApplied() {
        add(3, 0);
        send(0);
        chain.onFailed(1, 1);
        chain.onFailed(2, 1);
        chain.onFailed(3, 1);
        chain.onSeen(7, 2, false, RULES);
        assertEquals(List.of(1L, 2L), ackedOnly(2));
        assertEquals(List.of(3L), send(100));
    }

    @Test
    void shouldWaitForProofWhenTheLeaseIsOver() {
        add(1, 0);
        send(0);
        chain.onStored(1, 1);
        assertEquals(List.of(1L), acked(1));
        add(2, 900);
        send(900);
        chain.onStored(2, LEASE_NS);
        chain.onStored(3, LEASE_NS);
        assertEquals(List.of(), acked(LEASE_NS));
        chain.onSeen(7, 2, false, RULES);
        assertEquals(List.of(2L, 3L), acked(LEASE_NS));
    }

    @Test
    void shouldWaitForProofUnderRulesThatDoNotCountSilenceInTicks() {
        chain.onSeen(7, 0, false, Lease.RULES_VERSION - 1);
        add(2, 0);
        send(0);
        chain.onStored(1, 1);
        chain.onStored(2, 1);
        assertEquals(List.of(1L), acked(1));
        chain.onSeen(7, 2, false, Lease.RULES_VERSION - 1);
        assertEquals(List.of(2L), acked(1));
    }

    @Test
    void shouldWaitOnANewConnectionUntilABatchFirstSentOnItWasSeen() {
        add(2, 0);
        send(0);
        chain.onStored(1, 1);
        acked(1);
        chain.onFailed(2, 1);
        chain.onDisconnected();
        chain.onConnected();
        add(2, 20);
        assertEquals(List.of(2L, 3L, 4L), send(20));
        chain.onStored(2, 21);
        chain.onStored(3, 21);
        chain.onStored(4, 21);
        assertEquals(List.of(), acked(21), "another may have opened the chain meanwhile");
        chain.onSeen(7, 2, false, RULES);
        assertEquals(List.of(2L), acked(21), "its copy of the old connection may be the one that was applied");
        chain.onSeen(7, 3, false, RULES);
        assertEquals(List.of(3L, 4L), acked(21));
    }

    @Test
    void shouldFindThatItWasFencedOnlyWhenTheNextBatchIsVoid() {
        add(3, 0);
        send(0);
        chain.onSeen(7, 1, false, RULES);
        assertEquals(Chain.SEEN, chain.onSeen(7, 3, true, RULES), "a gap: 2 will come again");
        assertEquals(Chain.SEEN, chain.onSeen(7, 1, true, RULES), "a duplicate");
        assertEquals(Chain.SEEN, chain.onSeen(8, 2, true, RULES), "of another incarnation");
        assertEquals(Chain.FENCED, chain.onSeen(7, 2, true, RULES));
    }

    @Test
    void shouldGiveBackAbandonedBatchesOnceAnswered() {
        add(2, 0);
        send(0);
        chain.abandon();
        assertFalse(chain.hasRoom());
        assertNull(chain.nextAcked(1));
        chain.onStored(1, 1);
        chain.onFailed(2, 1);
        assertEquals(2, freed());
        assertTrue(chain.isIdle());
        chain.open(9);
        assertEquals(1, chain.nextNumber());
    }

    /** The answer to the first try is lost, the second is refused, and the events show that the first was stored. */
    @Test
    void shouldKnowThatNothingWaitsThoughTheLastTryWasRefused() {
        add(1, 0);
        send(0);
        chain.onDisconnected();
        chain.onConnected();
        send(1_000_000_000L);
        assertFalse(chain.isAllAcked());
        chain.onSeen(7, 1, false, RULES);
        chain.onFailed(1, 1_000_000_001L);
        acked(1_000_000_001L);
        assertTrue(chain.isAllAcked());
        assertNull(chain.nextToSend(9_000_000_000L));
    }

    @Test
    void shouldHoldAtMostTheWindow() {
        add(4, 0);
        assertFalse(chain.hasRoom());
        send(0);
        chain.onStored(1, 1);
        acked(1);
        assertTrue(chain.hasRoom());
    }

    /** A log that refuses, loses connections and applies as the engine does: acknowledged must be applied, in order, once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldAcknowledgeOnlyWhatIsApplied(final long seed) {
        final Random random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            new Simulation(random).run();
        }
    }

    private static final class Simulation {
        private final Random random;
        private final Chain chain = new Chain(8, Long.MAX_VALUE, 0);
        private final ArrayDeque<Batch> wire = new ArrayDeque<>();
        private final List<Long> stored = new ArrayList<>();
        private final List<Long> applied = new ArrayList<>();
        private final Set<Long> acked = new HashSet<>();
        private final List<Batch> all = new ArrayList<>();
        private int seen;
        private long now;

        Simulation(final Random random) {
            this.random = random;
            chain.open(1);
            chain.onConnected();
            chain.onSeen(1, 0, false, RULES);
        }

        void run() {
            for (int step = 0; step < 200; step++) {
                now++;
                step(random.nextInt(12));
                collect();
            }
            chain.onConnected();
            for (int i = 0; i < 500 && !chain.isIdle(); i++) {
                now++;
                sendAll();
                answer(true);
                see();
                collect();
            }
            assertTrue(chain.isIdle(), "everything settles once faults stop");
            assertEquals(all.size(), applied.size());
        }

        private void step(final int action) {
            switch (action) {
                case 0, 1, 2 -> {
                    if (chain.hasRoom()) {
                        final Batch batch = batch(chain.nextNumber());
                        all.add(batch);
                        chain.add(batch, now);
                    }
                }
                case 3, 4, 5 -> sendAll();
                case 6, 7 -> answer(true);
                case 8 -> answer(false);
                case 9 -> cut();
                case 10 -> chain.onConnected();
                default -> see();
            }
        }

        private void sendAll() {
            for (Batch batch = chain.nextToSend(now); batch != null; batch = chain.nextToSend(now)) {
                wire.add(batch);
            }
        }

        private void answer(final boolean takes) {
            final Batch batch = wire.poll();
            if (batch != null && takes) {
                store(batch);
                chain.onStored(batch.number(), now);
            } else if (batch != null) {
                chain.onFailed(batch.number(), now);
            }
        }

        /** The connection breaks: a first part of what is on the wire was stored, nobody knows how much. */
        private void cut() {
            int stays = random.nextInt(wire.size() + 1);
            while (!wire.isEmpty()) {
                final Batch batch = wire.poll();
                if (stays-- > 0) {
                    store(batch);
                }
                chain.onFailed(batch.number(), now);
            }
            chain.onDisconnected();
        }

        private void store(final Batch batch) {
            stored.add(batch.number());
            if (batch.number() == applied.size() + 1) {
                applied.add(batch.number());
            }
        }

        /** The events of some of what was stored arrive. */
        private void see() {
            long last = applied(seen);
            while (seen < stored.size() && random.nextInt(4) != 0) {
                final long number = stored.get(seen++);
                final boolean isVoid = number != last + 1;
                last = isVoid ? last : number;
                assertEquals(Chain.SEEN, chain.onSeen(1, number, isVoid, RULES));
            }
        }

        private long applied(final int upTo) {
            long last = 0;
            for (int i = 0; i < upTo; i++) {
                last = stored.get(i) == last + 1 ? last + 1 : last;
            }
            return last;
        }

        private void collect() {
            for (Batch batch = chain.nextAcked(now); batch != null; batch = chain.nextAcked(now)) {
                assertTrue(acked.add(batch.number()), "acknowledged twice");
                assertEquals(acked.size(), batch.number(), "acknowledged out of order");
                assertTrue(applied.contains(batch.number()), "acknowledged but not applied");
                assertSame(all.get((int) batch.number() - 1), batch);
            }
            for (Batch batch = chain.nextFree(); batch != null; batch = chain.nextFree()) {
                assertFalse(wire.contains(batch), "given back while on the wire");
            }
        }
    }

    private void add(final int count, final long nowNs) {
        for (int i = 0; i < count; i++) {
            chain.add(batch(chain.nextNumber()), nowNs);
        }
    }

    private List<Long> send(final long nowNs) {
        final List<Long> numbers = new ArrayList<>();
        for (Batch batch = chain.nextToSend(nowNs); batch != null; batch = chain.nextToSend(nowNs)) {
            numbers.add(batch.number());
        }
        return numbers;
    }

    private List<Long> acked(final long nowNs) {
        final List<Long> numbers = ackedOnly(nowNs);
        freed();
        return numbers;
    }

    private List<Long> ackedOnly(final long nowNs) {
        final List<Long> numbers = new ArrayList<>();
        for (Batch batch = chain.nextAcked(nowNs); batch != null; batch = chain.nextAcked(nowNs)) {
            numbers.add(batch.number());
        }
        return numbers;
    }

    private int freed() {
        int count = 0;
        while (chain.nextFree() != null) {
            count++;
        }
        return count;
    }

    private static Batch batch(final long number) {
        final Batch batch = new Batch(64);
        batch.number(number);
        return batch;
    }
}
