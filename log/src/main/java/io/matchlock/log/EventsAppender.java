package io.matchlock.log;

import io.matchlock.log.redis.BlockingRequest;
import io.matchlock.log.redis.RedisReply;
import io.matchlock.log.redis.Resp;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Appends to the events stream under the ids of the causes, all that has gathered in one MULTI/EXEC, one in flight. Keeps
 * what is not confirmed, over lost connections too. Belongs to one thread.
 *
 * <p>A transaction is carried out whole or, when Redis is out of memory, not at all, so it never leaves a hole. Where an id
 * is there already (from before a crash, or from a second matcher) the bytes are read back and must be the same.
 */
public final class EventsAppender {
    /**
     * How a flush went.
     *
     * @param confirmedId the last entry that is known to be stored
     * @param written how many entries this flush wrote
     * @param found how many were there already, with the same bytes
     * @param refusal null, or why Redis wrote nothing (it is out of memory): flush again later
     */
    public record Result(long confirmedId, int written, int found, String refusal) {}

    private static final int CAPACITY = 8 * 1024 * 1024;

    private final String key;
    private final PendingEvents pending = new PendingEvents(CAPACITY);
    private LogConnection connection;
    private StreamReader reader;
    private long confirmedId;

    EventsAppender(final LogConnection connection, final String segment) {
        key = Names.eventsKey(segment);
        moveTo(connection);
    }

    /**
     * Whether an entry may be gathered before the next flush. One entry always has room where nothing is gathered.
     *
     * @param length in bytes
     * @return false if {@link #flush()} must come first
     */
    public boolean hasRoomFor(final int length) {
        return pending.hasRoomFor(length);
    }

    /**
     * Gathers an entry. Its bytes are copied.
     *
     * @param id packed, that of the cause; the one after the last that was added
     * @param buffer that holds it
     * @param offset in {@code buffer}
     * @param length in bytes
     * @throws IllegalArgumentException if the id does not follow the last one
     * @throws IllegalStateException if there is no room
     */
    public void add(final long id, final DirectBuffer buffer, final int offset, final int length) {
        pending.add(id, buffer, offset, length);
    }

    /**
     * Writes what has gathered and waits for the answer.
     *
     * @return the last entry that is confirmed and how this flush went
     * @throws LogDivergedException if the stream holds other bytes under one of the ids
     * @throws LogCorruptException if writing would leave a hole, or the stream is no stream
     * @throws LogUnavailableException if it is unknown what was stored: {@link #moveTo} a new connection and flush again
     */
    public Result flush() {
        if (pending.count() == 0) {
            return new Result(confirmedId, 0, 0, null);
        }
        requireNoHole();
        final List<RedisReply> replies = new ArrayList<>();
        connection.call(transaction(replies), Duration.ZERO);
        final RedisReply exec = replies.get(replies.size() - 1);
        return exec.failure() == null ? onExecuted(exec) : onRefused(exec.failure(), replies);
    }

    /**
     * Goes on with another connection.
     *
     * @param next that is open; this appender's thread must own it
     * @throws LogCorruptException if the stream ends before the last confirmed entry
     * @throws LogUnavailableException if Redis does not answer
     */
    public void moveTo(final LogConnection next) {
        final long lastId = next.lastId(key);
        if (lastId < confirmedId) {
            throw new LogCorruptException(key + " ends at " + EntryId.format(lastId) + ", but "
                    + EntryId.format(confirmedId) + " was confirmed");
        }
        connection = next;
        reader = next.reader(key);
        if (pending.count() == 0 || lastId < pending.firstId()) {
            confirmedId = lastId;
        }
    }

    /** {@return the last entry of the stream that is known to be stored, {@code EntryId.NONE} for none} */
    public long confirmedId() {
        return confirmedId;
    }

    /** {@return how many entries wait for the next flush} */
    public int pendingCount() {
        return pending.count();
    }

    private void requireNoHole() {
        if (pending.firstId() > EntryId.next(confirmedId)) {
            throw new LogCorruptException(key + " ends at " + EntryId.format(confirmedId) + ": writing "
                    + EntryId.format(pending.firstId()) + " would leave a hole");
        }
    }

    private List<BlockingRequest> transaction(final List<RedisReply> replies) {
        final List<BlockingRequest> requests = new ArrayList<>(pending.count() + 2);
        requests.add(BlockingRequest.of(reply(replies), "MULTI"));
        for (int i = 0; i < pending.count(); i++) {
            final byte[] start = Resp.arguments(5, "XADD", key, EntryId.format(pending.firstId() + i), "b");
            requests.add(
                    BlockingRequest.of(reply(replies), start, pending.bytes(), pending.offset(i), pending.length(i)));
        }
        requests.add(BlockingRequest.of(reply(replies), "EXEC"));
        return requests;
    }

    private static RedisReply reply(final List<RedisReply> replies) {
        final RedisReply reply = new RedisReply();
        replies.add(reply);
        return reply;
    }

    private Result onExecuted(final RedisReply exec) {
        if (exec.values().size() != pending.count()) {
            throw new LogUnavailableException(
                    key + ": EXEC answered " + exec.values().size() + " results, not " + pending.count());
        }
        int found = 0;
        for (int i = 0; i < pending.count(); i++) {
            found +=
                    requireWrittenOrThere(i, exec.values().get(i), exec.errors().get(i)) ? 0 : 1;
        }
        if (found > 0) {
            requireSame(found);
        }
        final int written = pending.count() - found;
        confirmedId = Math.max(confirmedId, pending.lastId());
        pending.clear();
        return new Result(confirmedId, written, found, null);
    }

    /** Returns true if Redis wrote it, false if the id was there. */
    private boolean requireWrittenOrThere(final int index, final String written, final String error) {
        final String wanted = EntryId.format(pending.firstId() + index);
        if (wanted.equals(written)) {
            return true;
        }
        if (error != null && RedisErrors.isNotAbove(error)) {
            return false;
        }
        throw new LogCorruptException(
                key + ": entry " + wanted + " was answered with " + (error == null ? written : error));
    }

    private void requireSame(final int count) {
        final long first = pending.firstId();
        final EntriesReply stored = reader.range(first, first + count - 1);
        for (int i = 0; i < count; i++) {
            if (i >= stored.count() || stored.id(i) != first + i) {
                throw new LogCorruptException(
                        key + ": entry " + EntryId.format(first + i) + " is missing, though Redis has later ones"
                                + (stored.fault() == null ? "" : "; " + stored.fault()));
            }
            if (!isSame(stored, i)) {
                throw new LogDivergedException(key + ": entry " + EntryId.format(first + i)
                        + " holds other bytes than this process would write there");
            }
        }
    }

    private boolean isSame(final EntriesReply stored, final int index) {
        return EventsComparison.firstDifference(
                        stored.buffer(),
                        stored.offset(index),
                        stored.length(index),
                        pending.bytes(),
                        pending.offset(index),
                        pending.length(index))
                == EventsComparison.SAME;
    }

    private Result onRefused(final String failure, final List<RedisReply> replies) {
        String cause = failure;
        if (RedisErrors.isAborted(failure)) {
            cause = replies.stream()
                    .map(RedisReply::failure)
                    .filter(error -> error != null)
                    .findFirst()
                    .orElse(failure);
        }
        return switch (RedisErrors.classify(cause)) {
            case REFUSED -> new Result(confirmedId, 0, 0, cause);
            case HALT -> throw new LogCorruptException(key + " cannot be written: " + cause);
            case MISCONFIGURED, UNKNOWN -> throw new LogUnavailableException(key + " cannot be written: " + cause);
        };
    }
}
