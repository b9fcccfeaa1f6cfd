package io.matchlock.audit.auditor.log;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.audit.auditor.store.Findings;
import io.matchlock.engine.Engine;
import io.matchlock.engine.event.OrderVisitor;
import io.matchlock.log.events.EventsComparison;
import io.matchlock.matcher.events.EntryWriter;
import io.matchlock.matcher.events.EventsEncoder;
import io.matchlock.matcher.health.HaltException;
import io.matchlock.matcher.health.MatcherCounters;
import io.matchlock.matcher.process.EntryProcessor;
import io.matchlock.matcher.process.SegmentEngine;
import io.matchlock.protocol.live.PartEnvelope;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.segment.Genesis;
import io.matchlock.protocol.segment.SegmentDefinition;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Runs a segment's orders through a second engine, made as the genesis entry says, and compares the events with those
 * of the log, byte for byte, including state hashes. Afterwards the engine's books can be looked at. Takes the memory
 * that the segment's matcher takes. One thread.
 */
public final class LogReplay {
    private static final int PART_LENGTH = 8 * 1024;

    private final ExpandableArrayBuffer made = new ExpandableArrayBuffer();
    private final Findings findings;
    private final long hashInterval;
    private SegmentDefinition segment;
    private Engine engine;
    private EntryProcessor processor;
    private int madeLength;
    private boolean isOver;

    /**
     * A replay that has not begun.
     *
     * @param hashInterval by which the segment's matcher puts state hashes into its events, in entries
     * @param findings to add to
     */
    public LogReplay(final long hashInterval, final Findings findings) {
        this.hashInterval = hashInterval;
        this.findings = findings;
    }

    /** {@return the segment, null until its genesis entry has been replayed} */
    public SegmentDefinition segment() {
        return segment;
    }

    /** {@return whether it came to the end of what it was given, and work of earlier records is left there} */
    public boolean isBusy() {
        return !isOver && engine != null && engine.isBusy();
    }

    /** {@return whether it came to the end of what it was given} */
    public boolean isWhole() {
        return !isOver && engine != null;
    }

    /**
     * Shows the orders that rest or wait in the engine's books.
     *
     * @param visitor is shown each
     */
    public void forEachOrder(final OrderVisitor visitor) {
        engine.forEachOrder(visitor);
    }

    void onEntry(final long id, final StreamWalk orders, final StreamWalk events) {
        if (!isOver) {
            try {
                replay(id, orders, events);
            } catch (final HaltException | IllegalArgumentException e) {
                end("the replay ends at " + EntryId.format(id) + ": " + e.getMessage());
            }
        }
    }

    private void replay(final long id, final StreamWalk orders, final StreamWalk events) {
        if (engine == null) {
            begin(orders);
        }
        final String fault = processor.take(orders.buffer(), orders.offset(), orders.length());
        if (fault != null) {
            end("the replay ends at orders entry " + EntryId.format(id) + ": " + fault);
            return;
        }
        processor.apply(id);
        final int differs = EventsComparison.firstDifference(
                events.buffer(), events.offset(), events.length(), made, 0, madeLength);
        if (differs != EventsComparison.SAME) {
            findings.different("events entry " + EntryId.format(id) + " of " + events.length()
                    + " bytes is not what a replay gives, " + madeLength + " bytes, from byte " + differs);
        }
    }

    private void begin(final StreamWalk orders) {
        final OrdersEntryDecoder genesis = new OrdersEntryDecoder();
        final String fault = genesis.wrap(orders.buffer(), orders.offset(), orders.length());
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
        segment = Genesis.decode(genesis);
        final EntryWriter writer = new EntryWriter(segment.id(), PART_LENGTH, this::onPart, () -> 0L);
        final EventsEncoder encoder = new EventsEncoder(writer);
        engine = SegmentEngine.create(segment, encoder);
        processor = new EntryProcessor(engine, writer, encoder, hashInterval, new MatcherCounters());
    }

    private void onPart(final DirectBuffer buffer, final int offset, final int length) {
        final int partOffset = buffer.getInt(offset + PartEnvelope.PART_OFFSET_OFFSET, LITTLE_ENDIAN);
        final int bytes = length - PartEnvelope.LENGTH;
        made.putBytes(partOffset, buffer, offset + PartEnvelope.LENGTH, bytes);
        madeLength = partOffset + bytes;
    }

    private void end(final String sentence) {
        findings.different(sentence);
        isOver = true;
    }
}
