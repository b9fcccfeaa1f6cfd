package io.matchlock.audit.send;

import io.matchlock.audit.replay.Replayer;
import io.matchlock.audit.sink.OrderSink;
import io.matchlock.client.ClientListener;
import io.matchlock.client.ClientSession;
import io.matchlock.client.ClientSessions;
import io.matchlock.client.SessionState;
import io.matchlock.client.logon.ClientCredentials;
import io.matchlock.client.logon.ClientSettings;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.segment.KeyFile;
import io.matchlock.protocol.session.QueuedMode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;

/** Sends a recorded flow through a gateway as one client does, as fast as it is taken. One thread. */
public final class ReplayRun implements ClientListener {
    private static final long CONNECT_NS = Duration.ofSeconds(20).toNanos();
    private static final long STALL_NS = Duration.ofSeconds(30).toNanos();
    private static final long QUIET_NS = Duration.ofMillis(500).toNanos();
    private static final int HOST_TAG = 2;
    private static final int WINDOW = 4096;
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int BURST = 64;

    private final Replayer replayer;
    private final ClientSession session;
    private final OrderSink sink;
    private final ClientSessions sessions = new ClientSessions();
    private long lastHeardNs;

    /**
     * A run that has not begun.
     *
     * @param replayer of the flow
     * @param gateway to connect to
     * @param key to log on with
     */
    public ReplayRun(final Replayer replayer, final InetSocketAddress gateway, final KeyFile.Key key) {
        this.replayer = replayer;
        final ClientSettings settings = ClientSettings.of(
                        new ClientCredentials(key.id(), HOST_TAG, key.secret()), gateway)
                .withQueuedMode(QueuedMode.Cumulative)
                .withSizes(WINDOW, BUFFER_BYTES, BUFFER_BYTES);
        session = new ClientSession(settings, this);
        sink = OrderSink.of(session, key.firstAccount());
        sessions.add(session);
    }

    /**
     * Sends all and waits for what comes back.
     *
     * @param isStopped asked in between
     * @throws OperatorException if the gateway is not there or stalls
     */
    public void run(final BooleanSupplier isStopped) {
        try (sessions) {
            lastHeardNs = System.nanoTime();
            await(() -> sessions.established() == 1, CONNECT_NS);
            while (!replayer.isDone() && !isStopped.getAsBoolean()) {
                sendBurst();
                turn(0, STALL_NS);
            }
            await(() -> session.unacknowledged() == 0, STALL_NS);
            await(() -> System.nanoTime() - lastHeardNs > QUIET_NS, STALL_NS);
            session.terminate();
            await(() -> session.state() == SessionState.CLOSED, STALL_NS);
        }
    }

    @Override
    public void onReport(
            final ClientSession from,
            final long reportNumber,
            final long clientNumber,
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        lastHeardNs = System.nanoTime();
        replayer.onReport(buffer, offset, length);
    }

    private void sendBurst() {
        int sent = 0;
        while (sent < BURST && replayer.send(sink)) {
            sent++;
        }
    }

    private void await(final BooleanSupplier condition, final long timeoutNs) {
        while (!condition.getAsBoolean()) {
            turn(1, timeoutNs);
        }
    }

    private void turn(final long waitMs, final long timeoutNs) {
        final long nowNs = System.nanoTime();
        sessions.doWork(nowNs, waitMs);
        if (nowNs - lastHeardNs > timeoutNs) {
            throw OperatorException.lost("nothing came back from the gateway for "
                    + Duration.ofNanos(timeoutNs).toSeconds() + " s; see the log files.");
        }
    }
}
