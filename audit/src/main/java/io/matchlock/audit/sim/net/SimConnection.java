package io.matchlock.audit.sim.net;

import io.matchlock.audit.sim.time.Actor;
import io.matchlock.audit.sim.time.Scheduler;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A TCP connection of a client to a gateway's loop; the client's end of it. Bytes travel in order, in pieces, and take their time. */
final class SimConnection implements ByteChannel {
    private static final int CLIENT_BUFFER_BYTES = 16 * 1024;
    private static final long MIN_HOP_NS = 10_000;
    private static final long MAX_HOP_NS = 300_000;

    private final Scheduler scheduler;
    private final Actor client;
    private final Runnable onArrival;
    private final BooleanSupplier isDeaf;
    private final ArrayDeque<byte[]> inbox = new ArrayDeque<>();
    private Listener listener;
    private ServerChannel server;
    private boolean isOpen = true;
    private boolean isAccepted;
    private boolean isRefused;
    private boolean isAtEnd;
    private boolean isDark;
    private int onTheWay;
    private long lastToServerNs;
    private long lastToClientNs;

    SimConnection(
            final Scheduler scheduler, final Actor client, final Runnable onArrival, final BooleanSupplier isDeaf) {
        this.scheduler = scheduler;
        this.client = client;
        this.onArrival = onArrival;
        this.isDeaf = isDeaf;
    }

    /** Asks the kernel of the gateway's machine; null where nobody ever listened. */
    void begin(final Listener gateway) {
        listener = gateway;
        scheduler.after(hopNs(), client, () -> {
            if (listener != null && listener.isListening()) {
                isAccepted = true;
                accept();
            } else {
                isRefused = true;
            }
            onArrival.run();
        });
    }

    boolean isAccepted() throws IOException {
        if (isRefused) {
            throw new IOException("connection refused");
        }
        return isAccepted;
    }

    boolean isOver() {
        return !isOpen;
    }

    /** Nothing travels any more, in either direction, and nobody is told. */
    void goDark() {
        isDark = true;
    }

    /** The gateway's process has ended: its kernel says so. */
    void resetFrom(final List<Listener> gone) {
        if (server != null && gone.contains(listener)) {
            endToClient();
        }
    }

    @Override
    public int read(final ByteBuffer target) throws IOException {
        if (isDeaf.getAsBoolean()) {
            return 0;
        }
        int count = 0;
        while (!inbox.isEmpty() && target.hasRemaining()) {
            final byte[] bytes = inbox.poll();
            final int taken = Math.min(bytes.length, target.remaining());
            target.put(bytes, 0, taken);
            count += taken;
            onTheWay -= taken;
            if (taken < bytes.length) {
                inbox.addFirst(Arrays.copyOfRange(bytes, taken, bytes.length));
            }
        }
        if (count > 0) {
            scheduler.after(hopNs(), listener.actor(), server::onRoom);
        }
        return count == 0 && isAtEnd ? -1 : count;
    }

    @Override
    public int write(final ByteBuffer source) throws IOException {
        if (isAtEnd) {
            throw new IOException("broken pipe");
        }
        final byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        final int cut = bytes.length > 1 && scheduler.random().nextInt(4) == 0
                ? (int) scheduler.between(1, bytes.length - 1)
                : bytes.length;
        toServer(Arrays.copyOf(bytes, cut));
        if (cut < bytes.length) {
            toServer(Arrays.copyOfRange(bytes, cut, bytes.length));
        }
        return bytes.length;
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    @Override
    public void close() {
        if (isOpen) {
            isOpen = false;
            if (server != null && !isDark) {
                lastToServerNs = Math.max(lastToServerNs, scheduler.nowNs() + hopNs());
                scheduler.after(lastToServerNs - scheduler.nowNs(), listener.actor(), server::onEnd);
            }
        }
    }

    int roomToClient() {
        return CLIENT_BUFFER_BYTES - onTheWay;
    }

    void toClient(final byte[] bytes) {
        onTheWay += bytes.length;
        if (isDark) {
            return;
        }
        lastToClientNs = Math.max(lastToClientNs, scheduler.nowNs() + hopNs());
        scheduler.after(lastToClientNs - scheduler.nowNs(), client, () -> {
            inbox.add(bytes);
            onArrival.run();
        });
    }

    void endToClient() {
        if (isDark) {
            return;
        }
        lastToClientNs = Math.max(lastToClientNs, scheduler.nowNs() + hopNs());
        scheduler.after(lastToClientNs - scheduler.nowNs(), client, () -> {
            isAtEnd = true;
            onArrival.run();
        });
    }

    private void toServer(final byte[] bytes) {
        if (isDark) {
            return;
        }
        lastToServerNs = Math.max(lastToServerNs, scheduler.nowNs() + hopNs());
        scheduler.after(lastToServerNs - scheduler.nowNs(), listener.actor(), () -> server.onBytes(bytes));
    }

    private void accept() {
        server = new ServerChannel(this, listener.sendBufferBytes());
        scheduler.after(hopNs(), listener.actor(), () -> {
            server.pipeline().addLast(new ChannelInitializer<Channel>() {
                @Override
                protected void initChannel(final Channel channel) {
                    listener.onChannel().accept(channel);
                }
            });
            final var unused = listener.loop().register(server);
        });
    }

    private long hopNs() {
        return scheduler.between(MIN_HOP_NS, MAX_HOP_NS);
    }
}
