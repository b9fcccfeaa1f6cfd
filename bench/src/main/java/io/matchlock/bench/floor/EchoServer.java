package io.matchlock.bench.floor;

import io.matchlock.protocol.Sofh;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The floor under a gateway: one event loop that answers each frame with a frame of {@link #ANSWER_LENGTH} bytes and
 * does nothing else. Same library, transport and options as the gateway.
 */
final class EchoServer implements AutoCloseable {
    /** Bytes of an answer: as many as a Queued message. */
    static final int ANSWER_LENGTH = 58;

    private final EventLoopGroup loop;
    private final Channel listener;

    private EchoServer(final EventLoopGroup loop, final Channel listener) {
        this.loop = loop;
        this.listener = listener;
    }

    static EchoServer start() {
        final boolean epoll = Epoll.isAvailable();
        final IoHandlerFactory factory = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, factory);
        final Class<? extends ServerChannel> type =
                epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        final Channel listener = new ServerBootstrap()
                .group(loop)
                .channel(type)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(final Channel channel) {
                        channel.pipeline().addLast(new Echo());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
        return new EchoServer(loop, listener);
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static final class Echo extends ByteToMessageDecoder {
        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // a floor has nobody to tell
        protected void decode(final ChannelHandlerContext context, final ByteBuf in, final List<Object> out) {
            int frames = 0;
            while (in.readableBytes() >= Integer.BYTES && in.readableBytes() >= in.getIntLE(in.readerIndex())) {
                in.skipBytes(in.getIntLE(in.readerIndex()));
                frames++;
            }
            if (frames > 0) {
                context.write(answers(context, frames));
            }
        }

        @Override
        public void channelReadComplete(final ChannelHandlerContext context) throws Exception {
            super.channelReadComplete(context);
            context.flush();
        }

        private static ByteBuf answers(final ChannelHandlerContext context, final int frames) {
            final ByteBuf answers = context.alloc().ioBuffer(frames * ANSWER_LENGTH);
            for (int i = 0; i < frames; i++) {
                answers.writeIntLE(ANSWER_LENGTH)
                        .writeShortLE(Sofh.ENCODING_TYPE)
                        .writeZero(ANSWER_LENGTH - 6);
            }
            return answers;
        }
    }
}
