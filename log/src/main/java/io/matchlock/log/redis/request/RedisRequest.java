package io.matchlock.log.redis.request;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.protocol.RedisCommand;

/**
 * One command. It encodes itself, and is told once: either that its answer is complete, or that none will come.
 * Hides its name from Lettuce, so that Lettuce keeps no state of transactions of its own.
 */
public abstract class RedisRequest implements RedisCommand<byte[], byte[], Void> {
    private static final ProtocolKeyword TYPE = new Keyword();

    private CommandOutput<byte[], byte[], Void> output;
    private boolean done;

    /**
     * A request.
     *
     * @param output takes the answer
     */
    protected RedisRequest(final CommandOutput<byte[], byte[], Void> output) {
        this.output = output;
    }

    /** The answer is complete. On the event loop. */
    protected abstract void onReply();

    /**
     * No answer will come; whether the command had an effect is unknown. On the event loop, as a rule.
     *
     * @param reason for the operator
     */
    protected abstract void onLost(String reason);

    /** Makes the request fit to be sent again. */
    protected final void rearm() {
        done = false;
    }

    @Override
    public final CommandOutput<byte[], byte[], Void> getOutput() {
        return output;
    }

    @Override
    public final void setOutput(final CommandOutput<byte[], byte[], Void> replacement) {
        output = replacement;
    }

    @Override
    public final void complete() {
        if (!done) {
            done = true;
            onReply();
        }
    }

    @Override
    public final boolean completeExceptionally(final Throwable failure) {
        if (done) {
            return false;
        }
        done = true;
        onLost(String.valueOf(failure.getMessage()));
        return true;
    }

    @Override
    public final void cancel() {
        if (!done) {
            done = true;
            onLost("the connection was closed");
        }
    }

    @Override
    public final boolean isDone() {
        return done;
    }

    @Override
    public final boolean isCancelled() {
        return false;
    }

    @Override
    public final CommandArgs<byte[], byte[]> getArgs() {
        return null;
    }

    @Override
    public final ProtocolKeyword getType() {
        return TYPE;
    }

    private static final class Keyword implements ProtocolKeyword {
        private final byte[] bytes = "MATCHLOCK".getBytes(US_ASCII);

        @Override
        public byte[] getBytes() {
            return bytes;
        }

        @Override
        public String toString() {
            return "MATCHLOCK";
        }
    }
}
