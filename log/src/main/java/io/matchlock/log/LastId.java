package io.matchlock.log;

import io.matchlock.log.redis.BlockingRequest;
import io.matchlock.log.redis.RedisReply;
import io.matchlock.protocol.log.EntryId;

/**
 * Asks for the last id that a stream has given out. XINFO STREAM tells it, but with the stream's first and last entries, which can
 * be megabytes, and there is no other command that does; so a script picks it out, on the server. EVAL_RO needs no right to write
 * and is carried out when memory is full.
 */
final class LastId {
    private static final String SCRIPT = "local info = redis.pcall('XINFO', 'STREAM', KEYS[1]) "
            + "if info.err then "
            + "if string.find(info.err, 'no such key', 1, true) then return false end "
            + "return info end "
            + "for i = 1, #info, 2 do "
            + "if info[i] == 'last-generated-id' then return info[i + 1] end end "
            + "return false";
    private static final String EMPTY_STREAM = "0-0";

    private LastId() {}

    static BlockingRequest request(final RedisReply reply, final String key) {
        return BlockingRequest.of(reply, "EVAL_RO", SCRIPT, "1", key);
    }

    /**
     * Reads the answer.
     *
     * @param key of the stream
     * @param reply to {@link #request}
     * @return packed; {@code EntryId.NONE} if the stream is missing or was always empty
     * @throws LogCorruptException if the id is foreign, or the key is no stream
     * @throws LogUnavailableException if Redis refuses to tell
     */
    static long of(final String key, final RedisReply reply) {
        if (reply.failure() != null) {
            final String sentence = key + " cannot be read: " + reply.failure();
            if (RedisErrors.classify(reply.failure()) == AppendFailure.HALT) {
                throw new LogCorruptException(sentence);
            }
            throw new LogUnavailableException(sentence);
        }
        if (reply.first() == null || reply.first().equals(EMPTY_STREAM)) {
            return EntryId.NONE;
        }
        try {
            return EntryId.parse(reply.first());
        } catch (final IllegalArgumentException e) {
            throw new LogCorruptException(key + ": " + e.getMessage(), e);
        }
    }
}
