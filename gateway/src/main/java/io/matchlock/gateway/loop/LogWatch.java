package io.matchlock.gateway.loop;

import io.matchlock.gateway.chain.Admission;
import io.matchlock.gateway.chain.Chain;
import io.matchlock.gateway.chain.Owed;
import io.matchlock.gateway.connection.Connections;
import io.matchlock.log.history.Alarm;
import io.matchlock.log.orders.OrdersAppender;
import io.matchlock.log.server.MemoryUse;
import io.matchlock.protocol.session.Durability;
import io.matchlock.protocol.session.TerminationCode;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** Watches whether the log takes anything: its memory, its settings, its connection, its answers. Owned by the loop. */
final class LogWatch {
    private static final long FORGET_QUESTION_NS = 1_000_000_000L;
    private static final long SAFETY_NS = 1_000_000_000L;

    private final long memoryIntervalNs;
    private final long patienceNs;
    private final Durability promised;
    private final Admission admission;
    private final Chain chain;
    private final Connections connections;
    private final OrdersAppender appender;
    private final Owed owed = new Owed();
    private final IntSupplier liveOrders;
    private final AdmissionNotices notices;
    private boolean memoryAsked;
    private long memoryAskedNs;
    private long safetyAskedNs;
    private long stuckSinceNs;
    private boolean stuck;

    LogWatch(
            final LoopServices shared,
            final Admission admission,
            final Chain chain,
            final Connections connections,
            final OrdersAppender appender,
            final long nowNs,
            final Consumer<String> onNotice) {
        memoryIntervalNs = shared.settings().limits().memoryInterval().toNanos();
        patienceNs = shared.settings().sessions().logTimeout().toNanos();
        promised = shared.segment().durability();
        this.admission = admission;
        this.chain = chain;
        this.connections = connections;
        this.appender = appender;
        liveOrders = shared.liveOrders();
        notices = new AdmissionNotices(admission, nowNs, onNotice);
    }

    /** {@return whether the log cannot be reached or takes nothing} */
    boolean isStuck() {
        return stuck;
    }

    void onTime(final long now) {
        if (appender.isConnected()) {
            askMemory(now);
            askSafety(now);
        } else {
            memoryAsked = false;
            memoryAskedNs = now - memoryIntervalNs;
        }
        notices.tell(now);
        checkProgress(now);
    }

    private void askMemory(final long now) {
        final long sinceNs = now - memoryAskedNs;
        if (sinceNs >= memoryIntervalNs && (!memoryAsked || sinceNs >= FORGET_QUESTION_NS)) {
            memoryAsked = true;
            memoryAskedNs = now;
            admission.onMemoryAsked();
            appender.questions().memory(this::onMemory);
        }
    }

    /** What is not stored is owed, also where it was seen: events travel before they are journalled. */
    private void onMemory(final MemoryUse use, final long inputBytes, final long eventsEnd, final long ordersEnd) {
        memoryAsked = false;
        final long unanswered = owed.onSample(ordersEnd, eventsEnd, inputBytes, use.usedBytes());
        final long live = Owed.LIVE_ORDER_BYTES * liveOrders.getAsInt();
        if (owed.isKnown()) {
            admission.onMemory(use.usedBytes(), unanswered, live, use.maxBytes());
        } else { // a guess may hold orders back, but not what a matcher that begins needs to hear
            admission.onMemory(use.usedBytes(), 0, unanswered + live, use.maxBytes());
        }
    }

    private void askSafety(final long now) {
        if (now - safetyAskedNs >= SAFETY_NS) {
            safetyAskedNs = now;
            appender.questions().durability(offered -> admission.onDurability(isKept(offered)));
            appender.questions()
                    .alarm(alarm -> admission.onAlarm(alarm.map(Alarm::reason).orElse(null)));
        }
    }

    /** Both have the same levels, the weakest first. */
    private boolean isKept(final io.matchlock.log.server.Durability offered) {
        return switch (promised) {
            case Fsync -> offered == io.matchlock.log.server.Durability.FSYNC;
            case EverySecond -> offered != io.matchlock.log.server.Durability.MEMORY;
            default -> true;
        };
    }

    private void checkProgress(final long now) {
        final boolean blocked = !appender.isConnected() || admission.level() == Admission.NOTHING;
        if (blocked && !stuck) {
            stuckSinceNs = now;
        }
        stuck = blocked;
        final boolean lost = (blocked && now - stuckSinceNs >= patienceNs) || chain.waitedNs(now) >= patienceNs;
        if (lost && connections.sessions() > 0) {
            connections.terminateAll(
                    TerminationCode.UnspecifiedError, "the log takes nothing for now: connect again after a while");
        }
    }
}
