package io.matchlock.audit.sim.store;

import io.matchlock.audit.sim.postgres.Answer;
import io.matchlock.audit.sim.postgres.Backend;
import io.matchlock.audit.sim.postgres.CommitFate;
import io.matchlock.audit.sim.postgres.Request;
import io.matchlock.audit.sim.postgres.SimPostgres;
import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.time.Scheduler;
import java.util.function.Consumer;

/** The client's side of a connection. It sends one request after the other; requests and answers take time. */
final class StoreLink {
    private static final long MAX_LATE_NS = 8_000_000_000L;
    private static final long MAX_UNNOTICED_NS = 15_000_000_000L;

    private final SimPostgres server;
    private final Scheduler scheduler;
    private final Actor client;
    private Backend backend;
    private Consumer<Answer> waiting;
    private boolean isOpen = true;
    private boolean isKnownBroken;
    private long lastArrivalNs;

    StoreLink(final SimPostgres server, final Actor client) {
        this.server = server;
        this.client = client;
        scheduler = server.scheduler();
    }

    /** The server has taken the connection. */
    void accepted() {
        backend = server.accept(why -> scheduler.after(server.hopNs(), client, this::lose));
        if (!isOpen) {
            backend.clientGone();
        }
    }

    boolean isOpen() {
        return isOpen;
    }

    /** Whether the client knows that it is of no use any more: it finds out when it asks for something. */
    boolean isKnownBroken() {
        return isKnownBroken;
    }

    /** Asks for something; whoever waits is told once. */
    void ask(final Request request, final Consumer<Answer> onAnswer) {
        waiting = onAnswer;
        if (!isOpen) {
            tell(Answer.LOST);
        } else if (request.kind() == Request.Kind.COMMIT && server.isLossDue()) {
            loseCommit(request);
        } else {
            send(request, 0, answer -> scheduler.after(server.hopNs(), client, () -> tell(answer)));
        }
    }

    /** Sends something whose answer nobody waits for. */
    void send(final Request request) {
        if (isOpen) {
            send(request, 0, answer -> {});
        }
    }

    /** The client's end of it is closed, by itself or by its kernel. */
    void close() {
        isOpen = false;
        deliver(server.hopNs(), () -> backend.clientGone());
    }

    private void send(final Request request, final long lateNs, final Consumer<Answer> onAnswer) {
        deliver(server.hopNs() + lateNs, () -> backend.ask(request, onAnswer));
    }

    private void deliver(final long delayNs, final Runnable task) {
        lastArrivalNs = Math.max(lastArrivalNs, scheduler.nowNs() + delayNs);
        server.later(lastArrivalNs - scheduler.nowNs(), () -> {
            if (backend != null && !backend.isGone()) {
                task.run();
            }
        });
    }

    /** The connection breaks at this moment. */
    private void loseCommit(final Request commit) {
        final CommitFate fate = server.fate();
        scheduler.trace(() -> client.name() + " loses a commit: " + fate);
        final long noticedNs = fate == CommitFate.NEVER_UNNOTICED
                ? scheduler.between(MAX_LATE_NS / 100, MAX_UNNOTICED_NS)
                : server.hopNs();
        if (fate == CommitFate.DONE || fate == CommitFate.LATE) {
            send(commit, fate == CommitFate.DONE ? 0 : scheduler.between(MAX_LATE_NS / 100, MAX_LATE_NS), answer -> {});
        }
        isOpen = false;
        scheduler.after(scheduler.between(0, MAX_LATE_NS / 100), client, this::lose);
        deliver(noticedNs, () -> backend.clientGone());
    }

    private void lose() {
        isOpen = false;
        tell(Answer.LOST);
    }

    private void tell(final Answer answer) {
        final Consumer<Answer> told = waiting;
        waiting = null;
        if (told != null) {
            isKnownBroken |= answer.isLost();
            told.accept(answer);
        }
    }
}
