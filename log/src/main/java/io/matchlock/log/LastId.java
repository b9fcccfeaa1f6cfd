package io.matchlock.log;

import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.redis.request.BlockingRequest;
import io.matchlock.log.redis.request.RedisReply;
import io.matchlock.log.redis.request.Resp;
import io.matchlock.log.server.AppendFailure;
import io.matchlock.log.server.RedisErrors;
import io.matchlock.protocol.log.EntryId;

/**
 * Asks for the last id that a stream has given out. Only XINFO STREAM tells it, together with the stream's first and
 * last entries, which can be megabytes; so a script on the server picks it out. EVAL_RO needs no right to write and is carried out
 * even when memory is full.
 */
public final class LastId {
    private static final String SCRIPT = "local info = redis.pcall('XINFO', 'STREAM', KEYS[1]) "
            + "if info.err then "
            + "if string.find(info.err, 'no such key', 1, true) then return false end "
            + "return info end "
            + "for i = 1, #info, 2 do "
            + "if info[i] == 'last-generated-id' then return info[i + 1] end end "
            + "return false";
    private static final String EMPTY_STREAM = "0-0";

    private LastId() {}

    /**
     * Asks.
     *
     * @param reply takes the answer, for {@link #of}
     * @param key of the stream
     * @return the request to send
     */
    public static BlockingRequest request(final RedisReply reply, final String key) {
        return BlockingRequest.of(reply, words(key));
    }

    /**
     * Encodes the command.
     *
     * @param key of the stream
     * @return it as it goes out
     */
    public static byte[] command(final String key) {
        return Resp.command(words(key));
    }

    /**
     * Reads an answer that is no error.
     *
     * @param answer text, null for nil
     * @return packed; {@code EntryId.NONE} if the stream is missing or was always empty
     * @throws IllegalArgumentException if the id is foreign
     */
    public static long parse(final String answer) {
        return answer == null || answer.equals(EMPTY_STREAM) ? EntryId.NONE : EntryId.parse(answer);
    }

    private static String[] words(final String key) {
        return new String[] {"EVAL_RO", SCRIPT, "1", key};
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
    public static long of(final String key, final RedisReply reply) {
        if (reply.failure() != null) {
            final String sentence = key + " cannot be read: " + reply.failure();
            if (RedisErrors.classify(reply.failure()) == AppendFailure.HALT) {
                throw new LogCorruptException(sentence);
            }
            throw new LogUnavailableException(sentence);
        }
        try {
            return parse(reply.first());
        } catch (final IllegalArgumentException e) {
            throw new LogCorruptException(key + ": " + e.getMessage(), e);
        }
    }
}
