package io.matchlock.matcher.heal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.log.LogConnection;
import io.matchlock.log.LogUnavailableException;
import io.matchlock.log.StreamReader;
import io.matchlock.log.history.LogHistory;
import io.matchlock.matcher.health.Halt;
import io.matchlock.matcher.health.HaltException;
import io.matchlock.matcher.health.MatcherCounter;
import io.matchlock.matcher.health.MatcherCounters;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.live.BatchEnvelope;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.OrdersEntry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * A thread that, when asked, reads the orders stream from the last entry applied to its tail and hands the entries to the agent
 * through a ring, in the same form as Aeron does. Start-up is the same path. It judges no entry but its place in the stream. When
 * the log's server has started again it first makes sure that the log still has all that was applied, whatever it has become since.
 */
public final class Healer implements Runnable, AutoCloseable {
    /** {@link #poll}: an entry with its {@link BatchEnvelope}. */
    public static final int ENTRY = 1;
    /**
     * {@link #poll}: the log's server has started again since the agent was told of it last, and it has what was applied up to an
     * entry. Takes the place of an answer: the agent must ask again. A {@link BatchEnvelope} with both.
     */
    public static final int SERVER = 3;
    /** {@link #poll}: the log has been read to its tail since it was asked; behind the entries that were there. */
    public static final int AT_TAIL = 2;

    private static final int PAGE_BYTES = 1024 * 1024;
    private static final long PARK_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final String segment;
    private final String ordersKey;
    private final Supplier<LogConnection> connections;
    private final long reconnectDelayNs;
    private final Halt halt;
    private final MatcherCounters counters;
    private final OneToOneRingBuffer ring;
    private final UnsafeBuffer message =
            new UnsafeBuffer(ByteBuffer.allocateDirect(BatchEnvelope.LENGTH + OrdersEntry.MAX_LENGTH));
    private final IdleStrategy idle;
    private Thread thread;
    private LogConnection connection;
    private StreamReader reader;
    private LogHistory history;
    private boolean isVerified;
    private long server = LogHistory.NO_SERVER;
    private long handedId;
    private long appliedId;
    private long appliedHash;
    private long appliedServer = LogHistory.NO_SERVER;
    /** What is written before it is set is read after it is seen to be. */
    private volatile boolean isAsked = true;

    private volatile boolean isClosing;

    /**
     * A healer that will begin after an entry.
     *
     * @param segment whose orders are read
     * @param connections makes one to the log
     * @param appliedId after which to begin
     * @param ringBytes for entries on their way to the agent, a power of two, at least 1 MB
     * @param idle how to wait for the agent when they have no room
     * @param reconnectDelay between attempts to reach the log
     * @param halt is set when the stream is not what it must be
     * @param counters to count in
     */
    public Healer(
            final String segment,
            final Supplier<LogConnection> connections,
            final long appliedId,
            final int ringBytes,
            final IdleStrategy idle,
            final Duration reconnectDelay,
            final Halt halt,
            final MatcherCounters counters) {
        this.segment = segment;
        this.ordersKey = Names.ordersKey(segment);
        this.connections = connections;
        this.idle = idle;
        this.appliedId = appliedId;
        this.handedId = appliedId;
        this.reconnectDelayNs = reconnectDelay.toNanos();
        this.halt = halt;
        this.counters = counters;
        this.ring = new OneToOneRingBuffer(
                new UnsafeBuffer(ByteBuffer.allocateDirect(ringBytes + RingBufferDescriptor.TRAILER_LENGTH)));
        if (ring.maxMsgLength() < message.capacity()) {
            throw new IllegalArgumentException("a ring of " + ringBytes + " bytes is too small for entries of "
                    + OrdersEntry.MAX_LENGTH + ": give it 1 MB or more");
        }
    }

    /** Begins to read, on a thread of its own. */
    public void start() {
        thread = new Thread(this, "matchlock-healer");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Asks for what comes after the last entry applied. By the agent; costs nothing while an earlier question stands.
     *
     * @param applied the last entry applied
     * @param chainHash over all entries up to that one
     * @param ofServer whose log has these, {@link LogHistory#NO_SERVER} before any is known
     * @return false if an earlier question stands
     */
    public boolean ask(final long applied, final long chainHash, final long ofServer) {
        if (isAsked) {
            return false;
        }
        appliedId = applied;
        appliedHash = chainHash;
        appliedServer = ofServer;
        isAsked = true;
        counters.increment(MatcherCounter.HEALS_ASKED);
        LockSupport.unpark(thread);
        return true;
    }

    /**
     * Takes messages out of the ring. By the agent.
     *
     * @param handler is given each, of type {@link #ENTRY} or {@link #AT_TAIL}
     * @param limit of messages
     * @return how many there were
     */
    public int poll(final MessageHandler handler, final int limit) {
        return ring.read(handler, limit);
    }

    @Override
    public void close() {
        isClosing = true;
        if (thread != null) {
            LockSupport.unpark(thread);
            join();
        }
        CloseHelper.quietClose(connection);
    }

    @Override
    public void run() {
        try {
            while (isRunning()) {
                final long restNs = turn();
                if (restNs > 0) {
                    LockSupport.parkNanos(restNs);
                }
            }
        } catch (final Throwable e) { // an error as well: a thread that ends in silence looks like one that waits
            halt.halt(Halt.describe(e));
        }
    }

    /** {@return whether a question waits for {@link #turn()}; any thread} */
    public boolean isAsked() {
        return isAsked;
    }

    /**
     * Answers the question, if there is one. For the healer's thread, or its owner's if it was not started.
     *
     * @return for how long there will be nothing to do unless a question comes, ns
     * @throws RuntimeException if the log is not what it must be: halt
     */
    public long turn() {
        if (!isAsked) {
            return PARK_NS;
        }
        try {
            connect();
            if (server != appliedServer) {
                goOnWithServer();
            } else {
                requireApplied();
                readToTail();
                send(AT_TAIL, BatchEnvelope.LENGTH);
                isAsked = false;
            }
            return 0;
        } catch (final LogUnavailableException e) {
            disconnect();
            return reconnectDelayNs;
        }
    }

    private void goOnWithServer() {
        isVerified = false;
        requireApplied();
        handedId = appliedId; // what else was handed over may have been lost
        message.putLong(BatchEnvelope.ENTRY_ID_OFFSET, appliedId, LITTLE_ENDIAN);
        message.putLong(BatchEnvelope.SERVER_OFFSET, server, LITTLE_ENDIAN);
        isAsked = false; // before it is told, since it will ask at once
        send(SERVER, BatchEnvelope.LENGTH);
    }

    /** Once a connection, and whenever the agent asks about another position. */
    private void requireApplied() {
        if (!isVerified && appliedId != EntryId.NONE) {
            history.require(appliedId, appliedHash, "this matcher");
        }
        isVerified = true;
    }

    private void readToTail() {
        int entries;
        do {
            handedId = Math.max(handedId, appliedId);
            entries = reader.read(handedId, PAGE_BYTES, this::handOver);
        } while (entries > 0 && isRunning());
    }

    private void handOver(final long id, final DirectBuffer buffer, final int offset, final int length) {
        if (length > OrdersEntry.MAX_LENGTH) {
            throw new HaltException(
                    "orders entry " + EntryId.format(id) + " has " + length + " bytes, more than any may");
        }
        message.putLong(BatchEnvelope.ENTRY_ID_OFFSET, id, LITTLE_ENDIAN);
        message.putLong(BatchEnvelope.PUBLISHED_OFFSET, 0L, LITTLE_ENDIAN);
        message.putLong(BatchEnvelope.SERVER_OFFSET, server, LITTLE_ENDIAN);
        message.putBytes(BatchEnvelope.LENGTH, buffer, offset, length);
        if (send(ENTRY, BatchEnvelope.LENGTH + length)) {
            handedId = id;
            counters.increment(MatcherCounter.ENTRIES_HEALED);
        }
    }

    /** Waits until the agent has made room; false if it need not any more. */
    private boolean send(final int type, final int length) {
        idle.reset();
        while (!ring.write(type, message, 0, length)) {
            if (!isRunning()) {
                return false;
            }
            idle.idle();
        }
        return true;
    }

    private void connect() {
        if (connection == null) {
            connection = connections.get();
            history = new LogHistory(connection, segment);
            server = history.server();
            isVerified = false;
            reader = reader == null ? connection.reader(ordersKey) : reader.on(connection);
        }
    }

    private void disconnect() {
        CloseHelper.quietClose(connection);
        connection = null;
        counters.increment(MatcherCounter.HEALER_RECONNECTS);
    }

    private void join() {
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isRunning() {
        return !isClosing && !halt.isHalted();
    }
}
