package io.matchlock.log;

import io.matchlock.log.redis.BlockingRequest;
import io.matchlock.log.redis.RedisLink;
import io.matchlock.log.redis.RedisReply;
import io.matchlock.log.redis.RedisThread;
import io.matchlock.log.redis.Resp;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.Genesis;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.log.SegmentDefinition;
import io.matchlock.protocol.log.SegmentId;
import java.time.Duration;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One connection to a segment's log, for blocking use by one thread. Never reconnects and never sends a command twice:
 * when a call throws {@link LogUnavailableException}, the owner closes it and opens another.
 */
public final class LogConnection implements AutoCloseable {
    private static final String NAME = "matchlock-log";

    private final LogSettings settings;
    private final RedisLink link;
    private final Runnable closing;
    private String broken;

    private LogConnection(final LogSettings settings, final RedisLink link, final Runnable closing) {
        this.settings = settings;
        this.link = link;
        this.closing = closing;
    }

    /**
     * Connects.
     *
     * @param settings where to
     * @return an open connection
     * @throws LogUnavailableException if Redis cannot be reached or refuses
     */
    public static LogConnection open(final LogSettings settings) {
        return open(settings, NAME);
    }

    /**
     * Connects to the log of a segment and of no other, whatever listens there by now.
     *
     * @param settings where to
     * @param id of the segment
     * @return an open connection
     * @throws LogUnavailableException if Redis cannot be reached or refuses
     * @throws LogCorruptException if the log there is another segment's, or none
     */
    public static LogConnection open(final LogSettings settings, final SegmentId id) {
        final LogConnection connection = open(settings);
        try {
            connection.requireSegment(id);
            return connection;
        } catch (final RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Requires that the log is a segment's and no other's.
     *
     * @param id of the segment
     * @throws LogUnavailableException if Redis does not answer
     * @throws LogCorruptException if the log is another segment's, or none
     */
    public void requireSegment(final SegmentId id) {
        final SegmentId found = readGenesis().id();
        if (!found.equals(id)) {
            throw new LogCorruptException("Redis at " + settings.place() + " holds segment " + settings.segment()
                    + " with the id " + found + ", and this process belongs to the one with the id " + id
                    + ": point it to its own log");
        }
    }

    /**
     * A connection over a link that is open already.
     *
     * @param settings of the log
     * @param link whose requests are answered, or told that they are lost, by whoever calls {@link RedisLink#send}
     *     meanwhile or by another thread; closed with this connection
     * @return an open connection
     */
    public static LogConnection over(final LogSettings settings, final RedisLink link) {
        return new LogConnection(settings, link, link::close);
    }

    static LogConnection open(final LogSettings settings, final String connectionName) {
        final RedisThread thread = new RedisThread(connectionName);
        try {
            return new LogConnection(
                    settings, thread.connect(settings.url(), connectionName, settings.commandTimeout()), thread::close);
        } catch (final RuntimeException e) {
            thread.close();
            throw new LogUnavailableException(
                    "cannot connect to Redis at " + settings.place() + ": " + e.getMessage(), e);
        }
    }

    /**
     * A reader of a stream.
     *
     * @param key of the stream, from {@code Names}
     * @return a reader that uses this connection
     */
    public StreamReader reader(final String key) {
        return new StreamReader(this, key, false);
    }

    /**
     * A reader of a stream for somebody who may know of entries before they are stored, as who listens to a matcher does: to find
     * nothing after an entry says nothing about that entry.
     *
     * @param key of the stream, from {@code Names}
     * @return a reader that uses this connection
     */
    public StreamReader readerAhead(final String key) {
        return new StreamReader(this, key, true);
    }

    /** {@return an appender to the segment's events stream, which goes on behind the stream's last entry; one a connection} */
    public EventsAppender eventsAppender() {
        return new EventsAppender(this, settings.segment());
    }

    /**
     * Creates the segment's orders stream with its genesis entry.
     *
     * @param segment to describe
     * @param timeNs wall clock, UTC
     * @return false if the stream exists; nothing is changed then
     */
    public boolean createSegment(final SegmentDefinition segment, final long timeNs) {
        final String key = Names.ordersKey(settings.segment());
        if (!ask("EXISTS", key).first().equals("0")) {
            return false;
        }
        final UnsafeBuffer entry = new UnsafeBuffer(new byte[OrdersEntry.MAX_LENGTH]);
        final int length = Genesis.encode(segment, entry, timeNs);
        final byte[] start = Resp.arguments(5, "XADD", key, EntryId.format(EntryId.GENESIS), "b");
        final RedisReply reply = new RedisReply();
        call(BlockingRequest.of(reply, start, entry, 0, length), Duration.ZERO);
        if (reply.failure() == null) {
            return true;
        }
        if (RedisErrors.isNotAbove(reply.failure())) {
            return false; // somebody else did it in between
        }
        throw new LogUnavailableException(key + " cannot be created: " + reply.failure());
    }

    /**
     * Appends a batch to the segment's orders stream and waits until it is stored.
     *
     * @param entry that holds it from index 0
     * @param length in bytes
     * @return the id that it was given, packed
     * @throws LogUnavailableException if it is not known to be stored; it may be there nevertheless
     */
    public long append(final DirectBuffer entry, final int length) {
        final String key = Names.ordersKey(settings.segment());
        final long last = lastId(key);
        if (last == EntryId.NONE) {
            throw new LogUnavailableException(key + " is not there: make the segment first");
        }
        final byte[] start = Resp.arguments(6, "XADD", key, "NOMKSTREAM", EntryId.epoch(last) + "-*", "b");
        final RedisReply reply = new RedisReply();
        call(BlockingRequest.of(reply, start, entry, 0, length), Duration.ZERO);
        requireNoError(reply, "XADD");
        return EntryId.parse(reply.first());
    }

    /**
     * Reads the segment's genesis entry.
     *
     * @return what it says
     * @throws LogCorruptException if there is none or it is not sound
     */
    public SegmentDefinition readGenesis() {
        final String key = Names.ordersKey(settings.segment());
        final EntriesReply reply = reader(key).range(EntryId.GENESIS, EntryId.GENESIS);
        if (reply.fault() != null || reply.count() == 0) {
            throw new LogCorruptException(
                    key + (reply.fault() == null ? " has no genesis entry" : ": " + reply.fault()));
        }
        final OrdersEntryDecoder entry = Entries.requireSound(
                new OrdersEntryDecoder(), EntryId.GENESIS, reply.buffer(), reply.offset(0), reply.length(0));
        try {
            return Genesis.decode(entry);
        } catch (final IllegalArgumentException e) {
            throw new LogCorruptException(key + ": " + e.getMessage(), e);
        }
    }

    /**
     * The last id that a stream has given out, whether or not the entry is still there.
     *
     * @param key of the stream
     * @return packed; {@code EntryId.NONE} if the stream is missing or was always empty
     * @throws LogCorruptException if the id is foreign, or the key is no stream
     */
    public long lastId(final String key) {
        final RedisReply reply = new RedisReply();
        call(LastId.request(reply, key), Duration.ZERO);
        return LastId.of(key, reply);
    }

    /** {@return what the server says of itself} */
    public ServerCheck serverCheck() {
        return new ServerCheck(
                InfoText.text(ask("INFO", "server").first(), "redis_version"),
                InfoText.text(ask("INFO", "replication").first(), "role"),
                configured(ServerCheck.APPENDONLY),
                configured(ServerCheck.APPENDFSYNC),
                configured(ServerCheck.NO_FSYNC_ON_REWRITE),
                configured("save"),
                configured("maxmemory-policy"),
                InfoText.number(ask("INFO", "memory").first(), "maxmemory"),
                InfoText.text(ask("INFO", "memory").first(), "mem_allocator"),
                configured("stream-node-max-bytes"));
    }

    /** {@return the server's memory} */
    public MemoryUse memory() {
        return MemoryUse.parse(ask("INFO", "memory").first());
    }

    /** {@return how many bytes the server has read from all its clients since its start} */
    public long inputBytes() {
        return InfoText.number(ask("INFO", "stats").first(), "total_net_input_bytes");
    }

    /** Closes the connection. Returns when nothing of it runs any more. */
    @Override
    public void close() {
        closing.run();
    }

    /** Sends a command of plain words; an error of Redis is thrown as one. */
    RedisReply ask(final String... words) {
        final RedisReply reply = request(words);
        requireNoError(reply, words[0]);
        return reply;
    }

    /** Sends commands in one write and waits for the answer to the last. */
    void call(final List<BlockingRequest> requests, final Duration more) {
        requireWhole();
        link.send(requests);
        await(requests.get(requests.size() - 1), more);
    }

    /** Sends a command and waits for its answer. */
    void call(final BlockingRequest request, final Duration more) {
        requireWhole();
        link.send(request);
        await(request, more);
    }

    private RedisReply request(final String... words) {
        final RedisReply reply = new RedisReply();
        call(BlockingRequest.of(reply, words), Duration.ZERO);
        return reply;
    }

    private void await(final BlockingRequest request, final Duration more) {
        try {
            final Duration timeout = settings.commandTimeout().plus(more);
            if (!request.await(timeout.toNanos())) {
                fail("Redis at " + settings.place() + " did not answer within " + timeout.toMillis() + " ms");
            }
            if (request.lost() != null) {
                fail("the connection to Redis at " + settings.place() + " broke: " + request.lost());
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("interrupted while waiting for Redis");
        }
    }

    private void fail(final String reason) {
        broken = reason;
        closing.run();
        throw new LogUnavailableException(reason);
    }

    private void requireWhole() {
        if (broken != null) {
            throw new LogUnavailableException(broken);
        }
    }

    private static void requireNoError(final RedisReply reply, final String command) {
        if (reply.failure() != null) {
            throw new LogUnavailableException("Redis refuses " + command + ": " + reply.failure());
        }
    }

    private String configured(final String name) {
        final RedisReply reply = request("CONFIG", "GET", name);
        return reply.failure() == null && reply.values().size() == 2
                ? reply.values().get(1)
                : "unknown";
    }
}
