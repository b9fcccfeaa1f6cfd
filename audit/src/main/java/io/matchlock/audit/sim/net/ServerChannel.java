package io.matchlock.audit.sim.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;

/** The gateway's end of a TCP connection, a Netty channel: reads only when asked to, writes only what the other end has room for. */
final class ServerChannel extends AbstractChannel {
    private static final ChannelMetadata METADATA = new ChannelMetadata(false);
    private static final SocketAddress ADDRESS = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

    private final ChannelConfig config = new DefaultChannelConfig(this);
    private final ArrayDeque<byte[]> received = new ArrayDeque<>();
    private final SimConnection connection;
    private boolean isOpen = true;
    private boolean isReading;
    private boolean isAtEnd;

    ServerChannel(final SimConnection connection, final int sendBufferBytes) {
        super(null);
        this.connection = connection;
        config.setWriteBufferWaterMark(new WriteBufferWaterMark(sendBufferBytes / 2, sendBufferBytes));
    }

    /** Bytes have come. */
    void onBytes(final byte[] bytes) {
        received.add(bytes);
        deliver();
    }

    /** The other end has closed. */
    void onEnd() {
        isAtEnd = true;
        deliver();
    }

    /** The other end has room again. */
    void onRoom() {
        if (isOpen) {
            unsafe().flush();
        }
    }

    private void deliver() {
        while (isOpen && isReading && !received.isEmpty()) {
            isReading = false;
            final byte[] bytes = received.poll();
            pipeline()
                    .fireChannelRead(
                            config.getAllocator().directBuffer(bytes.length).writeBytes(bytes));
            pipeline().fireChannelReadComplete();
        }
        if (isOpen && isAtEnd && received.isEmpty()) {
            unsafe().close(voidPromise());
        }
    }

    @Override
    protected void doBeginRead() {
        isReading = true;
        if (!received.isEmpty() || isAtEnd) {
            eventLoop().execute(this::deliver);
        }
    }

    @Override
    protected void doWrite(final ChannelOutboundBuffer out) {
        for (Object message = out.current(); message != null; message = out.current()) {
            final ByteBuf bytes = (ByteBuf) message;
            final int room = Math.min(connection.roomToClient(), bytes.readableBytes());
            final byte[] taken = new byte[room];
            bytes.readBytes(taken);
            if (room > 0) {
                connection.toClient(taken);
            }
            if (bytes.isReadable()) {
                return;
            }
            out.remove();
        }
    }

    @Override
    protected void doClose() {
        isOpen = false;
        received.clear();
        connection.endToClient();
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    @Override
    public boolean isActive() {
        return isOpen;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    protected boolean isCompatible(final EventLoop loop) {
        return loop instanceof SimLoop;
    }

    @Override
    protected SocketAddress localAddress0() {
        return ADDRESS;
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return ADDRESS;
    }

    @Override
    protected void doBind(final SocketAddress localAddress) {
        throw new UnsupportedOperationException("accepted, not bound");
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new AbstractUnsafe() {
            @Override
            public void connect(final SocketAddress remote, final SocketAddress local, final ChannelPromise promise) {
                throw new UnsupportedOperationException("accepted, not connected");
            }
        };
    }
}
