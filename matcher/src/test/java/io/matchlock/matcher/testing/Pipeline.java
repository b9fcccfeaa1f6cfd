package io.matchlock.matcher.testing;

import io.matchlock.engine.Engine;
import io.matchlock.matcher.events.EntryWriter;
import io.matchlock.matcher.events.EventsEncoder;
import io.matchlock.matcher.events.PartSink;
import io.matchlock.matcher.health.MatcherCounters;
import io.matchlock.matcher.process.EntryProcessor;
import io.matchlock.matcher.process.LogProgress;
import io.matchlock.matcher.process.SegmentEngine;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentDefinition;
import org.agrona.concurrent.UnsafeBuffer;

/** Processor, engine and encoder without threads, Redis and Aeron: entries in, parts out. Begins before the genesis entry. */
public final class Pipeline {
    /** What a datagram of 1,408 bytes has room for. */
    public static final int PART_LENGTH = 1_376;

    private final MatcherCounters counters = new MatcherCounters();
    private final UnsafeBuffer wrapper = new UnsafeBuffer(0, 0);
    private final Engine engine;
    private final EntryProcessor processor;
    private long appliedId = EntryId.NONE;

    /** A pipeline that writes to a sink. */
    public Pipeline(final SegmentDefinition segment, final long hashInterval, final PartSink sink) {
        final EntryWriter writer = new EntryWriter(segment.id(), PART_LENGTH, sink, () -> 0L);
        final EventsEncoder encoder = new EventsEncoder(writer);
        engine = SegmentEngine.create(segment, encoder);
        processor = new EntryProcessor(engine, writer, encoder, hashInterval, counters);
    }

    /** Goes on behind an entry. The test has given the engine the state that stood there. */
    public void goOn(final LogProgress progress) {
        processor.goOn(progress);
        appliedId = progress.position();
    }

    /** How far it has come. */
    public LogProgress progress() {
        return processor.progress();
    }

    /** Applies the next entry. */
    public void apply(final byte[] entry) {
        apply(EntryId.next(appliedId), entry);
    }

    /** Applies an entry under an id. */
    public void apply(final long id, final byte[] entry) {
        wrapper.wrap(entry);
        final String fault = processor.take(wrapper, 0, entry.length);
        if (fault != null) {
            throw new AssertionError(fault);
        }
        processor.apply(id);
        appliedId = id;
    }

    /** The id of the last entry applied. */
    public long appliedId() {
        return appliedId;
    }

    /** The engine. */
    public Engine engine() {
        return engine;
    }

    /** Its counters. */
    public MatcherCounters counters() {
        return counters;
    }
}
