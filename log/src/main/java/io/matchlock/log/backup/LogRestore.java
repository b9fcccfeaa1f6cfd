package io.matchlock.log.backup;

import io.matchlock.log.LogConnection;
import io.matchlock.log.archive.ArchiveCheck;
import io.matchlock.log.archive.ArchiveReader;
import io.matchlock.log.archive.format.ArchiveException;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.redis.request.BlockingRequest;
import io.matchlock.log.redis.request.RedisReply;
import io.matchlock.log.redis.request.Resp;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Puts a log that {@link LogBackup} took into an empty Redis: the last pairs of the archive, whose files stay where all readers look for
 * what a stream no longer has, and behind them the orders whose events are to be made. The archive is checked on the way. One
 * thread.
 */
public final class LogRestore {
    /** About so much of the log is in the streams then. */
    private static final long TAIL_BYTES = 4 << 20;

    private static final int ARGUMENTS = 5;

    private final LogConnection connection;
    private final Path folder;
    private final Path archive;
    private final List<String> findings = new ArrayList<>();
    private final ArrayDeque<Mark> tail = new ArrayDeque<>();
    private long tailBytes;

    private record Mark(long id, int bytes) {}

    /**
     * A restore that has not begun.
     *
     * @param connection to a Redis without this log
     * @param folder of the backup
     * @param archive the backup's archive, where it is to stay
     */
    public LogRestore(final LogConnection connection, final Path folder, final Path archive) {
        this.connection = connection;
        this.folder = folder;
        this.archive = archive;
    }

    /**
     * Brings the log back.
     *
     * @return the last orders entry, packed
     * @throws LogCorruptException if the backup is not sound, or Redis has a log already; one sentence
     * @throws io.matchlock.log.entry.LogUnavailableException if Redis does not answer
     */
    public long run() {
        if (connection.lastId(ordersKey()) != EntryId.NONE) {
            throw new LogCorruptException("Redis has " + ordersKey() + " already: restore into an empty one");
        }
        final ArchiveCheck check = new ArchiveCheck(archive, findings::add, this::onChecked);
        if (!check.run() || check.lastId() == EntryId.NONE) {
            throw new LogCorruptException("the backup in " + folder + " is not whole: "
                    + (findings.isEmpty() ? "no entries" : findings.get(0)));
        }
        try (ArchiveReader reader = new ArchiveReader(archive)) {
            addTail(reader, check.lastId());
            new OrdersTail(folder).read((id, buffer, offset, length) -> add(ordersKey(), id, buffer, offset, length));
        } catch (final IOException e) {
            throw new ArchiveException("the backup in " + folder + " cannot be read: " + e, e);
        }
        connection.calls().ask("SET", Names.eventsBegunKey(connection.segment()), "1");
        return connection.lastId(ordersKey());
    }

    private void onChecked(
            final long id,
            final DirectBuffer orders,
            final int ordersOffset,
            final int ordersLength,
            final DirectBuffer events,
            final int eventsOffset,
            final int eventsLength) {
        if (id == EntryId.GENESIS) {
            add(Names.genesisKey(connection.segment()), id, orders, ordersOffset, ordersLength);
        }
        tail.add(new Mark(id, ordersLength + eventsLength));
        tailBytes += ordersLength + eventsLength;
        while (tailBytes > TAIL_BYTES && tail.size() > 1) {
            tailBytes -= tail.remove().bytes();
        }
    }

    private void addTail(final ArchiveReader reader, final long lastId) {
        long position = EntryId.before(tail.element().id());
        while (position < lastId) {
            final long before = position;
            position = reader.read(before, (id, orders, oo, ol, events, eo, el) -> {
                add(ordersKey(), id, orders, oo, ol);
                add(Names.eventsKey(connection.segment()), id, events, eo, el);
            });
            if (position == before) {
                throw new LogCorruptException("the archive in " + archive + " ends at " + EntryId.format(position));
            }
        }
    }

    private void add(final String key, final long id, final DirectBuffer buffer, final int offset, final int length) {
        final RedisReply reply = new RedisReply();
        final byte[] start = Resp.arguments(ARGUMENTS, "XADD", key, EntryId.format(id), "b");
        connection.calls().call(BlockingRequest.of(reply, start, buffer, offset, length), Duration.ZERO);
        if (reply.failure() != null) {
            throw new LogCorruptException(key + ": entry " + EntryId.format(id) + " was refused: " + reply.failure());
        }
    }

    private String ordersKey() {
        return Names.ordersKey(connection.segment());
    }
}
