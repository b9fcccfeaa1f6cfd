package io.matchlock.gateway.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.sun.management.ThreadMXBean;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.lang.management.ManagementFactory;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The loop, its session, chain and batches, and the way of events back allocate nothing for a message. What the socket and the connection
 * to Redis take is not measured: both are stand-ins here.
 */
final class NoAllocationTest {
    private static final int MESSAGES_A_TURN = 3;
    private static final int WARM_UP_TURNS = 30_000;
    private static final int MEASURED_TURNS = 5_000;
    /** A Queued and a report, with their headers, are longer. */
    private static final int LEAST_BYTES = 100;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final LoopRig rig = new LoopRig();
    private long number = 1;

    private final ResourceLeakDetector.Level usualLevel = ResourceLeakDetector.getLevel();

    /** What looks for leaks remembers stacks of some buffers. */
    @BeforeEach
    void lookForNoLeaks() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    @AfterEach
    void lookForLeaksAsBefore() {
        ResourceLeakDetector.setLevel(usualLevel);
    }

    @Test
    void shouldNotAllocateForAMessageOnceWarm() throws Exception {
        final FutureTask<Void> measurement = new FutureTask<>(this::measure, null);
        final Thread thread =
                new FastThreadLocalThread(measurement, "a loop's"); // as Netty's: it keeps buffers to use again
        thread.start();
        measurement.get();
    }

    private void measure() {
        rig.logOn();
        trade(WARM_UP_TURNS);

        final long before = threads.getCurrentThreadAllocatedBytes();
        trade(MEASURED_TURNS);
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertNull(rig.halted());
        final long messages = (long) MESSAGES_A_TURN * (WARM_UP_TURNS + MEASURED_TURNS);
        assertEquals(true, rig.receivedBytes() > LEAST_BYTES * messages, "bytes received: " + rig.receivedBytes());
        assertEquals(0, allocated / (MESSAGES_A_TURN * MEASURED_TURNS), "bytes a message; " + allocated + " in all");
    }

    private void trade(final int turns) {
        for (int i = 0; i < turns; i++) {
            rig.trade(number);
            number += MESSAGES_A_TURN;
        }
    }
}
