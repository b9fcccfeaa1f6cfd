package io.matchlock.log.events;

import io.matchlock.log.LogConnection;
import io.matchlock.log.StreamReader;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.redis.request.RedisReply;
import io.matchlock.log.server.RedisErrors;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import org.agrona.DirectBuffer;

/**
 * Appends to the events stream under the ids of the causes. All that has gathered is written in one transaction; one is in flight at
 * a time. What is not confirmed is kept, also when a connection is lost. Belongs to one thread.
 *
 * <p>A transaction is carried out whole or not at all. It is not carried out when Redis is out of memory, or when the stream has
 * changed since its end was looked at (the key is watched, see {@link EventsTransaction}). So it never leaves a hole. Entries of
 * another writer (this one before a crash, or a second matcher) are read back and found the same before anything is stored
 * behind them.
 */
public final class EventsAppender {
    /**
     * How a flush went.
     *
     * @param confirmedId the last entry that is known to be stored
     * @param written how many entries this flush wrote
     * @param found how many were there already, and the same
     * @param refusal null, or why Redis wrote nothing (it is out of memory): flush again later
     */
    public record Result(long confirmedId, int written, int found, String refusal) {}

    private static final int CAPACITY = 8 * 1024 * 1024;
    /** How often a flush begins anew because the stream has changed. */
    private static final int MAX_ATTEMPTS = 16;
    /** So many entries of the largest size fit in one answer of Redis. */
    private static final int COMPARED_AT_ONCE = 64;

    private final String key;
    private final String begunKey;
    private final PendingEvents pending = new PendingEvents(CAPACITY);
    private EventsTransaction transaction;
    private StreamReader reader;
    private long confirmedId;
    /** How many of those that wait were found to be stored already, while they are compared. */
    private int compared;

    private EventsAppender(final LogConnection connection) {
        key = Names.eventsKey(connection.segment());
        begunKey = Names.eventsBegunKey(connection.segment());
        moveTo(connection);
    }

    /**
     * An appender to the events stream of a connection's segment, which goes on behind the stream's last entry.
     *
     * @param connection that is open, and has no other appender; this appender's thread must own it
     * @return with nothing gathered
     * @throws LogCorruptException if the stream is gone
     * @throws LogUnavailableException if Redis does not answer
     */
    public static EventsAppender over(final LogConnection connection) {
        return new EventsAppender(connection);
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
     * @throws LogCorruptException if writing would leave a hole, or the stream is gone or no stream
     * @throws LogUnavailableException if it is unknown what was stored: {@link #moveTo} a new connection and flush again
     */
    public Result flush() {
        int found = 0;
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            requireNoHole();
            found = confirmStored(found);
            if (found == pending.count()) {
                return done(0, found);
            }
            final RedisReply exec = transaction.write(pending, found);
            if (exec.failure() != null) {
                return onRefused(transaction.refusal(exec));
            }
            if (transaction.isCarriedOut(exec)) {
                transaction.requireWritten(exec, pending, found);
                return done(pending.count() - found, found);
            }
        }
        return new Result(confirmedId, 0, 0, key + " changes whenever it is written to");
    }

    /**
     * Goes on with another connection.
     *
     * @param next that is open; this appender's thread must own it
     * @throws LogCorruptException if the stream ends before the last confirmed entry, or is gone
     * @throws LogUnavailableException if Redis does not answer
     */
    public void moveTo(final LogConnection next) {
        transaction = new EventsTransaction(next, key, begunKey);
        final long lastId = transaction.watch();
        requireNotBehind(lastId);
        reader = next.reader(key);
        if (pending.count() == 0 || lastId < pending.firstId()) {
            confirmedId = lastId;
        }
    }

    /**
     * Looks whether what was confirmed is still there.
     *
     * @throws LogCorruptException if the stream ends before the last confirmed entry, or is gone
     * @throws LogUnavailableException if Redis does not answer
     */
    public void requireStored() {
        requireNotBehind(transaction.watch());
    }

    /** {@return the last entry of the stream that is known to be stored, {@code EntryId.NONE} for none} */
    public long confirmedId() {
        return confirmedId;
    }

    /** {@return how many entries wait for the next flush} */
    public int pendingCount() {
        return pending.count();
    }

    private Result done(final int written, final int found) {
        if (pending.count() > 0) {
            confirmedId = Math.max(confirmedId, pending.lastId());
            pending.clear();
        }
        return new Result(confirmedId, written, found, null);
    }

    private void requireNotBehind(final long lastId) {
        if (lastId < confirmedId) {
            throw new LogCorruptException(key + " ends at " + EntryId.format(lastId) + ", but "
                    + EntryId.format(confirmedId) + " was confirmed");
        }
    }

    private void requireNoHole() {
        requireNotBehind(transaction.lastId());
        final long end = Math.max(confirmedId, transaction.lastId());
        if (pending.count() > 0 && pending.before(0) > end) {
            throw new LogCorruptException(key + " ends at " + EntryId.format(end) + ": writing "
                    + EntryId.format(pending.firstId()) + " would leave a hole");
        }
    }

    /** Compares those that are stored by now, from one on. Returns how many these are, counted from the first. */
    private int confirmStored(final int from) {
        final int stored = pending.countUpTo(transaction.lastId());
        compared = from;
        while (compared < stored) {
            requireSame(Math.min(compared + COMPARED_AT_ONCE, stored));
            confirmedId = Math.max(confirmedId, pending.id(compared - 1));
        }
        return compared;
    }

    private void requireSame(final int to) {
        reader.readTo(pending.before(compared), pending.id(to - 1), this::requireSame);
        if (compared < to) {
            throw new LogCorruptException(key + ": entry " + EntryId.format(pending.id(compared))
                    + " is missing, though Redis has later ones");
        }
    }

    private void requireSame(final long id, final DirectBuffer buffer, final int offset, final int length) {
        if (!isSame(compared, buffer, offset, length)) {
            throw new LogDivergedException(
                    key + ": entry " + EntryId.format(id) + " holds other bytes than this process would write there");
        }
        compared++;
    }

    private boolean isSame(final int index, final DirectBuffer buffer, final int offset, final int length) {
        return EventsComparison.firstDifference(
                        buffer, offset, length, pending.bytes(), pending.offset(index), pending.length(index))
                == EventsComparison.SAME;
    }

    private Result onRefused(final String cause) {
        return switch (RedisErrors.classify(cause)) {
            case REFUSED -> new Result(confirmedId, 0, 0, cause);
            case HALT -> throw new LogCorruptException(key + " cannot be written: " + cause);
            case MISCONFIGURED, UNKNOWN, FENCED ->
                throw new LogUnavailableException(key + " cannot be written: " + cause);
        };
    }
}
