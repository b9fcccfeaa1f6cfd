package io.matchlock.log.orders;

import io.matchlock.log.redis.request.RedisReply;
import io.matchlock.log.redis.request.RedisRequest;
import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;

/** A question to the server that nobody waits for. If no answer comes, or an error, nobody is told. */
final class Question extends RedisRequest {
    private final byte[] command;
    private final Consumer<RedisReply> answer;

    /**
     * A question that is not asked yet.
     *
     * @param command as it goes out
     * @param answer is told, on the event loop
     */
    Question(final byte[] command, final Consumer<RedisReply> answer) {
        super(new RedisReply());
        this.command = command;
        this.answer = answer;
    }

    @Override
    public void encode(final ByteBuf out) {
        out.writeBytes(command);
    }

    @Override
    protected void onReply() {
        final RedisReply reply = (RedisReply) getOutput();
        if (reply.failure() == null) {
            answer.accept(reply);
        }
    }

    @Override
    protected void onLost(final String reason) {
        // the appender hears of the broken connection by itself
    }
}
