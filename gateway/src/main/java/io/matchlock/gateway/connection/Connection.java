package io.matchlock.gateway.connection;

import io.matchlock.gateway.session.Session;
import io.matchlock.gateway.session.service.SessionPort;
import io.matchlock.gateway.session.service.SessionServices;
import io.matchlock.protocol.MessageShape;
import io.matchlock.protocol.internal.ReleaseReason;
import io.matchlock.protocol.session.TerminationCode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket: bytes in, for the session; frames out, gathered; and how it is closed. While something waits for room the socket is not
 * read. Owned by the loop.
 */
public final class Connection extends ChannelInboundHandlerAdapter implements FrameReader.Handler, SessionPort {
    private static final Logger LOGGER = LoggerFactory.getLogger(Connection.class);

    private final Connections connections;
    private final LoopClock clock;
    private final Channel channel;
    private final Outbox outbox;
    private final InputBytes input;
    private final Session session;
    private boolean stalled;
    private boolean closing;
    private boolean cut;
    private boolean inputEnded;
    private long cutAtNs;
    /** Where the loop keeps it. */
    int index;

    /**
     * Begins with a socket that is connected.
     *
     * @param channel of the socket, registered at this loop
     * @param connectionId by which answers find it
     * @param connections of the loop
     * @param clock of the loop
     * @param services of the loop's sessions
     */
    public Connection(
            final Channel channel,
            final long connectionId,
            final Connections connections,
            final LoopClock clock,
            final SessionServices services) {
        this.connections = connections;
        this.clock = clock;
        this.channel = channel;
        input = new InputBytes(channel.alloc(), this);
        outbox = new Outbox(channel, this::markDirty);
        session = new Session(connectionId, address(channel), services, this, outbox, clock.nanoTime());
    }

    /** {@return the session, which lasts as long as the connection} */
    public Session session() {
        return session;
    }

    /** Tries again what had to wait; false if it still has to. */
    boolean resume() {
        stalled = false;
        if (!isOpen()) {
            input.drop();
            return true;
        }
        clock.read();
        input.retry();
        stalled = !closing && input.isStuck();
        if (!stalled) {
            channel.config().setAutoRead(true);
            checkInputEnd();
        }
        return !stalled;
    }

    /** Sends what was gathered; ends the connection of a client that does not read. */
    void flush() {
        if (!channel.isActive()) {
            outbox.release();
            return;
        }
        session.flush();
        if (!closing && outbox.isOverfull()) {
            session.terminate(
                    TerminationCode.SlowConsumer, "the answers are not read fast enough: read on while you send");
        }
        if (closing && !cut) {
            cut = true;
            cutAtNs = clock.nanoTime() + connections.lingerNs();
            outbox.flushAndThen(done -> shutdownOutput());
            channel.config().setAutoRead(true);
        } else {
            outbox.flush();
        }
    }

    void onTime(final long nowNs) {
        if (cut && nowNs - cutAtNs >= 0) {
            final var unused = channel.close();
        } else {
            session.onTime(nowNs, !stalled);
        }
    }

    /**
     * Ends the session and the connection from our side.
     *
     * @param code that the client is told
     * @param reason that the client is told, short ASCII
     */
    public void terminate(final TerminationCode code, final String reason) {
        session.terminate(code, reason);
    }

    void closeNow() {
        final var unused = channel.close();
    }

    @Override
    public void channelRead(final ChannelHandlerContext context, final Object message) {
        final ByteBuf bytes = (ByteBuf) message;
        if (!isOpen()) {
            bytes.release();
        } else if (input.hasWaiting() || stalled) {
            input.keep(bytes);
        } else {
            clock.read();
            input.read(bytes);
            if (input.isStuck()) {
                stall();
            }
        }
    }

    @Override
    public void userEventTriggered(final ChannelHandlerContext context, final Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            if (cut) {
                closeNow();
            } else {
                checkInputEnd();
            }
        }
    }

    @Override
    public void channelInactive(final ChannelHandlerContext context) {
        session.onDisconnected();
        closing = true;
        input.drop();
        outbox.release();
        connections.remove(this);
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOGGER.error("a connection failed", cause);
        }
        closeNow();
    }

    @Override
    public boolean onMessage(final DirectBuffer buffer, final int offset, final int length) {
        return session.onMessage(buffer, offset, length, clock.nowNs(), clock.wallNs());
    }

    @Override
    public void onFault(final int fault) {
        connections.onFault();
        final boolean unknown = fault <= MessageShape.UNKNOWN_SCHEMA && fault >= MessageShape.UNKNOWN_TEMPLATE;
        session.onFault(code(fault), unknown, clock.nowNs());
    }

    @Override
    public boolean isOpen() {
        return !closing && session.isListening();
    }

    @Override
    public void onBound() {
        connections.bind(this);
    }

    @Override
    public void onReleased(final int number, final ReleaseReason reason) {
        connections.release(this, number, reason);
    }

    @Override
    public void onTerminated(final int number, final String what, final String reason) {
        connections.note(address(channel), number, what, reason);
    }

    @Override
    public void onAnswering() {
        connections.answer(this);
    }

    @Override
    public void close() {
        closing = true;
        input.drop();
        markDirty();
    }

    /** The client has closed its side, and what it had sent before is taken. */
    private void checkInputEnd() {
        if (inputEnded && !stalled && !input.hasWaiting()) {
            clock.read();
            session.onInputEnded(clock.nowNs());
        }
    }

    private void stall() {
        stalled = true;
        channel.config().setAutoRead(false);
        connections.stall(this);
    }

    private void markDirty() {
        connections.markDirty(this);
    }

    private void shutdownOutput() {
        if (inputEnded) {
            closeNow();
        } else if (channel instanceof DuplexChannel duplex && channel.isActive()) {
            final var unused = duplex.shutdownOutput();
        }
    }

    private static TerminationCode code(final int fault) {
        return switch (fault) {
            case FrameReader.INVALID_SOFH -> TerminationCode.InvalidSofh;
            case FrameReader.FRAME_TOO_LARGE -> TerminationCode.FrameTooLarge;
            case MessageShape.BAD_SIZE -> TerminationCode.DecodingError;
            default -> TerminationCode.UnknownTemplate;
        };
    }

    private static String address(final Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress remote && remote.getAddress() != null
                ? remote.getAddress().getHostAddress()
                : "";
    }
}
