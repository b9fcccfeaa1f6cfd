package io.matchlock.client.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;

/** Makes the connections of sessions. */
public interface Network {
    /** TCP. */
    Network TCP = new Network() {
        @Override
        public ByteChannel connect(final InetSocketAddress address) throws IOException {
            final SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(address);
            return channel;
        }

        @Override
        public boolean finishConnect(final ByteChannel channel) throws IOException {
            return ((SocketChannel) channel).finishConnect();
        }
    };

    /**
     * Begins to connect.
     *
     * @param address of the gateway
     * @return a channel that never blocks, not connected yet as a rule
     * @throws IOException if it cannot be
     */
    ByteChannel connect(InetSocketAddress address) throws IOException;

    /**
     * Asks whether a connection stands; to be asked again until it does.
     *
     * @param channel that {@link #connect} has returned
     * @return whether it stands
     * @throws IOException if it will not
     */
    boolean finishConnect(ByteChannel channel) throws IOException;
}
