package io.matchlock.matcher.engine;

import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** Draws one command after the other and gives it to the engine and to the naive one. */
final class RandomCommands {
    /** What is remembered of an order, to address it later. */
    private record Sent(int session, long clOrdId, long orderId, int securityId, int side, long price) {}

    private static final long SECOND = 1_000_000_000L;
    private static final int CHAINS = 4;
    private static final int SESSIONS = 7;
    private static final int[] SECURITIES = {1, 1, 2, 2, -3, -3, 9};
    private static final int[] TIMES_IN_FORCE = {'0', '1', '1', '1', '1', '3', '3', '4'};
    private static final List<Instrument> INSTRUMENTS = List.of(
            new Instrument(1, 1, 1, 1, 1_000, 1, (1L << 48) - 1),
            new Instrument(2, 5, 10, 20, 2_000, 100, 40_000),
            new Instrument(-3, SECOND, 1, 1, Long.MAX_VALUE, 1, Long.MAX_VALUE));

    final EventLog engineLog = new EventLog();
    final EventLog naiveLog = new EventLog();
    final Engine engine;
    private final NaiveEngine naive;
    private final Random random;
    private final OrderRequest request = new OrderRequest();
    private final UnsafeBuffer key = new UnsafeBuffer(new byte[16]);
    private final Sent[] sent = new Sent[256];
    private final long[] batches = new long[CHAINS + 1];
    private final long[] incarnations = new long[CHAINS + 1];
    private boolean applied;
    private long position;
    private long timeNs = 1_000 * SECOND;
    private long term;
    private long clientSeqNo;
    private long clOrdIds;

    RandomCommands(final EngineLimits limits, final Random random) {
        this.random = random;
        engine = new Engine(limits, new Recorder(engineLog));
        naive = new NaiveEngine(limits, naiveLog);
        for (final Instrument instrument : INSTRUMENTS) {
            engine.addInstrument(instrument);
            naive.books.add(instrument);
        }
    }

    long trades() {
        return naive.books.trades();
    }

    /** Does something and says what. */
    String next() {
        if (!applied || random.nextInt(40) == 0) {
            return entry();
        }
        return random.nextInt(30) == 0 ? control() : message();
    }

    private String entry() {
        final int chain = random.nextInt(4) == 0 ? 1 + random.nextInt(CHAINS) : 1;
        final boolean opens = incarnations[chain] == 0 || random.nextInt(40) == 0;
        if (opens && random.nextInt(8) != 0) {
            incarnations[chain]++;
        }
        final boolean follows = random.nextInt(10) != 0;
        final long batch = opens ? 1 : batches[chain] + (follows ? 1 : random.nextInt(3));
        final long startTimeNs = incarnations[chain] * 10 - (random.nextInt(10) == 0 ? 15 : 0);
        final int result = engine.beginEntry(++position, chain << 16, incarnations[chain], batch, opens, startTimeNs);
        assertSame(result, naive.beginEntry(chain << 16, incarnations[chain], batch, opens, startTimeNs));
        applied = result == Engine.APPLIED;
        if (applied) {
            batches[chain] = batch;
        } else if (!opens && follows) {
            incarnations[chain] = incarnations[chain] + 1;
        }
        return "entry of chain " + chain + " batch " + batch + " opens " + opens + " applied " + applied;
    }

    private static void assertSame(final int expected, final int actual) {
        if (expected != actual) {
            throw new AssertionError("one engine says " + expected + ", the other " + actual);
        }
    }

    private String control() {
        final int choice = random.nextInt(8);
        final int id = 1 + random.nextInt(SESSIONS);
        switch (choice) {
            case 0 -> lead(random.nextInt(4) == 0 ? term + 1 : term + random.nextInt(3));
            case 1, 2 -> tick();
            case 3 -> release(random.nextInt(SESSIONS + 1));
            default -> {
                engine.onNegotiate(position, id, id, 5, key, 0, 0);
                naive.negotiate(position, id, id, 5);
                engine.onEstablish(position, id, id, 6, 1, key, 0, 0, 0);
                naive.establish(position, id, id, 6);
            }
        }
        return "control " + choice + " id " + id;
    }

    private void lead(final long bid) {
        engine.onLead(bid);
        naive.lead(bid);
        if (bid == term + 1) {
            term = bid;
        }
    }

    private void tick() {
        final int seconds = random.nextInt(12) == 0 ? 50 + random.nextInt(20) : random.nextInt(3);
        if (random.nextInt(20) == 0) {
            timeNs += 500 * SECOND;
            engine.onSegmentResumed(term, timeNs);
            naive.resume(term, timeNs);
        }
        timeNs = Math.max(timeNs, engine.engineTimeNs());
        engine.onTick(term, timeNs + seconds * SECOND);
        naive.tick(term, timeNs + seconds * SECOND);
        if (engine.engineTimeNs() > 0) {
            timeNs = engine.engineTimeNs();
        }
    }

    private void release(final int session) {
        if (random.nextInt(4) == 0) {
            engine.onRelease(session);
            naive.release(session);
        }
    }

    private String message() {
        final Sent target = sent[random.nextInt(sent.length)];
        final boolean addressed = target != null && random.nextInt(10) < 5;
        final int session = addressed ? target.session : random.nextInt(SESSIONS);
        final long seqNo = random.nextInt(50) == 0 ? clientSeqNo - random.nextInt(20) : ++clientSeqNo;
        final boolean begun = engine.beginMessage(session, seqNo, position * 1000);
        assertSame(begun ? 1 : 0, naive.beginMessage(session, seqNo, position * 1000) ? 1 : 0);
        if (!begun) {
            return "message " + seqNo + " of session " + session + " that is not to be applied";
        }
        if (random.nextInt(100) == 0) {
            engine.onRefused(seqNo, 8, 11, 100);
            naive.refuse(seqNo, 8, 11, 100);
            return "refused " + seqNo;
        }
        if (!addressed) {
            return enter(session);
        }
        return random.nextInt(5) < 3 ? cancel(target) : replace(target);
    }

    private String enter(final int session) {
        draw(SECURITIES[random.nextInt(SECURITIES.length)], random.nextInt(60) == 0 ? '5' : '1' + random.nextInt(2));
        engine.onNewOrder(request);
        naive.books.enter(request);
        sent[random.nextInt(sent.length)] = new Sent(
                session, request.clOrdId, naive.books.lastOrderId(), request.securityId, request.side, request.price);
        return "new " + request.clOrdId;
    }

    private void draw(final int securityId, final int side) {
        request.clear()
                .clOrdId(random.nextInt(50) == 0 ? clOrdIds - random.nextInt(20) : ++clOrdIds)
                .securityId(securityId)
                .side(side)
                .account(random.nextInt(50) == 0 ? 1 : 0)
                .ordType(random.nextInt(60) == 0 ? '3' : '2')
                .timeInForce(TIMES_IN_FORCE[random.nextInt(TIMES_IN_FORCE.length)])
                .price(price(securityId, side))
                .orderQty(quantity(securityId));
        if (random.nextInt(15) == 0) {
            request.ordType('1').price(random.nextInt(10) == 0 ? 5 : Long.MIN_VALUE);
        }
        if (random.nextInt(100) == 0) {
            request.displayQty(10);
        }
    }

    private long price(final int securityId, final int side) {
        final int kind = random.nextInt(200);
        if (kind == 0) {
            return random.nextLong();
        }
        final long tickSize = securityId == 1 ? 1 : securityId == 2 ? 5 : SECOND;
        final int lean = side == '1' ? 0 : 6;
        if (kind < 4) {
            return (random.nextLong() & ((1L << 33) - 1)) * tickSize;
        }
        if (kind < 30) {
            return (2_000 + random.nextInt(5_000)) * tickSize * (side == '1' ? 1 : 2);
        }
        return (5_000 + lean + random.nextInt(20)) * tickSize + (kind == 31 ? 1 : 0);
    }

    private long quantity(final int securityId) {
        final int kind = random.nextInt(100);
        if (kind == 0) {
            return random.nextLong();
        }
        return (1 + random.nextInt(kind < 5 ? 300 : 30)) * (securityId == 2 ? 10L : 1L);
    }

    private String cancel(final Sent target) {
        final boolean byOrderId = random.nextBoolean();
        final long orderId = byOrderId ? target.orderId : -1;
        final long origClOrdId = byOrderId && random.nextInt(10) != 0 ? -1 : target.clOrdId;
        final int side = random.nextInt(50) == 0 ? '0' : target.side;
        final int securityId = random.nextInt(50) == 0 ? 2 : target.securityId;
        engine.onCancel(++clOrdIds, origClOrdId, orderId, securityId, side);
        naive.books.cancel(clOrdIds, origClOrdId, orderId, securityId, side);
        return "cancel of " + target;
    }

    private String replace(final Sent target) {
        draw(target.securityId, random.nextInt(50) == 0 ? '5' : target.side);
        if (random.nextInt(5) != 0) {
            request.ordType('2').timeInForce('1');
        }
        if (random.nextInt(3) != 0) {
            request.price(target.price);
        }
        if (random.nextInt(3) == 0) {
            request.clOrdId(target.clOrdId);
        }
        final boolean byOrderId = random.nextBoolean();
        request.orderId(byOrderId ? target.orderId : -1).origClOrdId(byOrderId ? -1 : target.clOrdId);
        engine.onReplace(request);
        naive.books.replace(request);
        sent[random.nextInt(sent.length)] = new Sent(
                target.session, request.clOrdId, target.orderId, target.securityId, target.side, request.price);
        return "replace of " + target;
    }
}
