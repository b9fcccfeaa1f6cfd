package io.matchlock.log.redis;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An event loop of its own for one connection that a thread uses with blocking calls. */
public final class RedisThread implements AutoCloseable {
    private static final long END_TIMEOUT_S = 10;

    private final MultiThreadIoEventLoopGroup group;
    private RedisLink link;
    private volatile Thread thread;

    /**
     * Prepares a loop; its thread starts with the first connection.
     *
     * @param name of the thread
     */
    public RedisThread(final String name) {
        group = new MultiThreadIoEventLoopGroup(
                1,
                new DefaultThreadFactory(name, true) {
                    @Override
                    protected Thread newThread(final Runnable loop, final String numbered) {
                        thread = super.newThread(loop, numbered);
                        return thread;
                    }
                },
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    /**
     * Connects, and waits for it.
     *
     * @param url of Redis
     * @param connectionName as Redis lists it
     * @param timeout for connecting
     * @return the link
     * @throws IllegalStateException if it cannot be made
     */
    public RedisLink connect(final String url, final String connectionName, final Duration timeout) {
        try {
            link = RedisLinks.TCP
                    .open(group.next(), url, connectionName, timeout)
                    .toCompletableFuture()
                    .get(2 * timeout.toMillis(), TimeUnit.MILLISECONDS);
            return link;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (final ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        } catch (final TimeoutException e) {
            throw new IllegalStateException("no answer within " + timeout.toMillis() + " ms", e);
        }
    }

    /** Closes the connection and ends the thread. When this returns, nothing runs on the loop any more. */
    @Override
    public void close() {
        if (link != null) {
            link.close()
                    .toCompletableFuture()
                    .completeOnTimeout(null, END_TIMEOUT_S, TimeUnit.SECONDS)
                    .join();
            link = null;
        }
        group.shutdownGracefully(0, END_TIMEOUT_S, TimeUnit.SECONDS)
                .awaitUninterruptibly(END_TIMEOUT_S, TimeUnit.SECONDS);
        join();
    }

    /** The group says that it has ended a moment before its thread does. */
    private void join() {
        if (thread != null) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(END_TIMEOUT_S));
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
