package io.matchlock.gateway.loop;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An event loop without a thread: the caller runs the tasks, and the timers when it wants to. */
final class CallerLoop extends AbstractScheduledEventExecutor implements EventLoop {
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final List<Runnable> timers = new ArrayList<>();

    /** Runs all tasks, and those that they bring. */
    void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Runs each timer once. */
    void runTimers() {
        timers.forEach(Runnable::run);
        run();
    }

    @Override
    public void execute(final Runnable task) {
        tasks.add(task);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(
            final Runnable task, final long initialDelay, final long period, final TimeUnit unit) {
        timers.add(task);
        return super.scheduleAtFixedRate(task, initialDelay, period, unit);
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
        throw new UnsupportedOperationException("channels have loops of their own");
    }

    @Override
    public ChannelFuture register(final ChannelPromise promise) {
        throw new UnsupportedOperationException("channels have loops of their own");
    }

    @Deprecated
    @Override
    public ChannelFuture register(final Channel channel, final ChannelPromise promise) {
        throw new UnsupportedOperationException("channels have loops of their own");
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
        throw new UnsupportedOperationException("there is no thread to end");
    }

    @Override
    public Future<?> terminationFuture() {
        throw new UnsupportedOperationException("there is no thread to end");
    }

    @Deprecated
    @Override
    public void shutdown() {
        throw new UnsupportedOperationException("there is no thread to end");
    }
}
