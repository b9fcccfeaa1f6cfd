package io.matchlock.audit.sim.redis;

import io.lettuce.core.protocol.RedisStateMachine;
import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.log.redis.RedisLink;
import io.matchlock.log.redis.request.RedisRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A connection of a thread that does not wait for answers. Commands and answers travel in order, and take time. */
final class SimLink implements RedisLink {
    private final SimRedis redis;
    private final Scheduler scheduler;
    private final Actor client;
    private final String name;
    private final Transaction transaction = new Transaction();
    private final RedisStateMachine reader = new RedisStateMachine();
    private final ArrayDeque<RedisRequest> waiting = new ArrayDeque<>();
    private final List<Runnable> closeActions = new ArrayList<>();
    private final Actor server;
    private boolean isOpen = true;
    private boolean isMute;
    private long lastArrivalNs;
    private long lastAnswerNs;

    SimLink(final SimRedis redis, final Actor client, final String name) {
        this.name = name;
        this.redis = redis;
        this.client = client;
        scheduler = redis.scheduler();
        server = redis.thread();
    }

    @Override
    public void onClosed(final Runnable action) {
        closeActions.add(action);
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    @Override
    public void send(final RedisRequest request) {
        send(List.of(request));
    }

    @Override
    public void send(final List<? extends RedisRequest> requests) {
        if (!isOpen) {
            requests.forEach(request -> request.completeExceptionally(new IllegalStateException("not connected")));
            return;
        }
        final ByteBuf bytes = Unpooled.buffer();
        requests.forEach(request -> request.encode(bytes));
        waiting.addAll(requests);
        final boolean isLost = redis.isLossDue();
        final boolean losesCommand = isLost && scheduler.random().nextBoolean();
        if (isLost) {
            scheduler.after(scheduler.between(0, 20_000_000), client, () -> breakOff("connection reset"));
        }
        lastArrivalNs = Math.max(lastArrivalNs, scheduler.nowNs() + redis.hopNs());
        if (!losesCommand && !isMute) {
            scheduler.after(lastArrivalNs - scheduler.nowNs(), server, () -> arrive(bytes, requests.size()));
        }
        isMute |= isLost;
    }

    @Override
    public CompletionStage<Void> close() {
        isOpen = false;
        redis.forget(this);
        return CompletableFuture.completedFuture(null);
    }

    String name() {
        return name;
    }

    /** Whether the client's process has ended, so that its kernel has closed the connection. */
    boolean isDead() {
        return client.isDead();
    }

    /** The connection breaks: what was sent may or may not be carried out. */
    void breakOff(final String reason) {
        if (!isOpen) {
            return;
        }
        redis.forget(this);
        scheduler.after(redis.hopNs(), client, () -> {
            if (isOpen) {
                isOpen = false;
                new ArrayList<>(waiting)
                        .forEach(request -> request.completeExceptionally(new IllegalStateException(reason)));
                waiting.clear();
                closeActions.forEach(Runnable::run);
            }
        });
    }

    private void arrive(final ByteBuf commands, final int count) {
        final ByteBuf answers = Unpooled.buffer();
        final long readyNs = redis.execute(transaction, commands, answers);
        lastAnswerNs = Math.max(lastAnswerNs, readyNs + redis.hopNs());
        if (!isMute) {
            final int crashes = redis.crashes();
            scheduler.after(lastAnswerNs - scheduler.nowNs(), client, () -> {
                if (redis.hasAnswered(crashes, readyNs)) {
                    answer(answers, count);
                }
            });
        }
    }

    private void answer(final ByteBuf answers, final int count) {
        for (int i = 0; i < count && isOpen; i++) {
            final RedisRequest request = waiting.poll();
            reader.decode(answers, request.getOutput());
            request.complete();
        }
    }
}
