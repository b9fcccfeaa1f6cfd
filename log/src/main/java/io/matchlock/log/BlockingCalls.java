package io.matchlock.log;

import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.redis.RedisLink;
import io.matchlock.log.redis.request.BlockingRequest;
import io.matchlock.log.redis.request.RedisReply;
import io.matchlock.log.server.ServerCommands;
import java.time.Duration;
import java.util.List;

/**
 * ServerCommands over one link, each with a thread that waits for its answer. When an answer does not come in time, or the link breaks,
 * the link is closed, and every later call fails with the same reason. For one thread.
 */
public final class BlockingCalls implements ServerCommands {
    private final LogSettings settings;
    private final RedisLink link;
    private final Runnable closing;
    private String broken;

    BlockingCalls(final LogSettings settings, final RedisLink link, final Runnable closing) {
        this.settings = settings;
        this.link = link;
        this.closing = closing;
    }

    @Override
    public RedisReply ask(final String... words) {
        final RedisReply reply = request(words);
        requireNoError(reply, words[0]);
        return reply;
    }

    @Override
    public RedisReply request(final String... words) {
        final RedisReply reply = new RedisReply();
        call(BlockingRequest.of(reply, words), Duration.ZERO);
        return reply;
    }

    /**
     * Sends commands in one write and waits for the answer to the last.
     *
     * @param requests at least one
     * @param more how long to wait beyond the command time-out
     * @throws LogUnavailableException if the answer does not come
     */
    public void call(final List<BlockingRequest> requests, final Duration more) {
        requireWhole();
        link.send(requests);
        await(requests.get(requests.size() - 1), more);
    }

    /**
     * Sends a command and waits for its answer.
     *
     * @param request to send
     * @param more how long to wait beyond the command time-out
     * @throws LogUnavailableException if the answer does not come
     */
    public void call(final BlockingRequest request, final Duration more) {
        requireWhole();
        link.send(request);
        await(request, more);
    }

    void close() {
        closing.run();
    }

    static void requireNoError(final RedisReply reply, final String command) {
        if (reply.failure() != null) {
            throw new LogUnavailableException("Redis refuses " + command + ": " + reply.failure());
        }
    }

    private void await(final BlockingRequest request, final Duration more) {
        try {
            final Duration timeout = settings.commandTimeout().plus(more);
            if (!request.await(timeout.toNanos())) {
                fail("Redis at " + settings.address() + " did not answer within " + timeout.toMillis() + " ms");
            }
            if (request.lost() != null) {
                fail("the connection to Redis at " + settings.address() + " broke: " + request.lost());
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
}
