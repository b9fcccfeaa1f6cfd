package io.matchlock.bench.load;

import io.matchlock.audit.auditor.client.ClientJournal;
import io.matchlock.audit.auditor.client.JournalingListener;
import io.matchlock.bench.load.session.LoadFlow;
import io.matchlock.bench.load.session.LoadSession;
import io.matchlock.bench.load.session.LoadTally;
import io.matchlock.client.ClientListener;
import io.matchlock.client.ClientSession;
import io.matchlock.client.ClientSessions;
import io.matchlock.client.logon.ClientSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;

/**
 * Drives the sessions of a load run on the calling thread. In window mode each session sends as soon as its window has
 * room; in rate mode messages are due on a fixed schedule, taken by the sessions in turn, and times count from when a
 * message was due, so that a stall is charged to all that it delays.
 */
final class LoadRun implements AutoCloseable {
    private static final long START_TIMEOUT_NS = 30_000_000_000L;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int WAIT_MS = 1;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int MAX_DUE_PER_TURN = 4096;
    private static final int MAX_OFFERS_PER_TURN = 64;

    private final LoadPlan plan;
    private final LoadProgress progress;
    private final BooleanSupplier isStopped;
    private final LoadTally tally = new LoadTally();
    private final ClientSessions group = new ClientSessions();
    private final List<LoadSession> sessions = new ArrayList<>();
    private final List<ClientJournal> journals = new ArrayList<>();
    private long nextDueNs;
    private int nextSession;
    private int inBurst;
    private long worstLatenessNs;

    /**
     * A run.
     *
     * @param plan of it
     * @param progress that is told how far it is
     * @param isStopped asked in each turn; what is not sent or answered then is left out
     */
    LoadRun(final LoadPlan plan, final LoadProgress progress, final BooleanSupplier isStopped) {
        this.plan = plan;
        this.progress = progress;
        this.isStopped = isStopped;
    }

    /**
     * Connects, warms up, runs, drains.
     *
     * @return what was seen
     * @throws IllegalStateException if the sessions can't be established
     */
    LoadResult run() {
        connect();
        send("warming up", plan.warmUp().toNanos(), plan.warmUpRate());
        drain();
        tally.resetTimes();
        worstLatenessNs = 0;
        final LoadResult.Messages before = messages();
        final long start = System.nanoTime();
        send("counting", plan.duration().toNanos(), plan.ratePerSecond());
        final long end = System.nanoTime();
        final LoadResult.Messages counted = messages().minus(before);
        final double drainSeconds = drain();
        return new LoadResult(counted, messages(), (end - start) / 1e9, drainSeconds, worstLatenessNs, tally);
    }

    /** {@return what each client sent, was acknowledged and was told; empty unless the plan says to keep it} */
    List<ClientJournal> journals() {
        return journals;
    }

    @Override
    public void close() {
        journals.forEach(ClientJournal::onEnd);
        for (int i = 0; i < group.size(); i++) {
            group.get(i).terminate();
        }
        group.doWork(System.nanoTime());
        group.close();
    }

    private LoadResult.Messages messages() {
        return new LoadResult.Messages(
                total(LoadSession::sent), total(LoadSession::acknowledged), total(LoadSession::answered));
    }

    private void connect() {
        final int windowSlots = Integer.highestOneBit(Math.max(plan.window(), 2) * 2 - 1);
        for (int i = 0; i < plan.sessions(); i++) {
            final LoadSession session = new LoadSession(tally);
            sessions.add(session);
            final ClientSettings settings = ClientSettings.of(plan.credentials(), plan.gateway())
                    .withQueuedMode(plan.queuedMode())
                    .withSizes(windowSlots, BUFFER_BYTES, BUFFER_BYTES);
            group.add(new ClientSession(settings, journaled(settings, session)));
        }
        workUntil(() -> group.established() == plan.sessions(), "not all sessions were established in 30 s");
        group.get(0).securityList(1);
        workUntil(() -> sessions.get(0).knowsInstruments(), "the gateway did not list its instruments in 30 s");
        for (int i = 0; i < sessions.size(); i++) {
            sessions.get(i).useFlow(new LoadFlow(sessions.get(0).instruments(), plan.account(), plan.seed() * 31 + i));
        }
    }

    private ClientListener journaled(final ClientSettings settings, final LoadSession session) {
        if (!plan.keepJournals()) {
            return session;
        }
        final ClientJournal journal = new ClientJournal(settings.sessionId(), plan.queuedMode());
        journals.add(journal);
        return new JournalingListener(journal, session);
    }

    private void workUntil(final BooleanSupplier condition, final String otherwise) {
        final long deadline = System.nanoTime() + START_TIMEOUT_NS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline || isStopped.getAsBoolean()) {
                throw new IllegalStateException(otherwise + "; last: " + tally.lastDisconnect());
            }
            group.doWork(System.nanoTime(), WAIT_MS);
        }
    }

    private void send(final String phase, final long durationNs, final long ratePerSecond) {
        nextDueNs = System.nanoTime();
        final long end = nextDueNs + durationNs;
        long now = nextDueNs;
        progress.begin(phase, now, durationNs);
        while (now < end && !isStopped.getAsBoolean()) {
            showProgress(now);
            final int offered = ratePerSecond > 0 ? offerDue(now, ratePerSecond) : offerWindows(now);
            group.doWork(now, offered == 0 ? WAIT_MS : 0);
            now = System.nanoTime();
        }
    }

    private void showProgress(final long now) {
        if (progress.isDue(now)) {
            progress.tell(
                    now, total(LoadSession::sent), total(LoadSession::acknowledged), total(LoadSession::answered));
        }
    }

    private int offerWindows(final long now) {
        int offered = 0;
        for (int i = 0; i < sessions.size(); i++) {
            final ClientSession session = group.get(i);
            final long room = Math.min(MAX_OFFERS_PER_TURN, plan.window() - session.unacknowledged());
            for (long k = 0; k < room && sessions.get(i).offer(session, now); k++) {
                offered++;
            }
        }
        return offered;
    }

    private int offerDue(final long now, final long ratePerSecond) {
        int offered = 0;
        while (nextDueNs <= now && offered < MAX_DUE_PER_TURN) {
            if (!offerToAny(nextDueNs)) {
                break;
            }
            worstLatenessNs = Math.max(worstLatenessNs, now - nextDueNs);
            offered++;
            if (++inBurst == plan.burst()) {
                inBurst = 0;
                nextSession = next(nextSession);
                nextDueNs += plan.burst() * NS_PER_SECOND / ratePerSecond;
            }
        }
        return offered;
    }

    private boolean offerToAny(final long dueNs) {
        for (int tried = 0; tried < sessions.size(); tried++) {
            final ClientSession session = group.get(nextSession);
            if (session.unacknowledged() < plan.window()
                    && sessions.get(nextSession).offer(session, dueNs)) {
                return true;
            }
            nextSession = next(nextSession);
        }
        return false;
    }

    private int next(final int session) {
        return session + 1 == sessions.size() ? 0 : session + 1;
    }

    private double drain() {
        final long start = System.nanoTime();
        final long deadline = start + plan.drainTimeout().toNanos();
        progress.begin("waiting for answers", start, plan.drainTimeout().toNanos());
        while (total(LoadSession::answered) < total(LoadSession::sent)) {
            final long now = System.nanoTime();
            if (now > deadline || isStopped.getAsBoolean()) {
                return -1;
            }
            showProgress(now);
            group.doWork(System.nanoTime(), WAIT_MS);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private long total(final ToLongFunction<LoadSession> figure) {
        long sum = 0;
        for (final LoadSession session : sessions) {
            sum += figure.applyAsLong(session);
        }
        return sum;
    }
}
