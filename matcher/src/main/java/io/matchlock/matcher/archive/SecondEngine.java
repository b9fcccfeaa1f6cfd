package io.matchlock.matcher.archive;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.engine.Engine;
import io.matchlock.log.events.EventsComparison;
import io.matchlock.matcher.events.EntryWriter;
import io.matchlock.matcher.events.EventsEncoder;
import io.matchlock.matcher.health.HaltException;
import io.matchlock.matcher.health.MatcherCounters;
import io.matchlock.matcher.process.EntryProcessor;
import io.matchlock.matcher.process.LogProgress;
import io.matchlock.matcher.process.SegmentEngine;
import io.matchlock.matcher.snapshot.SnapshotFolder;
import io.matchlock.protocol.live.PartEnvelope;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.segment.SegmentDefinition;
import io.matchlock.protocol.segment.SegmentId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableDirectByteBuffer;

/**
 * An engine beside the matcher's, which is given the same orders: what it makes of each entry must be, byte for byte, what the
 * events stream says. Takes the memory that the matcher's takes. One thread.
 */
public final class SecondEngine {
    private static final int PART_LENGTH = 8 * 1024;
    private static final int INITIAL_CAPACITY = 64 * 1024;

    private final ExpandableDirectByteBuffer made = new ExpandableDirectByteBuffer(INITIAL_CAPACITY);
    private final Engine engine;
    private final EntryProcessor processor;
    private int madeLength;
    private long position;
    private long turnTimeNs;

    /**
     * An engine that has applied nothing.
     *
     * @param segment that it is for
     * @param hashInterval by which the segment's matcher puts state hashes into its events, in entries
     */
    public SecondEngine(final SegmentDefinition segment, final long hashInterval) {
        this(segment, hashInterval, (id, usable, engines) -> Optional.empty());
    }

    /**
     * An engine that goes on from the newest snapshot that can be used, or that has applied nothing.
     *
     * @param segment that it is for
     * @param hashInterval by which the segment's matcher puts state hashes into its events, in entries
     * @param snapshots of the segment
     */
    public SecondEngine(final SegmentDefinition segment, final long hashInterval, final Snapshots snapshots) {
        final EntryWriter writer = new EntryWriter(segment.id(), PART_LENGTH, this::onPart, () -> 0L);
        final EventsEncoder encoder = new EventsEncoder(writer);
        final Optional<SnapshotFolder.Restored> restored = snapshots.restore(
                segment.id(),
                progress -> progress.hashInterval() == hashInterval,
                () -> SegmentEngine.create(segment, encoder));
        engine = restored.map(SnapshotFolder.Restored::engine).orElseGet(() -> SegmentEngine.create(segment, encoder));
        processor = new EntryProcessor(engine, writer, encoder, hashInterval, new MatcherCounters());
        restored.map(SnapshotFolder.Restored::progress).ifPresent(processor::goOn);
        position = processor.progress().position();
    }

    /** Where an engine begins. */
    @FunctionalInterface
    public interface Snapshots {
        /** As {@link SnapshotFolder#restore} does. */
        Optional<SnapshotFolder.Restored> restore(
                SegmentId segment, Predicate<LogProgress> isUsable, Supplier<Engine> engines);
    }

    /** {@return what a snapshot of it would say of its way through the log} */
    public LogProgress progress() {
        return processor.progress();
    }

    /** {@return the hash over all of its state; takes as long as to read it} */
    public long stateHash() {
        return engine.stateHash();
    }

    /**
     * Writes a snapshot of the engine as it is now.
     *
     * @param folder to write to
     * @return the file
     * @throws IOException if it cannot be written
     */
    public Path snapshot(final SnapshotFolder folder) throws IOException {
        return folder.write(engine, processor.progress());
    }

    /** {@return the last entry applied, packed; {@code EntryId.NONE} before any} */
    public long position() {
        return position;
    }

    /** {@return the hash over all orders entries applied} */
    public long chainHash() {
        return processor.chainHash();
    }

    /** {@return the wall clock when the last entry applied was made, ns since 1970} */
    public long turnTimeNs() {
        return turnTimeNs;
    }

    /**
     * Applies the next orders entry and compares.
     *
     * @param id of the entry, packed
     * @param orders holds it
     * @param ordersOffset in {@code orders}
     * @param ordersLength in bytes
     * @param events holds the events entry of the same id
     * @param eventsOffset in {@code events}
     * @param eventsLength in bytes
     * @throws HaltException if the entry is not sound, or gives other events than these
     */
    public void apply(
            final long id,
            final DirectBuffer orders,
            final int ordersOffset,
            final int ordersLength,
            final DirectBuffer events,
            final int eventsOffset,
            final int eventsLength) {
        final String fault = processor.take(orders, ordersOffset, ordersLength);
        if (fault != null) {
            throw new HaltException("orders entry " + EntryId.format(id) + " is corrupt: " + fault);
        }
        processor.apply(id);
        final int differs = EventsComparison.firstDifference(events, eventsOffset, eventsLength, made, 0, madeLength);
        if (differs != EventsComparison.SAME) {
            throw new HaltException("events entry " + EntryId.format(id) + " of " + eventsLength
                    + " bytes is not what its orders entry gives, " + madeLength + " bytes, from byte " + differs);
        }
        position = id;
        turnTimeNs = orders.getLong(ordersOffset + OrdersEntry.TURN_TIME_OFFSET, LITTLE_ENDIAN);
    }

    private void onPart(final DirectBuffer buffer, final int offset, final int length) {
        final int partOffset = buffer.getInt(offset + PartEnvelope.PART_OFFSET_OFFSET, LITTLE_ENDIAN);
        final int bytes = length - PartEnvelope.LENGTH;
        made.putBytes(partOffset, buffer, offset + PartEnvelope.LENGTH, bytes);
        madeLength = partOffset + bytes;
    }
}
