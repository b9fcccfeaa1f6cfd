package io.matchlock.log.events;

import io.matchlock.log.LogConnection;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.redis.request.BlockingRequest;
import io.matchlock.log.redis.request.RedisReply;
import io.matchlock.log.redis.request.Resp;
import io.matchlock.log.server.RedisErrors;
import io.matchlock.protocol.log.EntryId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes entries to the events stream only if it ends where this process thinks. The key is watched, and then its end is asked
 * for; a transaction is carried out only if nobody has changed the key since. EXEC ends the watch. So in the same write, behind
 * each EXEC, the key is watched again, and its length tells whether anybody has written in between: a flush stays one round trip. Belongs to one thread.
 *
 * <p>With the first entry of the stream another key is set. If that key is there and the stream is not, the stream was deleted.
 */
final class EventsTransaction {
    private static final String YES = "1";

    private final LogConnection connection;
    private final String key;
    private final String begunKey;
    private long lastId = EntryId.NONE;
    private long length;
    private List<RedisReply> replies = List.of();

    EventsTransaction(final LogConnection connection, final String key, final String begunKey) {
        this.connection = connection;
        this.key = key;
        this.begunKey = begunKey;
    }

    /**
     * Begins to watch.
     *
     * @return where the stream ends, {@code EntryId.NONE} if it was not begun
     * @throws LogCorruptException if it is gone
     */
    long watch() {
        final List<BlockingRequest> requests = new ArrayList<>();
        replies = new ArrayList<>();
        final RedisReply begun = reply();
        requests.add(BlockingRequest.of(begun, "EXISTS", begunKey));
        addWatch(requests);
        connection.calls().call(requests, Duration.ZERO);
        readEnd();
        if (YES.equals(begun.first())) {
            requireThere();
        } else if (lastId != EntryId.NONE) {
            connection
                    .calls()
                    .call(
                            BlockingRequest.of(new RedisReply(), "SET", begunKey, YES),
                            Duration.ZERO); // older builds did not
        }
        return lastId;
    }

    /** The stream's last entry when it was looked at last, {@code EntryId.NONE} for none. */
    long lastId() {
        return lastId;
    }

    /** Writes the entries from an index on, all or none, and returns the answer to EXEC. */
    RedisReply write(final PendingEvents entries, final int from) {
        final boolean isFirst = lastId == EntryId.NONE;
        final List<BlockingRequest> requests = new ArrayList<>(entries.count() - from + 5);
        replies = new ArrayList<>();
        requests.add(BlockingRequest.of(reply(), "MULTI"));
        for (int i = from; i < entries.count(); i++) {
            requests.add(add(entries, i, isFirst && i == from));
        }
        if (isFirst) {
            requests.add(BlockingRequest.of(reply(), "SET", begunKey, YES));
        }
        requests.add(BlockingRequest.of(reply(), "EXEC"));
        final RedisReply exec = replies.get(replies.size() - 1);
        addWatch(requests);
        connection.calls().call(requests, Duration.ZERO);
        if (isCarriedOut(exec) && isLonger(entries.count() - from)) {
            lastId = entries.lastId();
            length = lengthNow();
        } else {
            readEnd();
        }
        if (!isFirst) {
            requireThere();
        }
        return exec;
    }

    /** Whether a transaction was carried out: nobody had changed the stream. */
    boolean isCarriedOut(final RedisReply exec) {
        return exec.isArray();
    }

    /** Why Redis refused the transaction: its error for the command that it would not queue, if there is one. */
    String refusal(final RedisReply exec) {
        if (!RedisErrors.isAborted(exec.failure())) {
            return exec.failure();
        }
        return replies.stream()
                .map(RedisReply::failure)
                .filter(error -> error != null)
                .findFirst()
                .orElse(exec.failure());
    }

    /** Requires that each entry from an index on was stored under its id. */
    void requireWritten(final RedisReply exec, final PendingEvents entries, final int from) {
        final int wanted = entries.count() - from;
        if (exec.values().size() < wanted) {
            throw new LogUnavailableException(
                    key + ": EXEC answered " + exec.values().size() + " results, not " + wanted);
        }
        for (int i = 0; i < wanted; i++) {
            final String id = EntryId.format(entries.id(from + i));
            if (!id.equals(exec.values().get(i))) {
                final String error = exec.errors().get(i);
                throw new LogCorruptException(key + ": entry " + id + " was answered with "
                        + (error == null ? exec.values().get(i) : error));
            }
        }
    }

    private BlockingRequest add(final PendingEvents entries, final int index, final boolean makesStream) {
        final String id = EntryId.format(entries.id(index));
        final byte[] start = makesStream
                ? Resp.arguments(5, "XADD", key, id, "b")
                : Resp.arguments(6, "XADD", key, "NOMKSTREAM", id, "b");
        return BlockingRequest.of(reply(), start, entries.bytes(), entries.offset(index), entries.length(index));
    }

    private void addWatch(final List<BlockingRequest> requests) {
        requests.add(BlockingRequest.of(reply(), "WATCH", key));
        requests.add(BlockingRequest.of(reply(), "XLEN", key));
    }

    /** The answer to the last question; -1 if the key is no stream. */
    private long lengthNow() {
        final String answer = replies.get(replies.size() - 1).first();
        return answer == null ? -1 : Long.parseLong(answer);
    }

    /** Whether the stream has become so many entries longer, and no more, since its end was looked at. */
    private boolean isLonger(final int entries) {
        return lengthNow() == length + entries;
    }

    private RedisReply reply() {
        final RedisReply reply = new RedisReply();
        replies.add(reply);
        return reply;
    }

    /** Behind the watch: what changes after this makes the next transaction fail. */
    private void readEnd() {
        length = lengthNow();
        lastId = connection.lastId(key);
    }

    private void requireThere() {
        if (lastId == EntryId.NONE) {
            throw new LogCorruptException(key + " is gone, though it had entries: restore it, or delete " + begunKey
                    + " if the matcher is to make it anew from the orders");
        }
    }
}
