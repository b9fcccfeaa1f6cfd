package io.matchlock.gateway.loop;

import io.matchlock.gateway.GatewaySettings;
import io.matchlock.gateway.chain.Admission;
import io.matchlock.gateway.chain.Chain;
import io.matchlock.log.MemoryUse;
import io.matchlock.log.OrdersAppender;
import io.matchlock.protocol.session.TerminationCode;
import java.util.function.Consumer;

/** Watches whether the log takes anything: its memory, its connection, its answers. Owned by the loop. */
final class LogWatch {
    private static final long FORGET_QUESTION_NS = 1_000_000_000L;

    private final long memoryIntervalNs;
    private final long patienceNs;
    private final Admission admission;
    private final Chain chain;
    private final Connections connections;
    private final OrdersAppender appender;
    private final Consumer<MemoryUse> onMemory = this::onMemory;
    private boolean memoryAsked;
    private long memoryAskedNs;
    private long stuckSinceNs;
    private boolean stuck;

    LogWatch(
            final GatewaySettings settings,
            final Admission admission,
            final Chain chain,
            final Connections connections,
            final OrdersAppender appender) {
        memoryIntervalNs = settings.limits().memoryInterval().toNanos();
        patienceNs = settings.sessions().logTimeout().toNanos();
        this.admission = admission;
        this.chain = chain;
        this.connections = connections;
        this.appender = appender;
    }

    /** {@return whether the log cannot be reached or takes nothing} */
    boolean isStuck() {
        return stuck;
    }

    void onTime(final long now) {
        askMemory(now);
        checkProgress(now);
    }

    private void askMemory(final long now) {
        final long sinceNs = now - memoryAskedNs;
        final boolean due = sinceNs >= memoryIntervalNs;
        if (appender.isConnected() && due && (!memoryAsked || sinceNs >= FORGET_QUESTION_NS)) {
            memoryAsked = true;
            memoryAskedNs = now;
            appender.memory(onMemory);
        }
    }

    private void onMemory(final MemoryUse use) {
        memoryAsked = false;
        admission.onMemory(use.usedBytes(), use.maxBytes());
    }

    private void checkProgress(final long now) {
        final boolean blocked = !appender.isConnected() || admission.level() == Admission.NOTHING;
        if (blocked && !stuck) {
            stuckSinceNs = now;
        }
        stuck = blocked;
        final boolean lost = (blocked && now - stuckSinceNs >= patienceNs) || chain.waitedNs(now) >= patienceNs;
        if (lost && connections.sessions() > 0) {
            connections.terminateAll(TerminationCode.UnspecifiedError, "the log takes nothing");
        }
    }
}
