package io.matchlock.audit.sim.net;

import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.time.Scheduler;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.NanoClock;

/** A Netty event loop in virtual time. */
public final class SimLoop extends AbstractScheduledEventExecutor implements EventLoop {
    private static final long QUICK_WAKE_NS = 5_000;
    private static final int SLOW_WAKES = 4;

    private final Scheduler scheduler;
    private final Actor actor;
    private final Ticker ticker;
    private final long maxWakeNs;
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private boolean isAwake;
    private boolean isRunning;
    private long armedForNs = Long.MAX_VALUE;

    /**
     * A loop with nothing to do.
     *
     * @param scheduler that it lives on
     * @param actor its thread
     * @param clock monotonic
     * @param maxWakeNs that it may take until a task is begun: now and then, as where there are more threads than cores
     */
    public SimLoop(final Scheduler scheduler, final Actor actor, final NanoClock clock, final long maxWakeNs) {
        this.maxWakeNs = maxWakeNs;
        this.scheduler = scheduler;
        this.actor = actor;
        ticker = new Ticker() {
            @Override
            public long initialNanoTime() {
                return 0;
            }

            @Override
            public long nanoTime() {
                return clock.nanoTime();
            }

            @Override
            public void sleep(final long delay, final TimeUnit unit) {
                throw new UnsupportedOperationException("nobody sleeps on a loop");
            }
        };
    }

    /** {@return its thread} */
    public Actor actor() {
        return actor;
    }

    @Override
    public void execute(final Runnable task) {
        tasks.add(task);
        wake();
    }

    /** Does what there is to do now, in the middle of another thread's event: as if it ran on another core meanwhile. */
    public void runMeanwhile() {
        if (!isRunning && !actor.isDead() && !actor.isStopped()) {
            run();
        }
    }

    @Override
    public Ticker ticker() {
        return ticker;
    }

    @Override
    public boolean inEventLoop() {
        return true;
    }

    @Override
    public boolean inEventLoop(final Thread thread) {
        return true;
    }

    @Override
    public EventLoopGroup parent() {
        return null;
    }

    @Override
    public EventLoop next() {
        return this;
    }

    @Override
    public ChannelFuture register(final Channel channel) {
        return register(new DefaultChannelPromise(channel, this));
    }

    @Override
    public ChannelFuture register(final ChannelPromise promise) {
        promise.channel().unsafe().register(this, promise);
        return promise;
    }

    @Deprecated
    @Override
    public ChannelFuture register(final Channel channel, final ChannelPromise promise) {
        channel.unsafe().register(this, promise);
        return promise;
    }

    @Override
    public boolean isShuttingDown() {
        return false;
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(final long timeout, final TimeUnit unit) {
        return false;
    }

    @Override
    public Future<?> shutdownGracefully(final long quietPeriod, final long timeout, final TimeUnit unit) {
        throw new UnsupportedOperationException("a simulated loop ends with its process");
    }

    @Override
    public Future<?> terminationFuture() {
        throw new UnsupportedOperationException("a simulated loop ends with its process");
    }

    @Deprecated
    @Override
    public void shutdown() {
        throw new UnsupportedOperationException("a simulated loop ends with its process");
    }

    private void wake() {
        if (!isAwake) {
            isAwake = true;
            final boolean isSlow = scheduler.random().nextInt(SLOW_WAKES) == 0;
            runDue(scheduler.between(0, isSlow ? Math.max(maxWakeNs, QUICK_WAKE_NS) : QUICK_WAKE_NS));
        }
    }

    /** A loop looks at its sockets before its tasks: what has come while it was stopped is read before timers go off. */
    private void runDue(final long delayNs) {
        final long dueNs = scheduler.nowNs() + delayNs;
        scheduler.after(delayNs, actor, () -> {
            if (scheduler.nowNs() > dueNs) {
                scheduler.after(0, actor, this::run);
            } else {
                run();
            }
        });
    }

    private void run() {
        if (isRunning) {
            throw new IllegalStateException(actor.name() + " begins a turn in the middle of another");
        }
        isAwake = false;
        isRunning = true;
        try {
            for (Runnable due = pollScheduledTask(ticker.nanoTime());
                    due != null;
                    due = pollScheduledTask(ticker.nanoTime())) {
                due.run();
            }
            for (int i = tasks.size(); i > 0; i--) {
                tasks.poll().run();
            }
        } finally {
            isRunning = false;
        }
        if (!tasks.isEmpty()) {
            wake();
        }
        arm();
    }

    private void arm() {
        final long delayNs = nextScheduledTaskNano();
        final long timeNs = scheduler.nowNs() + Math.max(0, delayNs);
        if (delayNs >= 0 && (armedForNs <= scheduler.nowNs() || timeNs < armedForNs)) {
            armedForNs = timeNs;
            runDue(delayNs);
        }
    }
}
