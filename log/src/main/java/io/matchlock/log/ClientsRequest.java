package io.matchlock.log;

import io.matchlock.log.redis.RedisReply;
import io.matchlock.log.redis.RedisRequest;
import io.matchlock.log.redis.Resp;
import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;

/** Asks for the server's list of clients without waiting; without an answer nobody is told. */
final class ClientsRequest extends RedisRequest {
    private static final byte[] COMMAND = Resp.command("CLIENT", "LIST");

    private final Consumer<String> answer;

    ClientsRequest(final Consumer<String> answer) {
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
            answer.accept(reply.first());
        }
    }

    @Override
    protected void onLost(final String reason) {
        // the appender hears of the broken connection by itself
    }
}
