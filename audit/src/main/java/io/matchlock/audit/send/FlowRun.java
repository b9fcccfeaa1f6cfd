package io.matchlock.audit.send;

import io.matchlock.audit.auditor.client.ClientJournal;
import io.matchlock.audit.flow.FlowInstrument;
import io.matchlock.audit.flow.FlowMix;
import io.matchlock.audit.flow.OrderFlow;
import io.matchlock.client.ClientSessions;
import io.matchlock.client.SessionState;
import io.matchlock.client.logon.ClientCredentials;
import io.matchlock.client.logon.ClientSettings;
import io.matchlock.exchange.segment.KeyFile;
import io.matchlock.protocol.segment.InstrumentDefinition;
import io.matchlock.protocol.session.QueuedMode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The sessions of a flow, all on the thread that calls. They reconnect by themselves when a gateway goes away. */
public final class FlowRun implements AutoCloseable {
    private static final long IDLE_PARK_NS = 50_000;
    private static final long QUIET_NS = Duration.ofMillis(100).toNanos();
    private static final long CLOSE_NS = Duration.ofSeconds(3).toNanos();
    private static final long MAX_WAIT_MS = 5;
    private static final int WINDOW = 4096;
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int HOST_TAG = 1;
    private static final long SEED_STEP = 0x9E3779B97F4A7C15L;

    private final ClientSessions sessions = new ClientSessions();
    private final List<FlowClient> clients = new ArrayList<>();
    private final FlowFigures figures = new FlowFigures();

    /**
     * Sessions that have not connected yet.
     *
     * @param load how much flow
     * @param gateway to connect to
     * @param key to log on with
     * @param instruments to trade
     */
    public FlowRun(
            final FlowLoad load,
            final InetSocketAddress gateway,
            final KeyFile.Key key,
            final List<InstrumentDefinition> instruments) {
        final ClientCredentials credentials = new ClientCredentials(key.id(), HOST_TAG, key.secret());
        final List<FlowInstrument> traded =
                instruments.stream().map(FlowInstrument::of).toList();
        for (int i = 0; i < load.clients(); i++) {
            final ClientSettings settings = ClientSettings.of(credentials, gateway)
                    .withQueuedMode(QueuedMode.Cumulative)
                    .withSizes(WINDOW, BUFFER_BYTES, BUFFER_BYTES);
            final OrderFlow flow = new OrderFlow(load.seed() + i * SEED_STEP, traded, FlowMix.REALISTIC, 1);
            final int account = key.firstAccount() + i % (key.lastAccount() - key.firstAccount() + 1);
            final FlowClient client = new FlowClient(flow, settings, account, load.intervalNs(), figures);
            clients.add(client);
            sessions.add(client.session());
        }
    }

    /** {@return what was counted and measured so far} */
    public FlowFigures figures() {
        return figures;
    }

    /** {@return what each client sent, was acknowledged and was told} */
    public List<ClientJournal> journals() {
        return clients.stream().map(FlowClient::journal).toList();
    }

    /**
     * Waits until all sessions stand.
     *
     * @param timeout at most
     * @return whether they do
     */
    public boolean connect(final Duration timeout) {
        return work(timeout, () -> sessions.established() == clients.size(), false);
    }

    /**
     * Sends for a while.
     *
     * @param duration how long
     * @param isStopped asked in between
     */
    public void send(final Duration duration, final BooleanSupplier isStopped) {
        final long startNs = System.nanoTime();
        for (int i = 0; i < clients.size(); i++) {
            clients.get(i).startAt(startNs + i * IDLE_PARK_NS);
        }
        work(duration, isStopped, true);
    }

    /**
     * Waits until every message was acknowledged and answered.
     *
     * @param timeout at most
     * @return whether it was
     */
    public boolean drain(final Duration timeout) {
        final boolean isSettled = work(timeout, this::isSettled, false);
        final long quietUntilNs = System.nanoTime() + QUIET_NS;
        work(timeout, () -> System.nanoTime() - quietUntilNs > 0, false);
        return isSettled;
    }

    /** Ends the sessions' connections. */
    @Override
    public void close() {
        clients.forEach(FlowClient::end);
        work(
                Duration.ofNanos(CLOSE_NS),
                () -> clients.stream().allMatch(client -> client.session().state() == SessionState.CLOSED),
                false);
        sessions.close();
    }

    private boolean isSettled() {
        return sessions.established() == clients.size() && clients.stream().allMatch(FlowClient::isSettled);
    }

    private boolean work(final Duration timeout, final BooleanSupplier isDone, final boolean isSending) {
        final long deadlineNs = System.nanoTime() + timeout.toNanos();
        long nowNs = System.nanoTime();
        while (!isDone.getAsBoolean()) {
            if (nowNs - deadlineNs > 0) {
                return false;
            }
            int done = 0;
            if (isSending) {
                done = sendDue(nowNs);
            }
            done += sessions.doWork(nowNs, isSending ? 0 : MAX_WAIT_MS);
            if (done == 0 && isSending) {
                LockSupport.parkNanos(IDLE_PARK_NS);
            }
            nowNs = System.nanoTime();
        }
        return true;
    }

    private int sendDue(final long nowNs) {
        int sent = 0;
        for (int i = 0; i < clients.size(); i++) {
            sent += clients.get(i).sendDue(nowNs);
        }
        figures.sent.add(sent);
        return sent;
    }
}
