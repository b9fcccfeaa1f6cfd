package io.matchlock.audit.sim.check;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.audit.sim.actor.MatcherHost;
import io.matchlock.engine.Engine;
import io.matchlock.matcher.events.EntryWriter;
import io.matchlock.matcher.events.EventsEncoder;
import io.matchlock.matcher.health.MatcherCounters;
import io.matchlock.matcher.process.EntryProcessor;
import io.matchlock.matcher.process.SegmentEngine;
import io.matchlock.protocol.live.PartEnvelope;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentDefinition;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** An engine of the checker's own, which applies the log from its beginning while the log grows. */
final class EngineReplay {
    private final Engine engine;
    private final EntryProcessor processor;
    private final ExpandableArrayBuffer made = new ExpandableArrayBuffer();
    private final UnsafeBuffer cause = new UnsafeBuffer(0, 0);
    private int length;

    EngineReplay(final SegmentDefinition segment) {
        final EntryWriter writer = new EntryWriter(segment.id(), MatcherHost.PART_LENGTH, this::onPart, () -> 0L);
        final EventsEncoder encoder = new EventsEncoder(writer);
        engine = SegmentEngine.create(segment, encoder);
        processor = new EntryProcessor(engine, writer, encoder, MatcherHost.HASH_INTERVAL, new MatcherCounters());
    }

    /** The events entry that an orders entry causes. */
    byte[] apply(final long id, final byte[] orders) {
        cause.wrap(orders);
        final String fault = processor.take(cause, 0, orders.length);
        if (fault != null) {
            throw new Violation("orders entry " + EntryId.format(id) + ": " + fault);
        }
        length = 0;
        processor.apply(id);
        return Arrays.copyOf(made.byteArray(), length);
    }

    long engineTimeNs() {
        return engine.engineTimeNs();
    }

    boolean isBusy() {
        return engine.isBusy();
    }

    long stateHash() {
        return engine.stateHash();
    }

    private void onPart(final DirectBuffer buffer, final int offset, final int partLength) {
        final int at = buffer.getInt(offset + PartEnvelope.PART_OFFSET_OFFSET, LITTLE_ENDIAN);
        made.putBytes(at, buffer, offset + PartEnvelope.LENGTH, partLength - PartEnvelope.LENGTH);
        length = at + partLength - PartEnvelope.LENGTH;
    }
}
