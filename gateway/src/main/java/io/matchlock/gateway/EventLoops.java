package io.matchlock.gateway;

import io.matchlock.gateway.settings.GatewaySettings;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A gateway's threads and its listening socket: native epoll where there is one, else NIO. */
final class EventLoops implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final int READS_PER_TURN = 4;
    private static final long QUIET_MS = 0;
    private static final long STOP_MS = 5_000;

    private final GatewaySettings settings;
    private final boolean epoll = Epoll.isAvailable();
    private final MultiThreadIoEventLoopGroup group;
    private Channel listener;

    EventLoops(final GatewaySettings settings) {
        this.settings = settings;
        final IoHandlerFactory factory = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        group = new MultiThreadIoEventLoopGroup(
                settings.loops(), new DefaultThreadFactory("matchlock-gateway-loop", true), factory);
    }

    EventLoop next() {
        return group.next();
    }

    void listen(final Consumer<Channel> onChannel) {
        final Class<? extends ServerChannel> type =
                epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        final int sendBuffer = settings.sessions().sendBufferBytes();
        final FixedRecvByteBufAllocator receive =
                new FixedRecvByteBufAllocator(settings.limits().receiveBufferBytes());
        receive.maxMessagesPerRead(READS_PER_TURN);
        final ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, receive)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(sendBuffer / 2, sendBuffer))
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(final Channel channel) {
                        onChannel.accept(channel);
                    }
                });
        final var bound = bootstrap.bind(settings.bind()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new GatewayStartException("the gateway cannot listen on " + settings.bind() + ": "
                    + bound.cause().getMessage() + "; choose another port or end the process that has it");
        }
        listener = bound.channel();
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    void stopListening() {
        if (listener != null) {
            listener.close().awaitUninterruptibly(STOP_MS);
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(QUIET_MS, STOP_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly(STOP_MS);
    }
}
