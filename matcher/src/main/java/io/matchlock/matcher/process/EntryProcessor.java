package io.matchlock.matcher.process;

import io.matchlock.engine.Engine;
import io.matchlock.engine.event.EngineListener;
import io.matchlock.engine.request.ExpectedMessages;
import io.matchlock.matcher.events.EntryWriter;
import io.matchlock.matcher.health.HaltException;
import io.matchlock.matcher.health.MatcherCounter;
import io.matchlock.matcher.health.MatcherCounters;
import io.matchlock.matcher.message.EntryRecords;
import io.matchlock.matcher.message.RecordShapes;
import io.matchlock.protocol.log.ChainHash;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.segment.Genesis;
import io.matchlock.protocol.segment.SegmentId;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Applies orders entries, one after the other, to the engine, and has their events entries written. An entry is checked in full
 * before the engine sees any of it. Owned by the matcher's agent; no I/O, no clock, no allocation.
 */
public final class EntryProcessor {
    private final UnsafeBuffer current = new UnsafeBuffer(ByteBuffer.allocateDirect(OrdersEntry.MAX_LENGTH));
    private final OrdersEntryDecoder entry = new OrdersEntryDecoder();
    private final ExpectedMessages expected = new ExpectedMessages();
    private final EntryRecords records = new EntryRecords(current);
    private final RecordShapes shapes = new RecordShapes();
    private final Engine engine;
    private final EntryWriter events;
    private final ClientMessages clientMessages;
    private final InternalMessages internalMessages;
    private final MatcherCounters counters;
    private final RollingHash hash;
    private SegmentId segment = SegmentId.NONE;
    private long position = EntryId.NONE;
    private long chainHash;
    private int index;

    /**
     * Has applied nothing.
     *
     * @param engine to apply to
     * @param events to begin and finish for each entry
     * @param listener the engine's, which writes to {@code events}
     * @param hashInterval the state hash goes into each entry whose sequence is a multiple of it; 0 for none
     * @param counters to count in
     */
    public EntryProcessor(
            final Engine engine,
            final EntryWriter events,
            final EngineListener listener,
            final long hashInterval,
            final MatcherCounters counters) {
        this.engine = engine;
        this.events = events;
        this.clientMessages = new ClientMessages(engine);
        this.internalMessages = new InternalMessages(engine, listener);
        this.hash = new RollingHash(engine, hashInterval);
        this.counters = counters;
    }

    /**
     * Takes an entry, its bytes copied, to be applied next.
     *
     * @param buffer that holds it
     * @param offset in {@code buffer}
     * @param length in bytes
     * @return null if it is sound, else what is wrong with it
     */
    public String take(final DirectBuffer buffer, final int offset, final int length) {
        if (length > OrdersEntry.MAX_LENGTH) {
            return "longer than any entry: " + length + " bytes";
        }
        current.putBytes(0, buffer, offset, length);
        final String fault = entry.wrap(current, 0, length);
        if (fault == null) {
            records.wrap(length, entry.chainId());
        }
        return fault;
    }

    /**
     * Applies the entry that was taken.
     *
     * @param id of the entry, packed
     * @throws HaltException if a record of it is not what it must be, or the engine failed
     */
    public void apply(final long id) {
        index = -1;
        try {
            applySound(id);
        } catch (final HaltException e) {
            throw e;
        } catch (final RuntimeException e) {
            throw new HaltException(name(id) + " could not be applied: " + e, e);
        }
    }

    /**
     * Says whose log the entries are in, those that were applied and those that come.
     *
     * @param server as {@code LogHistory} tells it
     */
    public void server(final long server) {
        events.server(server);
    }

    /** {@return what another processor needs to go on behind the last entry, with an engine of the same state} */
    public LogProgress progress() {
        return new LogProgress(segment, position, chainHash, hash.interval(), hash.soFar());
    }

    /**
     * Goes on where another has come to. The engine must have the state that it had there.
     *
     * @param progress of the other
     * @throws IllegalArgumentException if that put state hashes into other entries
     */
    public void goOn(final LogProgress progress) {
        if (progress.hashInterval() != hash.interval()) {
            throw new IllegalArgumentException(
                    "state hashes every " + progress.hashInterval() + " entries, not " + hash.interval());
        }
        segment = progress.segment();
        position = progress.position();
        chainHash = progress.chainHash();
        hash.goOn(EntryId.sequence(position), progress.rollingHash());
    }

    /** {@return the hash over all entries applied, from the genesis on; see {@link ChainHash}} */
    public long chainHash() {
        return chainHash;
    }

    private void applySound(final long id) {
        requireShapes(id);
        events.liveOrders(engine.liveOrders());
        events.begin(id, engine.rulesVersion(), entry.chainId(), entry.incarnation(), entry.batchNumber(), entry.crc());
        switch (entry.kind()) {
            case OrdersEntry.BATCH -> applyBatch(id);
            case OrdersEntry.GENESIS -> beginLog(id);
            case OrdersEntry.FENCE -> passFence(id);
            default -> throw new HaltException(name(id) + " is of kind " + entry.kind() + ", which this build lacks");
        }
        chainHash =
                ChainHash.next(chainHash, id, entry.crc(), entry.chainId(), entry.incarnation(), entry.batchNumber());
        final int stateLayout = hash.advance(EntryId.sequence(id));
        events.finish(stateLayout, hash.value(), chainHash, engine.isBusy());
        position = id;
        counters.increment(MatcherCounter.ENTRIES_APPLIED);
    }

    private void applyBatch(final long id) {
        records.rewind();
        final boolean opens =
                records.next() && records.type() == OrdersEntry.INTERNAL && internalMessages.opensChain(records);
        final long startTimeNs = opens ? internalMessages.startTimeNs(records) : 0L;
        final int fate =
                engine.beginEntry(id, entry.chainId(), entry.incarnation(), entry.batchNumber(), opens, startTimeNs);
        if (fate == Engine.VOID) {
            events.markVoid();
            counters.increment(MatcherCounter.ENTRIES_VOID);
            return;
        }
        applyRecords(id);
        counters.add(MatcherCounter.RECORDS_APPLIED, entry.count());
    }

    private void applyRecords(final long id) {
        final boolean looksAhead = entry.count() > 1 && engine.isDeep();
        records.rewind();
        for (index = 0; records.next(); index++) {
            if (looksAhead && index % ExpectedMessages.CAPACITY == 0) {
                lookAhead();
            }
            if (records.type() == OrdersEntry.CLIENT_MESSAGE) {
                clientMessages.apply(records);
            } else {
                requireNone(id, internalMessages.apply(records));
            }
        }
    }

    /** Tells the engine of the current record and those behind it. */
    private void lookAhead() {
        final long current = records.current();
        int left = ExpectedMessages.CAPACITY;
        expected.clear();
        do {
            if (records.type() == OrdersEntry.CLIENT_MESSAGE) {
                ClientMessages.expect(records, expected);
            }
            left--;
        } while (left > 0 && records.next());
        engine.lookAhead(expected);
        records.goTo(current);
    }

    private void requireNone(final long id, final String fault) {
        if (fault != null) {
            throw new HaltException(name(id) + " can't be applied: " + fault);
        }
    }

    private void requireShapes(final long id) {
        if (entry.kind() != OrdersEntry.BATCH) {
            return;
        }
        if (entry.chainId() <= 0) {
            throw new HaltException(name(id) + " is of chain " + entry.chainId());
        }
        records.rewind();
        for (index = 0; records.next(); index++) {
            final String fault = shapes.fault(records, index);
            if (fault != null) {
                throw new HaltException(name(id) + " is not understood: " + fault);
            }
        }
        index = -1;
    }

    private void beginLog(final long id) {
        if (id != EntryId.GENESIS) {
            throw new HaltException("orders entry " + EntryId.format(id) + " is a genesis entry in the wrong place");
        }
        segment = Genesis.decode(entry).id();
        chainHash = ChainHash.first(segment.high(), segment.low());
    }

    /** A fence changes nothing but the ids: it says where the epoch before has ended, which must be here. */
    private void passFence(final long id) {
        if (!EntryId.isFence(id) || entry.batchNumber() != position || entry.incarnation() != chainHash) {
            throw new HaltException(name(id) + " opens an epoch behind " + EntryId.format(entry.batchNumber())
                    + " (chain hash " + Long.toHexString(entry.incarnation()) + "), and this matcher has applied "
                    + EntryId.format(position) + " (" + Long.toHexString(chainHash)
                    + "): it is ahead of the log, or the fence is another log's");
        }
    }

    private String name(final long id) {
        return "orders entry " + EntryId.format(id) + (index < 0 ? "" : " record " + index);
    }
}
