package io.matchlock.log;

import io.matchlock.log.redis.RedisReply;
import io.matchlock.log.redis.RedisRequest;
import io.matchlock.log.redis.Resp;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.function.Consumer;

/** Asks for the server's durability without waiting; without an answer nobody is told. */
final class DurabilityRequest extends RedisRequest {
    private static final byte[] COMMAND = Resp.command(
            "CONFIG", "GET", ServerCheck.APPENDONLY, ServerCheck.APPENDFSYNC, ServerCheck.NO_FSYNC_ON_REWRITE);

    private final Consumer<Durability> answer;

    DurabilityRequest(final Consumer<Durability> answer) {
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
        if (reply.failure() == null) {
            final List<String> values = reply.values();
            final String appendonly = value(values, ServerCheck.APPENDONLY);
            final String appendfsync = value(values, ServerCheck.APPENDFSYNC);
            if (!appendonly.isEmpty() && !appendfsync.isEmpty()) {
                answer.accept(ServerCheck.durability(
                        appendonly, appendfsync, value(values, ServerCheck.NO_FSYNC_ON_REWRITE)));
            }
        }
    }

    @Override
    protected void onLost(final String reason) {
        // the appender hears of the broken connection by itself
    }

    private static String value(final List<String> values, final String name) {
        final int at = values.indexOf(name);
        return at < 0 || at + 1 >= values.size() ? "" : values.get(at + 1);
    }
}
