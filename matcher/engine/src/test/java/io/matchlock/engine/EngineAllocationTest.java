package io.matchlock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.matchlock.engine.event.Order;
import io.matchlock.engine.event.Report;
import io.matchlock.engine.event.SilentListener;
import io.matchlock.engine.request.Codes;
import io.matchlock.engine.request.EngineLimits;
import io.matchlock.engine.request.Instrument;
import io.matchlock.engine.request.OrderRequest;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Nothing is allocated by commands of any kind, definitions of instruments excepted, once the engine is warm. */
final class EngineAllocationTest {
    private static final int COMMANDS = 200_000;
    private static final int[] STATUSES = {
        Codes.TRADING_CONTINUOUS, Codes.TRADING_CONTINUOUS, Codes.TRADING_AUCTION, Codes.TRADING_PRE_OPEN, 2, 18
    };
    private static final int[] TYPES = {'2', '2', '2', '2', '2', '1', '3', '4'};
    private static final int[] TIMES_IN_FORCE = {'1', '1', '1', '0', '3', '4', '6'};
    private static final int[] SCOPES = {1, 7, 100, 101, 102, 5};
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Instrument INSTRUMENT = Instrument.builder(EngineRig.STOCK)
            .tickSize(EngineRig.TICK)
            .lotSize(10)
            .minQty(10)
            .maxQty(100_000)
            .lowLimitPrice(EngineRig.TICK)
            .highLimitPrice(1_000 * EngineRig.TICK)
            .bandBasisPoints(400)
            .haltSeconds(1)
            .dayEndNs(1)
            .build();

    /** Counts what happened, so that one sees that much did. */
    private static final class Happenings extends SilentListener {
        int trades;
        int elections;
        int expiries;
        int massActions;

        @Override
        public void onTrade(
                final Report report,
                final Order order,
                final long tradeId,
                final long lastPx,
                final long lastQty,
                final boolean aggressor,
                final long contraOrderId) {
            trades++;
        }

        @Override
        public void onOrderTriggered(final Report report, final Order order) {
            elections++;
        }

        @Override
        public void onOrderExpired(final Report report, final Order order) {
            expiries++;
        }

        @Override
        public void onMassActionReport(
                final Report report,
                final long massActionId,
                final long clOrdId,
                final int scope,
                final int securityId,
                final int side,
                final int affected,
                final int rejectReason) {
            massActions++;
        }
    }

    private final Happenings happenings = new Happenings();
    private final Engine engine = new Engine(
            EngineLimits.builder()
                    .orders(2_000)
                    .detailedOrders(1_500)
                    .priceLevels(1_000)
                    .sessions(4)
                    .chains(2)
                    .instruments(2)
                    .accounts(20)
                    .positions(20)
                    .touchedOrders(20)
                    .deferredRecords(1_000)
                    .fenceTicks(0)
                    .build(),
            Engine.RULES_VERSION,
            happenings);
    private final OrderRequest request = new OrderRequest();
    private long seqNo;
    private long timeNs = 1_000 * EngineRig.SECOND;

    @Test
    void shouldAllocateNothingInTheSteadyState() {
        engine.addInstrument(INSTRUMENT);
        engine.beginEntry(1, EngineRig.CHAIN, 1, 1, true, 1);
        engine.gateway().onLead(1);
        final UnsafeBuffer key = new UnsafeBuffer(new byte[16]);
        engine.gateway().onNegotiate(1, 1, 1, 1, key, 0, 0);
        engine.gateway().onEstablish(1, 1, 1, 1, 1, key, 0, 0, 0);
        final Random random = new Random(3);
        run(random, COMMANDS);
        allocatedBytes();
        long allocated = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 3 && allocated != 0; attempt++) {
            final long before = allocatedBytes();
            run(random, COMMANDS);
            allocated = allocatedBytes() - before;
        }
        assertEquals(0, allocated);
        assertTrue(
                happenings.trades > 10_000
                        && happenings.elections > 1_000
                        && happenings.expiries > 1_000
                        && happenings.massActions > 1_000,
                "too little happened");
    }

    private void run(final Random random, final int commands) {
        for (int command = 0; command < commands; command++) {
            seqNo++;
            engine.beginEntry(seqNo, EngineRig.CHAIN, 1, seqNo + 1, false, 0);
            if (random.nextInt(20) == 0) {
                tick(random);
            } else if (random.nextInt(200) == 0) {
                administer(random);
            } else {
                send(random);
            }
        }
    }

    private void tick(final Random random) {
        timeNs += random.nextInt(2) * EngineRig.SECOND + 1;
        engine.gateway().onTick(1, timeNs);
    }

    private void administer(final Random random) {
        switch (random.nextInt(4)) {
            case 0 -> engine.admin().onAccountLimits(seqNo, seqNo, random.nextInt(4), 500, 20_000, Long.MAX_VALUE);
            case 1 -> engine.admin().onAccountBlock(seqNo, seqNo, random.nextInt(4), random.nextInt(4) == 0);
            default ->
                engine.admin()
                        .onInstrumentStatus(seqNo, seqNo, EngineRig.STOCK, STATUSES[random.nextInt(STATUSES.length)]);
        }
    }

    private void send(final Random random) {
        engine.beginMessage(1, seqNo, seqNo);
        draw(random);
        final long target = request.origClOrdId();
        switch (random.nextInt(40)) {
            case 0 ->
                engine.onMassCancel(
                        seqNo,
                        SCOPES[random.nextInt(SCOPES.length)],
                        EngineRig.STOCK,
                        random.nextInt(4),
                        '1' + random.nextInt(2));
            case 1 -> engine.onRefused(seqNo, 8, 11, 100);
            case 2, 3, 4, 5, 6, 7 -> engine.onCancel(seqNo, target, Codes.NULL_U64, EngineRig.STOCK, request.side());
            case 8, 9, 10, 11, 12, 13 -> engine.onReplace(request);
            default -> engine.onNewOrder(request);
        }
    }

    private void draw(final Random random) {
        final int type = TYPES[random.nextInt(TYPES.length)];
        request.clear()
                .clOrdId(seqNo)
                .origClOrdId(seqNo - random.nextInt(200))
                .securityId(EngineRig.STOCK)
                .account(random.nextInt(4))
                .side('1' + random.nextInt(2))
                .ordType(type)
                .timeInForce(TIMES_IN_FORCE[random.nextInt(TIMES_IN_FORCE.length)])
                .orderQty(10L * (1 + random.nextInt(20)));
        if (type == '2' || type == '4') {
            request.price((100 + random.nextInt(20)) * EngineRig.TICK);
        }
        if (type == '3' || type == '4') {
            request.stopPx((100 + random.nextInt(20)) * EngineRig.TICK);
        }
        if (request.timeInForce() == Codes.TIF_GTD) {
            request.expireTimeNs(timeNs + random.nextInt(20) * EngineRig.SECOND);
        }
        if (random.nextInt(4) == 0) {
            request.selfMatchPreventionId(1).stpInstruction('0' + random.nextInt(5));
        }
        if (random.nextInt(6) == 0) {
            request.displayQty(10);
        }
        if (random.nextInt(10) == 0) {
            request.minQty(10);
        }
    }

    private static long allocatedBytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}
