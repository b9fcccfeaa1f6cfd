package io.matchlock.audit.sim.redis;

import io.lettuce.core.protocol.RedisStateMachine;
import io.matchlock.audit.sim.time.Actor;
import io.matchlock.log.LogSettings;
import io.matchlock.log.redis.RedisLink;
import io.matchlock.log.redis.request.RedisRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A connection of a thread that waits for answers. A command is carried out at once, and its time is charged to the
 * thread, which does nothing else meanwhile.
 */
final class WaitingLink implements RedisLink {
    private final SimRedis redis;
    private final Actor client;
    private final long timeoutNs;
    private final Runnable pause;
    private final int crashes;
    private final Transaction transaction = new Transaction();
    private final RedisStateMachine reader = new RedisStateMachine();
    private boolean isOpen = true;

    /** Before each command there is a pause. */
    WaitingLink(final SimRedis redis, final Actor client, final LogSettings settings, final Runnable pause) {
        this.redis = redis;
        this.client = client;
        this.pause = pause;
        timeoutNs = settings.commandTimeout().toNanos();
        crashes = redis.crashes();
    }

    @Override
    public void onClosed(final Runnable action) {
        throw new UnsupportedOperationException("nobody waits for the end of a connection that is waited on");
    }

    @Override
    public boolean isOpen() {
        return isOpen && redis.isUp() && redis.crashes() == crashes;
    }

    @Override
    public void send(final RedisRequest request) {
        send(List.of(request));
    }

    @Override
    public void send(final List<? extends RedisRequest> requests) {
        pause.run();
        if (!isOpen()) {
            lose(requests, "connection reset");
            return;
        }
        final ByteBuf commands = Unpooled.buffer();
        requests.forEach(request -> request.encode(commands));
        if (redis.isStopped()) {
            client.spend(timeoutNs);
            final Transaction own = transaction;
            redis.scheduler().after(0, redis.thread(), () -> redis.execute(own, commands, Unpooled.buffer()));
            lose(requests, "no answer in time");
            return;
        }
        final boolean isLost = redis.isLossDue();
        if (isLost && redis.scheduler().random().nextBoolean()) {
            lose(requests, "connection reset");
            return;
        }
        final ByteBuf answers = Unpooled.buffer();
        final long readyNs = redis.executeNow(transaction, commands, answers);
        client.spend(readyNs - redis.scheduler().nowNs() + 2 * redis.hopNs());
        if (isLost) {
            lose(requests, "connection reset");
            return;
        }
        for (final RedisRequest request : requests) {
            reader.decode(answers, request.getOutput());
            request.complete();
        }
    }

    @Override
    public CompletionStage<Void> close() {
        isOpen = false;
        return CompletableFuture.completedFuture(null);
    }

    private void lose(final List<? extends RedisRequest> requests, final String reason) {
        isOpen = false;
        requests.forEach(request -> request.completeExceptionally(new IllegalStateException(reason)));
    }
}
