package io.matchlock.log.orders;

import io.matchlock.log.redis.request.RedisRequest;
import io.matchlock.log.redis.request.Resp;
import io.netty.buffer.ByteBuf;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One XADD on its way. Used again once it is answered. Owned by the event loop of its appender. */
final class AppendRequest extends RedisRequest {
    private final OrdersAppender appender;
    private final byte[] start;
    private final AppendReply reply;
    private final UnsafeBuffer entry = new UnsafeBuffer(0, 0);
    private long tag;
    private long sentNs;

    AppendRequest(final OrdersAppender appender, final byte[] start, final AppendReply reply) {
        super(reply);
        this.appender = appender;
        this.start = start;
        this.reply = reply;
    }

    AppendRequest with(
            final long newTag, final long nowNs, final DirectBuffer buffer, final int offset, final int length) {
        entry.wrap(buffer, offset, length);
        tag = newTag;
        sentNs = nowNs;
        reply.clear();
        rearm();
        return this;
    }

    long tag() {
        return tag;
    }

    long sentNs() {
        return sentNs;
    }

    AppendReply reply() {
        return reply;
    }

    @Override
    public void encode(final ByteBuf out) {
        Resp.write(out, start, entry, 0, entry.capacity());
    }

    @Override
    protected void onReply() {
        appender.onReply(this);
    }

    @Override
    protected void onLost(final String reason) {
        appender.onLost(this, reason);
    }
}
