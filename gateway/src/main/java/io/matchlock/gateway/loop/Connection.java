package io.matchlock.gateway.loop;

import io.matchlock.gateway.chain.AckTarget;
import io.matchlock.gateway.session.LogonRequest;
import io.matchlock.gateway.session.Refusal;
import io.matchlock.gateway.session.Session;
import io.matchlock.gateway.session.SessionPort;
import io.matchlock.protocol.MessageShape;
import io.matchlock.protocol.segment.InstrumentDefinition;
import io.matchlock.protocol.session.Durability;
import io.matchlock.protocol.session.TerminationCode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.net.InetSocketAddress;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One socket and its session: bytes in, frames cut in place; frames out, gathered. What cannot be taken for want of room
 * waits here, and the socket is not read meanwhile. Owned by the loop.
 */
final class Connection extends ChannelInboundHandlerAdapter implements FrameReader.Handler, SessionPort {
    private final GatewayLoop loop;
    private final Channel channel;
    private final Outbox outbox;
    private final FrameReader frames = new FrameReader(this);
    private final UnsafeBuffer input = new UnsafeBuffer(0, 0);
    private final Session session;
    private ByteBuf waiting;
    private boolean stalled;
    private boolean closing;
    private boolean cut;
    private boolean inputEnded;
    private long lastBatch;
    private long cutAtNs;
    /** Where the loop keeps it. */
    int index;

    Connection(final GatewayLoop loop, final Channel channel, final long connectionId) {
        this.loop = loop;
        this.channel = channel;
        outbox = new Outbox(channel, this::markDirty);
        session = new Session(
                connectionId,
                address(channel),
                loop.guard(),
                loop.rules(),
                this,
                outbox,
                loop.clock().nanoTime());
    }

    Session session() {
        return session;
    }

    /** Tries again what had to wait; false if it still has to. */
    boolean resume() {
        stalled = false;
        if (!isOpen()) {
            dropWaiting();
            return true;
        }
        loop.readClock();
        frames.read(input, 0, 0);
        if (waiting != null && !frames.isPartialWhole()) {
            final ByteBuf more = waiting;
            waiting = null;
            consume(more);
        }
        stalled = !closing && (waiting != null || frames.isPartialWhole());
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
            cutAtNs = loop.clock().nanoTime() + loop.lingerNs();
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

    void terminate(final TerminationCode code, final String reason) {
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
        } else if (waiting != null || stalled) {
            waiting = joined(bytes);
        } else {
            loop.readClock();
            consume(bytes);
            if (waiting != null || frames.isPartialWhole()) {
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
        dropWaiting();
        outbox.release();
        loop.remove(this);
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause) {
        loop.onChannelFault(cause);
        final var unused = channel.close();
    }

    @Override
    public boolean onMessage(final DirectBuffer buffer, final int offset, final int length) {
        return session.onMessage(buffer, offset, length, loop.nowNs(), loop.wallNs());
    }

    @Override
    public void onFault(final int fault) {
        loop.counters().faults++;
        final boolean unknown = fault <= MessageShape.UNKNOWN_SCHEMA && fault >= MessageShape.UNKNOWN_TEMPLATE;
        session.onFault(code(fault), unknown, loop.nowNs());
    }

    @Override
    public boolean isOpen() {
        return !closing && session.isListening();
    }

    @Override
    public boolean isReady() {
        return loop.isReady();
    }

    @Override
    public boolean hasRoom() {
        return loop.records().hasRoom();
    }

    @Override
    public int admission() {
        return loop.admission();
    }

    @Override
    public boolean append(
            final AckTarget target,
            final int number,
            final long clientNumber,
            final long clOrdId,
            final long receiveTimeNs,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        final boolean isTaken =
                loop.records().append(target, number, clientNumber, clOrdId, receiveTimeNs, buffer, offset, length);
        return noted(isTaken);
    }

    @Override
    public boolean refuse(
            final AckTarget target,
            final int number,
            final long clientNumber,
            final long receiveTimeNs,
            final Refusal refusal) {
        return noted(loop.records().refuse(target, number, clientNumber, receiveTimeNs, refusal));
    }

    @Override
    public void negotiate(final LogonRequest request, final long receiveTimeNs) {
        loop.records().negotiate(request, receiveTimeNs);
    }

    @Override
    public void establish(final LogonRequest request, final long receiveTimeNs) {
        loop.records().establish(request, receiveTimeNs);
    }

    @Override
    public void onBound(final Session bound) {
        loop.onBound(this);
    }

    @Override
    public void release(final int number, final boolean terminated) {
        loop.release(this, number, terminated);
    }

    @Override
    public void onTerminated(final int number, final String what, final String reason) {
        loop.clientFaults().note(loop.clock().nanoTime(), address(channel), number, what, reason);
    }

    @Override
    public boolean isAnswered() {
        return loop.records().isAnswered(lastBatch);
    }

    @Override
    public void onAnswering() {
        loop.onAnswering(this);
    }

    @Override
    public void close() {
        closing = true;
        dropWaiting();
        markDirty();
    }

    @Override
    public List<InstrumentDefinition> instruments() {
        return loop.segment().instruments();
    }

    @Override
    public long position() {
        return loop.position();
    }

    @Override
    public long epoch() {
        return loop.segment().epoch();
    }

    @Override
    public Durability durability() {
        return loop.segment().durability();
    }

    private boolean noted(final boolean isTaken) {
        if (isTaken) {
            lastBatch = loop.records().lastBatch();
        }
        return isTaken;
    }

    /** The client has closed its side, and what it had sent before is taken. */
    private void checkInputEnd() {
        if (inputEnded && !stalled && waiting == null) {
            loop.readClock();
            session.onInputEnded(loop.nowNs());
        }
    }

    private void consume(final ByteBuf bytes) {
        final int length = bytes.readableBytes();
        Views.wrap(input, bytes, bytes.readerIndex(), length);
        final int done = frames.read(input, 0, length);
        if (done < length && isOpen()) {
            bytes.skipBytes(done);
            waiting = bytes;
        } else {
            bytes.release();
        }
    }

    private ByteBuf joined(final ByteBuf more) {
        if (waiting == null) {
            return more;
        }
        final ByteBuf all = channel.alloc().directBuffer(waiting.readableBytes() + more.readableBytes());
        all.writeBytes(waiting).writeBytes(more);
        waiting.release();
        more.release();
        return all;
    }

    private void stall() {
        stalled = true;
        channel.config().setAutoRead(false);
        loop.onStalled(this);
    }

    private void dropWaiting() {
        if (waiting != null) {
            waiting.release();
            waiting = null;
        }
    }

    private void markDirty() {
        loop.markDirty(this);
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
