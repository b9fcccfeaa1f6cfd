package io.matchlock.log.redis;

import io.lettuce.core.resource.EventLoopGroupProvider;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.concurrent.TimeUnit;

/** Gives Lettuce one event loop that somebody else owns, and never shuts it down. */
final class LoopProvider implements EventLoopGroupProvider {
    private final EventLoop loop;

    LoopProvider(final EventLoop loop) {
        this.loop = loop;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Lettuce uses what it gets as EventLoopGroup only
    public <T extends EventLoopGroup> T allocate(final Class<T> type) {
        return (T) loop;
    }

    @Override
    public int threadPoolSize() {
        return 1;
    }

    @Override
    public Future<Boolean> release(
            final EventExecutorGroup group, final long quietPeriod, final long timeout, final TimeUnit unit) {
        return ImmediateEventExecutor.INSTANCE.newSucceededFuture(Boolean.TRUE);
    }

    @Override
    public Future<Boolean> shutdown(final long quietPeriod, final long timeout, final TimeUnit unit) {
        return ImmediateEventExecutor.INSTANCE.newSucceededFuture(Boolean.TRUE);
    }
}
