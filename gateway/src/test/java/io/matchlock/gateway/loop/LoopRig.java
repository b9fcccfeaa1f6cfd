package io.matchlock.gateway.loop;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.engine.Engine;
import io.matchlock.gateway.events.EventsHealing;
import io.matchlock.gateway.events.EventsPoller;
import io.matchlock.gateway.events.OrdersPublisher;
import io.matchlock.gateway.events.PartSource;
import io.matchlock.gateway.session.service.LogonGuard;
import io.matchlock.gateway.session.service.SegmentInfo;
import io.matchlock.gateway.settings.AccessKey;
import io.matchlock.gateway.settings.GatewaySettings;
import io.matchlock.gateway.settings.LoopEnvironment;
import io.matchlock.gateway.settings.LoopLimits;
import io.matchlock.gateway.settings.SessionLimits;
import io.matchlock.gateway.testing.ClientFrames;
import io.matchlock.gateway.testing.Segment;
import io.matchlock.log.LogSettings;
import io.matchlock.log.history.LogPosition;
import io.matchlock.log.orders.GatewayHolder;
import io.matchlock.log.report.ReportTail;
import io.matchlock.matcher.events.EntryWriter;
import io.matchlock.matcher.events.EventsEncoder;
import io.matchlock.matcher.health.MatcherCounters;
import io.matchlock.matcher.process.EntryProcessor;
import io.matchlock.matcher.process.SegmentEngine;
import io.matchlock.protocol.live.BatchEnvelope;
import io.matchlock.protocol.log.ChainHash;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.segment.Genesis;
import io.matchlock.protocol.segment.SegmentDefinition;
import io.matchlock.protocol.segment.SegmentId;
import io.matchlock.protocol.session.Durability;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.NoOpIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * One loop of a gateway with all that is its own, on the caller's thread, between a client of the test, a log that stores at once, and
 * the matcher's own engine. Nothing of these allocates once it is warm.
 */
final class LoopRig {
    private static final long STEP_NS = 10_000;
    private static final long BEGIN_UTC_NS = 1_750_000_000_000_000_000L;
    private static final int PART_LENGTH = 1_376;
    private static final int RING_BYTES = 1 << 20;
    private static final int INPUT_BYTES = 1 << 16;
    private static final SegmentDefinition SEGMENT = Segment.definition().withId(new SegmentId(7, 8));

    private final byte[] genesis = genesis();
    private final CallerLoop eventLoop = new CallerLoop();
    private final InstantLog log = new InstantLog(genesis);
    private final OneToOneRingBuffer parts = new OneToOneRingBuffer(
            new UnsafeBuffer(ByteBuffer.allocateDirect(RING_BYTES + RingBufferDescriptor.TRAILER_LENGTH)));
    private final UnsafeBuffer entry = new UnsafeBuffer(new byte[OrdersEntry.MAX_LENGTH]);
    private final EntryProcessor processor;
    private final EventsPoller poller;
    private final GatewayLoop loop;
    private final EmbeddedChannel channel = new EmbeddedChannel(new Receiver());
    private final ByteBuf input = PooledByteBufAllocator.DEFAULT.directBuffer(INPUT_BYTES);
    private final ClientFrames client = new ClientFrames(new UUID(3, 4));
    private PartSource.Handler handler;
    private final MessageHandler partReader = (type, buffer, index, length) -> handler.onPart(buffer, index, length);
    private long nowNs = Duration.ofSeconds(10).toNanos();
    private long receivedBytes;
    private String halted;

    /** Where the gateway's answers end. */
    private final class Receiver extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(final ChannelHandlerContext context, final Object message, final ChannelPromise promise) {
            final ByteBuf bytes = (ByteBuf) message;
            receivedBytes += bytes.readableBytes();
            bytes.release();
        }

        @Override
        public void flush(final ChannelHandlerContext context) {
            // all has been received
        }
    }

    LoopRig() {
        final EntryWriter writer = new EntryWriter(SEGMENT.id(), PART_LENGTH, this::onPart, () -> nowNs);
        final EventsEncoder encoder = new EventsEncoder(writer);
        final Engine engine = SegmentEngine.create(SEGMENT, encoder);
        processor = new EntryProcessor(engine, writer, encoder, 0, new MatcherCounters());
        final OrdersPublisher publisher = new OrdersPublisher(SEGMENT.id());
        publisher.use(this::onBatch);
        loop = new GatewayLoop(
                new LoopServices(
                        settings(),
                        new GatewayHolder(1, 5),
                        new SegmentInfo(
                                SEGMENT.id(), SEGMENT.instruments(), 1, Durability.Memory, SEGMENT.gatewayFenceTicks()),
                        new LogonGuard(settings().keys(), Duration.ofMinutes(1).toNanos()),
                        () -> EntryId.GENESIS,
                        () -> 0,
                        executor -> (session, from, count, target) -> false),
                0,
                new LoopEnvironment(
                        eventLoop, () -> nowNs, () -> BEGIN_UTC_NS + nowNs, () -> 77, log, NoOpIdleStrategy.INSTANCE),
                publisher,
                notice -> {},
                reason -> halted = reason);
        final long chainHash = ChainHash.first(SEGMENT.id().high(), SEGMENT.id().low());
        poller = new EventsPoller(
                SEGMENT.id(),
                1,
                new LogPosition(EntryId.NONE, chainHash, serverOfTheLog()),
                this::poll,
                EventsHealing.healer("test", () -> null, RING_BYTES, NoOpIdleStrategy.INSTANCE, reason -> {}),
                List.of(loop.mailbox()),
                new ReportTail(),
                RING_BYTES,
                () -> nowNs);
        processor.server(serverOfTheLog());
        apply(EntryId.GENESIS, new UnsafeBuffer(genesis), genesis.length);
    }

    /** Opens the chain, and logs a session on. */
    void logOn() {
        loop.start();
        eventLoop.run();
        eventLoop.runTimers();
        settle();
        eventLoop.runTimers();
        settle();
        if (!loop.isReady()) {
            throw new AssertionError("the chain is not open: " + halted + " " + loop.snapshot());
        }
        channel.config().setAllocator(PooledByteBufAllocator.DEFAULT); // as on the listening socket
        loop.accept(channel);
        say(client.negotiate(BEGIN_UTC_NS, Segment.KEY_ID, Segment.SECRET));
        final long negotiatedBytes = receivedBytes;
        say(client.establish(BEGIN_UTC_NS + 1, 60_000));
        if (negotiatedBytes == 0 || receivedBytes == negotiatedBytes) {
            throw new AssertionError("no answer to a logon: " + halted + " " + loop.snapshot());
        }
        receivedBytes = 0;
    }

    /** Sends a new order, its replacement and its cancel in one turn, and takes all that comes of it. */
    void trade(final long number) {
        final int first = client.order(0, number, number, 100);
        final int second = client.replace(first, number + 1, number + 1, number, 50);
        say(client.cancel(second, number + 2, number + 2, number + 1));
    }

    /** Bytes that the client has got since it was logged on. */
    long receivedBytes() {
        return receivedBytes;
    }

    /** Why the loop has halted, null if it has not. */
    String halted() {
        return halted;
    }

    private void say(final int length) {
        input.clear();
        for (int i = 0; i < length; i += Long.BYTES) {
            input.setLong(i, client.out.getLong(i, BIG_ENDIAN));
        }
        input.writerIndex(length);
        channel.pipeline().fireChannelRead(input.retain());
        settle();
    }

    /** Until nobody has anything to do. */
    private void settle() {
        int work = 1;
        for (int i = 0; i < 20 && work > 0; i++) {
            nowNs += STEP_NS;
            eventLoop.run();
            log.store();
            eventLoop.run();
            work = poller.doWork();
        }
        eventLoop.run();
    }

    private boolean onBatch(final DirectBuffer envelope, final DirectBuffer batch, final int length) {
        apply(envelope.getLong(BatchEnvelope.ENTRY_ID_OFFSET, LITTLE_ENDIAN), batch, length);
        return true;
    }

    private void apply(final long id, final DirectBuffer batch, final int length) {
        entry.putBytes(0, batch, 0, length);
        final String fault = processor.take(entry, 0, length);
        if (fault != null) {
            throw new AssertionError(fault);
        }
        processor.apply(id);
    }

    private void onPart(final DirectBuffer buffer, final int offset, final int length) {
        if (!parts.write(1, buffer, offset, length)) {
            throw new AssertionError("the parts are not taken");
        }
    }

    private int poll(final PartSource.Handler taker, final int limit) {
        handler = taker;
        return parts.read(partReader, limit);
    }

    private static long serverOfTheLog() {
        return 0x0123456789abcdefL;
    }

    private static byte[] genesis() {
        final byte[] bytes = new byte[OrdersEntry.MAX_LENGTH];
        return Arrays.copyOf(bytes, Genesis.encode(SEGMENT, new UnsafeBuffer(bytes), BEGIN_UTC_NS));
    }

    private static GatewaySettings settings() {
        return new GatewaySettings(
                1,
                1,
                InetSocketAddress.createUnresolved("gateway", 1),
                new LogSettings(
                        "redis://log", "test", Duration.ofSeconds(1), io.matchlock.log.server.Durability.MEMORY),
                null,
                SessionLimits.defaults(),
                LoopLimits.defaults(),
                Map.of(Segment.KEY_ID, new AccessKey(Segment.KEY_ID, Segment.SECRET, List.of(Segment.ACCOUNT), true)));
    }
}
