package io.matchlock.gateway.events;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.log.LogConnection;
import io.matchlock.log.LogCorruptException;
import io.matchlock.log.LogUnavailableException;
import io.matchlock.log.StreamReader;
import io.matchlock.log.history.LogHistory;
import io.matchlock.log.history.LogPosition;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.live.PartEnvelope;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntry;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Reads from the events stream what did not come by Aeron, on a thread of its own, one question at a time, and hands it to
 * the events poller through a ring: parts with their envelope, then {@link #DONE}. When the log's server has started again it first
 * makes sure that the log still has all whose events were seen, whatever it has become since, and says so by {@link #SERVER}.
 */
public final class EventsHealer implements AutoCloseable {
    /** A part: {@link PartEnvelope} and bytes. */
    static final int PART = 1;
    /** The question is answered: number of entries, int32; whether there may be more, int32, 0 or 1. */
    static final int DONE = 2;

    /** The log's server has started again, and has all up to an entry: which start, int64; the entry, int64. */
    static final int SERVER = 3;

    /** Where the entry of {@link #SERVER} is. */
    static final int VERIFIED_OFFSET = Long.BYTES;

    /** Where the second number of {@link #DONE} is. */
    static final int MORE_OFFSET = Integer.BYTES;

    /** About the most bytes of an answer. */
    private static final int PAGE_BYTES = 256 * 1024;

    private static final int MAX_PART_LENGTH = 64 * 1024;
    private static final long NO_QUESTION = -1L;
    private static final long IDLE_NS = 100_000_000L;
    private static final long RETRY_NS = 100_000_000L;
    private static final long JOIN_MS = 10_000L;

    private final String segment;
    private final Supplier<LogConnection> connections;
    private final IdleStrategy whenFull;
    private final Consumer<String> onHalt;
    private final OneToOneRingBuffer ring;
    private final AtomicLong question = new AtomicLong(NO_QUESTION);
    /** What was seen when the question was asked: written before it, read after it. */
    private LogPosition seen;

    private final EventsEntryDecoder decoder = new EventsEntryDecoder();
    private Thread thread;
    private volatile boolean running = true;
    private LogConnection connection;
    private StreamReader reader;
    private LogHistory history;
    private long server;
    private boolean isVerified;

    /**
     * Waits for a question.
     *
     * @param segment whose events are read
     * @param connections makes one to the log
     * @param ringBytes for answers on their way to the poller, a power of two
     * @param whenFull how to wait for the poller when they have no room
     * @param onHalt is told once if the stream is not sound
     */
    public EventsHealer(
            final String segment,
            final Supplier<LogConnection> connections,
            final int ringBytes,
            final IdleStrategy whenFull,
            final Consumer<String> onHalt) {
        this.segment = segment;
        this.connections = connections;
        this.whenFull = whenFull;
        this.onHalt = onHalt;
        ring = new OneToOneRingBuffer(
                new UnsafeBuffer(ByteBuffer.allocateDirect(ringBytes + RingBufferDescriptor.TRAILER_LENGTH)));
    }

    /** Begins to answer, on a thread of its own. */
    public void start() {
        thread = new Thread(this::run, "matchlock-gateway-healer");
        thread.setDaemon(true);
        thread.start();
    }

    /** {@return whether a question waits for {@link #turn()}; any thread} */
    public boolean isAsked() {
        return question.get() != NO_QUESTION;
    }

    /**
     * Answers the question, if there is one. For the healer's thread, or its owner's if it was not started.
     *
     * @return for how long there will be nothing to do unless a question comes, ns
     */
    public long turn() {
        final long afterId = question.getAndSet(NO_QUESTION);
        return afterId == NO_QUESTION ? IDLE_NS : answer(afterId);
    }

    /**
     * Asks for the entries after {@code afterId}; answered by {@link #DONE}, or by {@link #SERVER}, and then it must be asked again.
     * Called by the poller, with all that it has seen.
     */
    void ask(final long afterId, final LogPosition position) {
        seen = position;
        question.set(afterId);
        LockSupport.unpark(thread);
    }

    /** Reads answers; called by the poller. */
    int read(final MessageHandler handler, final int limit) {
        return ring.read(handler, limit);
    }

    @Override
    public void close() {
        running = false;
        if (thread == null) {
            return;
        }
        LockSupport.unpark(thread);
        try {
            thread.join(JOIN_MS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (running) {
                LockSupport.parkNanos(turn());
            }
            disconnect();
        } catch (final Throwable e) { // an error as well: a thread that ends in silence looks like one that waits
            onHalt.accept("events could not be read from the log: " + e);
        }
    }

    private long answer(final long afterId) {
        int entries = 0;
        long restNs = 0;
        try {
            connect();
            if (server != seen.server()) {
                goOnWithServer();
                return 0;
            }
            requireSeen();
            entries = reader.read(afterId, PAGE_BYTES, this::onEntry);
        } catch (final LogUnavailableException e) {
            disconnect();
            restNs = RETRY_NS;
        } catch (final LogCorruptException e) {
            running = false;
            onHalt.accept(e.getMessage());
        }
        final int index = claim(DONE, MORE_OFFSET + Integer.BYTES);
        if (index > 0) {
            ring.buffer().putInt(index, entries);
            ring.buffer().putInt(index + MORE_OFFSET, entries > 0 && reader.mayHaveMore() ? 1 : 0);
            ring.commit(index);
        }
        return restNs;
    }

    private void goOnWithServer() {
        isVerified = false;
        requireSeen();
        final int index = claim(SERVER, VERIFIED_OFFSET + Long.BYTES);
        if (index > 0) {
            ring.buffer().putLong(index, server);
            ring.buffer().putLong(index + VERIFIED_OFFSET, seen.id());
            ring.commit(index);
        }
    }

    /** Once a connection, and whenever the poller asks about another position. */
    private void requireSeen() {
        if (!isVerified && seen.id() != EntryId.NONE) {
            history.require(seen.id(), seen.chainHash(), "this gateway");
        }
        isVerified = true;
    }

    private void connect() {
        if (connection == null) {
            connection = connections.get();
            history = new LogHistory(connection, segment);
            server = history.server();
            isVerified = false;
            reader = reader == null ? connection.readerAhead(Names.eventsKey(segment)) : reader.on(connection);
        }
    }

    private void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    private void onEntry(final long id, final DirectBuffer buffer, final int offset, final int length) {
        final String fault = decoder.wrap(buffer, offset, length);
        if (fault != null) {
            throw new LogCorruptException("events entry " + EntryId.format(id) + ": " + fault);
        }
        if (decoder.causeId() != id) {
            throw new LogCorruptException(
                    "events entry " + EntryId.format(id) + " is about " + EntryId.format(decoder.causeId()));
        }
        int from = 0;
        while (from < length) {
            final int to = partEnd(buffer, offset, from, length);
            part(id, from, to == length, buffer, offset + from, to - from);
            from = to;
        }
    }

    private static int partEnd(final DirectBuffer buffer, final int offset, final int from, final int length) {
        int to = from == 0 ? EventsEntry.HEADER_LENGTH : from;
        while (to < length) {
            final int next = to + OrdersEntry.align(buffer.getInt(offset + to, LITTLE_ENDIAN));
            if (next - from > MAX_PART_LENGTH) {
                return to;
            }
            to = next;
        }
        return length;
    }

    private void part(
            final long id,
            final int partOffset,
            final boolean last,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        final int index = claim(PART, PartEnvelope.LENGTH + length);
        if (index > 0) {
            final AtomicBuffer target = ring.buffer();
            target.putLong(index + PartEnvelope.CAUSE_OFFSET, id, LITTLE_ENDIAN);
            target.putInt(index + PartEnvelope.PART_OFFSET_OFFSET, partOffset, LITTLE_ENDIAN);
            target.putShort(index + PartEnvelope.FLAGS_OFFSET, (short) (last ? PartEnvelope.LAST : 0), LITTLE_ENDIAN);
            target.putBytes(index + PartEnvelope.LENGTH, buffer, offset, length);
            ring.commit(index);
        }
    }

    private int claim(final int type, final int length) {
        int index = ring.tryClaim(type, length);
        while (index < 0 && running) {
            whenFull.idle();
            index = ring.tryClaim(type, length);
        }
        return index;
    }
}
