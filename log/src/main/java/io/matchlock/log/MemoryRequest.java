package io.matchlock.log;

import io.matchlock.log.redis.RedisReply;
import io.matchlock.log.redis.RedisRequest;
import io.matchlock.log.redis.Resp;
import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;

/** Asks for the server's memory without waiting; without an answer nobody is told. */
final class MemoryRequest extends RedisRequest {
    private static final byte[] COMMAND = Resp.command("INFO", "memory");

    private final Consumer<MemoryUse> answer;

    MemoryRequest(final Consumer<MemoryUse> answer) {
        super(new RedisReply());
        this.answer = answer;
    }

    @Override
    public void encode(final ByteBuf out) {
        out.writeBytes(COMMAND);
    }

    @Override
    protected void onReply() {
        final RedisReply reply = (RedisReply) getOutput();
        if (reply.failure() == null && reply.first() != null) {
            answer.accept(MemoryUse.parse(reply.first()));
        }
    }

    @Override
    protected void onLost(final String reason) {
        // the appender hears of the broken connection by itself
    }
}
