package io.matchlock.bench;

import io.matchlock.bench.engine.ChecksumListener;
import io.matchlock.engine.Engine;
import io.matchlock.engine.event.EngineListener;
import io.matchlock.matcher.events.EntryWriter;
import io.matchlock.matcher.events.EventsEncoder;
import io.matchlock.matcher.events.PartSink;
import io.matchlock.matcher.health.MatcherCounters;
import io.matchlock.matcher.process.EntryProcessor;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentId;
import java.util.function.Function;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;

/** The matcher's parts without its threads, cut off at a depth. */
final class MatcherTurn implements PartSink {
    private static final int PART_LENGTH = 1_376;

    private final Depth depth;
    private final OneToOneRingBuffer ring;
    private final AeronStep aeron;
    private final EntryProcessor processor;
    private long id = EntryId.GENESIS;
    private final MessageHandler reader = this::onRead;
    private long readBytes;

    /** How far a turn goes. */
    enum Depth {
        CHECK("copy, CRC"),
        MATCH("decode, match"),
        ENCODE("encode, CRC"),
        RING("ring"),
        AERON("Aeron offer");

        final String title;

        Depth(final String title) {
            this.title = title;
        }
    }

    /** A turn with an engine of its own; {@code aeron} is null unless the depth is its. */
    MatcherTurn(
            final Depth depth,
            final OneToOneRingBuffer ring,
            final AeronStep aeron,
            final Function<EngineListener, Engine> engines) {
        this.depth = depth;
        this.ring = ring;
        this.aeron = aeron;
        final EntryWriter writer = new EntryWriter(SegmentId.NONE, PART_LENGTH, this, System::nanoTime);
        final EngineListener listener = depth == Depth.MATCH ? new ChecksumListener() : new EventsEncoder(writer);
        processor = new EntryProcessor(engines.apply(listener), writer, listener, 0, new MatcherCounters());
    }

    /** What is timed. */
    void apply(final UnsafeBuffer entry) {
        final String fault = processor.take(entry, 0, entry.capacity());
        if (fault != null) {
            throw new IllegalStateException(fault);
        }
        if (depth != Depth.CHECK) {
            processor.apply(++id);
        }
    }

    /** What other threads do: empties the ring, reads from Aeron. */
    void drain() {
        ring.read(reader, Integer.MAX_VALUE);
        if (depth == Depth.AERON) {
            aeron.drain();
        }
    }

    /** Bytes of parts that were read from the ring, envelopes included. */
    long readBytes() {
        return readBytes;
    }

    @Override
    public void onPart(final DirectBuffer buffer, final int offset, final int length) {
        if (depth == Depth.AERON) {
            aeron.offer(buffer, offset, length);
        }
        if (depth == Depth.RING || depth == Depth.AERON) {
            if (!ring.write(1, buffer, offset, length)) {
                throw new IllegalStateException("an entry's events exceed the ring");
            }
        }
    }

    private void onRead(final int type, final DirectBuffer buffer, final int offset, final int length) {
        readBytes += length;
    }
}
