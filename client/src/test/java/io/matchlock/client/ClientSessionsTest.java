package io.matchlock.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.matchlock.client.logon.ClientCredentials;
import io.matchlock.client.logon.ClientSettings;
import io.matchlock.client.order.OrderForm;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.session.QueuedStatus;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many sessions on one thread, and what that costs. */
class ClientSessionsTest {
    private final OrderForm order =
            new OrderForm().of(7, 1, Side.Buy).quantity(10).price(100_000_000_000L);
    private static final int MAX_ROUNDS = 20;
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(30);

    private final ClientSessions sessions = new ClientSessions();
    private final AtomicBoolean isOpen = new AtomicBoolean(true);
    private final Thread thread = new Thread(this::run, "scripted-gateway");
    private ScriptedGateway gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new ScriptedGateway();
        gateway.records = false;
        thread.start();
    }

    @AfterEach
    void close() throws InterruptedException {
        sessions.close();
        isOpen.set(false);
        thread.join();
        gateway.close();
    }

    @Test
    void shouldLetSessionsOfOneKeyTakeTurnsAtTheHandshake() throws IOException {
        add(200, new ClientListener() {});

        establish();

        assertEquals(0, gateway.credentialFailures);
    }

    @Test
    void shouldAllocateNothingOnceWarm() throws IOException {
        final long[] acknowledged = new long[1];
        add(4, new CountingListener(acknowledged));
        establish();
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long self = Thread.currentThread().getId();
        long allocated = Long.MAX_VALUE;
        int rounds = 0;
        while (allocated >= 10_000
                && rounds++ < MAX_ROUNDS) { // the compiler warms up, too, and later on a busy machine
            final long before = threads.getThreadAllocatedBytes(self);
            pingPong(5_000, acknowledged);
            allocated = threads.getThreadAllocatedBytes(self) - before;
        }

        assertEquals(20_000L * rounds, acknowledged[0]);
        assertTrue(allocated < 10_000, allocated + " bytes for 20,000 messages");
    }

    private void pingPong(final int rounds, final long[] acknowledged) {
        final long wanted = acknowledged[0] + 4L * rounds;
        final long deadlineNs = System.nanoTime() + DEADLINE_NS;
        while (acknowledged[0] < wanted) {
            for (int i = 0; i < sessions.size(); i++) {
                final ClientSession session = sessions.get(i);
                if (session.unacknowledged() < 8 && session.nextNumber() <= wanted / 4) {
                    session.newOrder(1, order);
                }
            }
            sessions.doWork(System.nanoTime(), 1);
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError("not in time: " + acknowledged[0]);
            }
        }
    }

    private void run() {
        while (isOpen.get()) {
            if (gateway.doWork() == 0) {
                Thread.onSpinWait();
            }
        }
    }

    private void add(final int count, final ClientListener listener) throws IOException {
        final ClientCredentials credentials = new ClientCredentials(ScriptedGateway.KEY_ID, 1, ScriptedGateway.SECRET);
        for (int i = 0; i < count; i++) {
            sessions.add(new ClientSession(
                    ClientSettings.of(credentials, gateway.address()).withSizes(16, 4096, 4096), listener));
        }
    }

    private void establish() {
        final long deadlineNs = System.nanoTime() + DEADLINE_NS;
        while (sessions.established() < sessions.size()) {
            sessions.doWork(System.nanoTime());
            assertTrue(System.nanoTime() - deadlineNs < 0, () -> "established in time: " + sessions.established());
        }
    }

    private static final class CountingListener implements ClientListener {
        private final long[] acknowledged;

        CountingListener(final long[] acknowledged) {
            this.acknowledged = acknowledged;
        }

        @Override
        public void onQueued(
                final ClientSession session,
                final long fromNumber,
                final long count,
                final long clOrdId,
                final long receiveTimeNs,
                final long queuedTimeNs,
                final QueuedStatus status) {
            acknowledged[0] += count;
        }
    }
}
