package io.matchlock.log.testing;

import io.matchlock.log.LogSettings;
import io.matchlock.log.orders.OrdersAppender;
import io.matchlock.log.redis.RedisLinks;
import io.matchlock.log.server.AppendFailure;
import io.matchlock.protocol.log.EntryId;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.SystemNanoClock;
import org.awaitility.Awaitility;

/** An {@link OrdersAppender} on a loop of its own, which writes down what it is told. */
public final class LoopAppender implements OrdersAppender.Listener, AutoCloseable {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(
            1, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    private final OrdersAppender appender;

    public LoopAppender(final LogSettings settings) {
        this(settings, "test");
    }

    public LoopAppender(final LogSettings settings, final String name) {
        appender = OrdersAppender.open(RedisLinks.TCP, SystemNanoClock.INSTANCE, group.next(), settings, name, 1, this);
    }

    public static LoopAppender connected(final LogSettings settings) {
        final LoopAppender appender = new LoopAppender(settings);
        appender.awaitTold("connected");
        return appender;
    }

    public void run(final Runnable task) {
        group.next().submit(task).syncUninterruptibly();
    }

    public void append(final long tag, final DirectBuffer entry) {
        appender.append(tag, entry, 0, entry.capacity());
    }

    public OrdersAppender appender() {
        return appender;
    }

    public List<String> told() {
        return told;
    }

    public void awaitTold(final String... wanted) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> told.size() >= wanted.length);
        org.junit.jupiter.api.Assertions.assertEquals(List.of(wanted), told);
        told.clear();
    }

    @Override
    public void onConnected() {
        told.add("connected");
    }

    @Override
    public void onAppended(final long tag, final long entryId) {
        told.add(tag + " " + EntryId.format(entryId));
    }

    @Override
    public void onFailed(final long tag, final AppendFailure failure, final String message) {
        told.add(tag + " " + failure);
    }

    @Override
    public void onDisconnected() {
        told.add("disconnected");
    }

    @Override
    public void close() {
        run(appender::close);
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
