package io.matchlock.bench.floor;

import io.matchlock.log.LogSettings;
import io.matchlock.log.orders.OrdersAppender;
import io.matchlock.log.redis.RedisLinks;
import io.matchlock.log.server.AppendFailure;
import io.matchlock.protocol.log.ChainId;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryEncoder;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.SystemNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/** XADDs of a batch of one order, one at a time, from an event loop as the gateway's. Lives on that loop. */
final class AppendFloor implements OrdersAppender.Listener {
    private static final int ORDER_MESSAGE_LENGTH = 104;
    private static final long TIMEOUT_S = 120;

    private final Histogram times = new Histogram(3);
    private final CompletableFuture<Histogram> done = new CompletableFuture<>();
    private final UnsafeBuffer entry = new UnsafeBuffer(ByteBuffer.allocateDirect(OrdersEntry.MAX_LENGTH));
    private final int count;
    private final int entryLength;
    private OrdersAppender appender;
    private int next;
    private long startNs;

    private AppendFloor(final int warmUp, final int count) {
        this.count = count;
        next = -warmUp;
        final OrdersEntryEncoder encoder =
                new OrdersEntryEncoder().wrap(entry, 0, OrdersEntry.BATCH, ChainId.of(1, 0), 1L, 1L);
        encoder.claim(OrdersEntry.CLIENT_MESSAGE, 1, 1L, 1L, ORDER_MESSAGE_LENGTH);
        entryLength = encoder.finish(1L);
    }

    /**
     * Measures appends to a stream that must exist and that nobody reads.
     *
     * @param log where to
     * @param warmUp appends before the counted ones
     * @param count of the counted ones
     * @return nanoseconds
     */
    static Histogram measure(final LogSettings log, final int warmUp, final int count) {
        final EventLoopGroup group = new MultiThreadIoEventLoopGroup(
                1, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        try {
            return measure(group.next(), log, new AppendFloor(warmUp, count));
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    private static Histogram measure(final EventLoop loop, final LogSettings log, final AppendFloor floor) {
        loop.execute(() -> floor.appender = OrdersAppender.open(
                RedisLinks.TCP, SystemNanoClock.INSTANCE, loop, log, "matchlock-append-floor", 1, floor));
        try {
            return floor.done.get(TIMEOUT_S, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while appends were measured", e);
        } catch (final ExecutionException | TimeoutException e) {
            throw new IllegalStateException("appends could not be measured: " + e.getMessage(), e);
        } finally {
            loop.submit(floor.appender::close).syncUninterruptibly();
        }
    }

    @Override
    public void onConnected() {
        append();
    }

    @Override
    public void onAppended(final long tag, final long entryId) {
        if (next >= 0) {
            times.recordValue(System.nanoTime() - startNs);
        }
        next++;
        if (next < count) {
            append();
        } else {
            done.complete(times);
        }
    }

    @Override
    public void onFailed(final long tag, final AppendFailure failure, final String message) {
        done.completeExceptionally(new IllegalStateException(failure + ": " + message));
    }

    @Override
    public void onDisconnected() {
        done.completeExceptionally(new IllegalStateException("disconnected: " + appender.lastError()));
    }

    private void append() {
        startNs = System.nanoTime();
        appender.append(next, entry, 0, entryLength);
    }
}
