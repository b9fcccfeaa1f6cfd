package io.matchlock.bench.floor;

import io.matchlock.protocol.Sofh;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.UnsafeBuffer;

/** Round trips of an order's bytes to an {@link EchoServer} and back, one at a time, waiting as the client does. */
public final class EchoFloor {
    /** Bytes of a framed NewOrderSingle. */
    static final int ORDER_LENGTH = Sofh.BODY_OFFSET + 96;

    private EchoFloor() {}

    /**
     * Measures round trips.
     *
     * @param warmUp round trips before the counted ones
     * @param count of the counted ones
     * @return nanoseconds
     * @throws IOException if the connection fails
     */
    public static Histogram measure(final int warmUp, final int count) throws IOException {
        final Histogram roundTrips = new Histogram(3);
        try (EchoServer server = EchoServer.start();
                Selector selector = Selector.open();
                SocketChannel channel =
                        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()))) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            final ByteBuffer order = ByteBuffer.allocateDirect(ORDER_LENGTH);
            Sofh.write(new UnsafeBuffer(order), 0, ORDER_LENGTH);
            final ByteBuffer answer = ByteBuffer.allocateDirect(EchoServer.ANSWER_LENGTH);
            for (int i = -warmUp; i < count; i++) {
                final long start = System.nanoTime();
                roundTrip(selector, channel, order.clear(), answer.clear());
                if (i >= 0) {
                    roundTrips.recordValue(System.nanoTime() - start);
                }
            }
        }
        return roundTrips;
    }

    private static void roundTrip(
            final Selector selector, final SocketChannel channel, final ByteBuffer order, final ByteBuffer answer)
            throws IOException {
        while (order.hasRemaining()) {
            channel.write(order);
        }
        while (answer.hasRemaining()) {
            selector.select(key -> {});
            if (channel.read(answer) < 0) {
                throw new IOException("the echo server closed the connection");
            }
        }
    }
}
