package io.matchlock.matcher.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Nothing is allocated by commands of any kind once the engine is warm. */
final class EngineAllocationTest {
    private static final int COMMANDS = 200_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Engine engine = new Engine(new EngineLimits(2_000, 1_000, 4, 2, 2, 50, 5), new SilentListener());
    private final OrderRequest request = new OrderRequest();
    private long seqNo;

    @Test
    void shouldAllocateNothingInTheSteadyState() {
        engine.addInstrument(EngineRig.INSTRUMENT);
        engine.beginEntry(1, EngineRig.CHAIN, 1, 1, true, 1);
        final UnsafeBuffer key = new UnsafeBuffer(new byte[16]);
        engine.onNegotiate(1, 1, 1, 1, key, 0, 0);
        engine.onEstablish(1, 1, 1, 1, 1, key, 0, 0, 0);
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
    }

    private void run(final Random random, final int commands) {
        for (int command = 0; command < commands; command++) {
            seqNo++;
            engine.beginEntry(seqNo, EngineRig.CHAIN, 1, seqNo + 1, false, 0);
            engine.beginMessage(1, seqNo, seqNo);
            final int side = '1' + random.nextInt(2);
            final long target = seqNo - random.nextInt(200);
            request.clear()
                    .clOrdId(seqNo)
                    .origClOrdId(target)
                    .securityId(EngineRig.STOCK)
                    .side(side)
                    .ordType(random.nextInt(20) == 0 ? Codes.TYPE_MARKET : Codes.TYPE_LIMIT)
                    .timeInForce(random.nextInt(8) == 0 ? Codes.TIF_IOC : Codes.TIF_GTC)
                    .price((100 + random.nextInt(50)) * EngineRig.TICK)
                    .orderQty(10L * (1 + random.nextInt(20)));
            switch (random.nextInt(5)) {
                case 0, 1 -> engine.onCancel(seqNo, target, Codes.NULL_U64, EngineRig.STOCK, side);
                case 2 -> engine.onReplace(request);
                default -> engine.onNewOrder(request);
            }
        }
    }

    private static long allocatedBytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}
