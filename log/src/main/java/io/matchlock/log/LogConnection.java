package io.matchlock.log;

import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.redis.RedisLink;
import io.matchlock.log.redis.RedisThread;
import io.matchlock.log.redis.request.BlockingRequest;
import io.matchlock.log.redis.request.RedisReply;
import io.matchlock.log.redis.request.Resp;
import io.matchlock.log.server.InfoText;
import io.matchlock.log.server.MemoryUse;
import io.matchlock.log.server.ServerCheck;
import io.matchlock.log.server.ServerLoad;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentDefinition;
import io.matchlock.protocol.segment.SegmentId;
import java.time.Duration;
import org.agrona.DirectBuffer;

/**
 * One connection to a segment's log, for blocking use by one thread. Never reconnects and never sends a command twice:
 * when a call throws {@link LogUnavailableException}, the owner closes it and opens another.
 */
public final class LogConnection implements AutoCloseable {
    private static final String NAME = "matchlock-log";

    private final LogSettings settings;
    private final BlockingCalls calls;
    private final GenesisEntry genesis;
    private ArchivedEntries archived;
    private SegmentId archivedSegment;

    private LogConnection(final LogSettings settings, final RedisLink link, final Runnable closing) {
        this.settings = settings;
        calls = new BlockingCalls(settings, link, closing);
        genesis = new GenesisEntry(this);
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
            throw new LogCorruptException("Redis at " + settings.address() + " holds segment " + settings.segment()
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

    /**
     * Connects under a name.
     *
     * @param settings where to
     * @param connectionName as Redis lists the connection
     * @return an open connection
     * @throws LogUnavailableException if Redis cannot be reached or refuses
     */
    public static LogConnection open(final LogSettings settings, final String connectionName) {
        final RedisThread thread = new RedisThread(connectionName);
        try {
            return new LogConnection(
                    settings, thread.connect(settings.url(), connectionName, settings.commandTimeout()), thread::close);
        } catch (final RuntimeException e) {
            thread.close();
            throw new LogUnavailableException(
                    "cannot connect to Redis at " + settings.address() + ": " + e.getMessage(), e);
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
     * A reader of a stream for somebody who may know of entries before they are stored, for instance because he listens to a matcher.
     * It does not take a stream that ends before such an entry for one that has lost it.
     *
     * @param key of the stream, from {@code Names}
     * @return a reader that uses this connection
     */
    public StreamReader readerAhead(final String key) {
        return new StreamReader(this, key, true);
    }

    /**
     * Creates the segment's orders stream with its genesis entry.
     *
     * @param segment to describe
     * @param timeNs wall clock, UTC
     * @return false if the stream exists; nothing is changed then
     */
    public boolean createSegment(final SegmentDefinition segment, final long timeNs) {
        return genesis.create(segment, timeNs);
    }

    /**
     * Makes sure that there is a copy of the genesis entry, so that the orders stream may be trimmed.
     *
     * @throws LogCorruptException if the orders stream has no genesis entry, and there is no copy
     * @throws LogUnavailableException if it is not known to be stored
     */
    public void keepGenesis() {
        genesis.keep();
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
        calls.call(BlockingRequest.of(reply, start, entry, 0, length), Duration.ZERO);
        BlockingCalls.requireNoError(reply, "XADD");
        return EntryId.parse(reply.first());
    }

    /**
     * Reads the segment's genesis entry, or its copy.
     *
     * @return what it says
     * @throws LogCorruptException if there is none or it is not sound
     */
    public SegmentDefinition readGenesis() {
        return genesis.read();
    }

    /** What the streams no longer have; null if this process cannot reach the archive. */
    ArchivedEntries archived() {
        if (archived == null && settings.archive().isPresent()) {
            archived = new ArchivedEntries(settings.archive().get());
        }
        return archived;
    }

    /** The segment whose archive is read. */
    SegmentId archivedSegment() {
        if (archivedSegment == null) {
            archivedSegment = readGenesis().id();
        }
        return archivedSegment;
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
        calls.call(LastId.request(reply, key), Duration.ZERO);
        return LastId.of(key, reply);
    }

    /** {@return what the server says of itself} */
    public ServerCheck serverCheck() {
        return ServerCheck.read(calls);
    }

    /** {@return the server's memory} */
    public MemoryUse memory() {
        return MemoryUse.parse(calls.ask("INFO", "memory").first());
    }

    /** {@return the server's memory and what comes into it} */
    public ServerLoad load() {
        return ServerLoad.parse(calls.ask("INFO", "memory", "stats").first());
    }

    /** {@return how many bytes the server has read from all its clients since its start} */
    public long inputBytes() {
        return InfoText.number(calls.ask("INFO", "stats").first(), "total_net_input_bytes");
    }

    /** {@return the name of the segment whose log it is} */
    public String segment() {
        return settings.segment();
    }

    /** {@return the connection as such, for commands that this class does not know} */
    public BlockingCalls calls() {
        return calls;
    }

    /** Closes the connection. When this returns, none of its threads runs any more. */
    @Override
    public void close() {
        if (archived != null) {
            archived.close();
        }
        calls.close();
    }
}
