package io.matchlock.log.orders;

import io.matchlock.log.EntriesReply;
import io.matchlock.log.history.LogHistory;
import io.matchlock.log.redis.request.RedisReply;
import io.matchlock.log.redis.request.RedisRequest;
import io.matchlock.log.redis.request.Resp;
import io.matchlock.protocol.log.EntryId;
import io.netty.buffer.ByteBuf;
import java.util.List;

/** Asks for one entry without waiting, behind a question for the server; without both answers nobody is told. */
final class EntryRequest extends RedisRequest {
    private final byte[] command;
    private final EntriesReply entries;
    private final RedisReply info;
    private final LogQuestions.StandingAnswer answer;

    private EntryRequest(
            final String key,
            final long entryId,
            final EntriesReply entries,
            final RedisReply info,
            final LogQuestions.StandingAnswer answer) {
        super(entries.clear(false));
        final String id = EntryId.format(entryId);
        command = Resp.command("XRANGE", key, id, id);
        this.entries = entries;
        this.info = info;
        this.answer = answer;
    }

    /** Both questions, to be sent together. */
    static List<RedisRequest> withServer(
            final String key, final long entryId, final LogQuestions.StandingAnswer answer) {
        final InfoRequest server = new InfoRequest();
        return List.of(server, new EntryRequest(key, entryId, new EntriesReply(), server.reply, answer));
    }

    @Override
    public void encode(final ByteBuf out) {
        out.writeBytes(command);
    }

    @Override
    protected void onReply() {
        if (info.first() == null || entries.hasError()) {
            return;
        }
        final long server = LogHistory.serverOf(info.first());
        if (entries.count() == 1) {
            answer.onStanding(server, entries.buffer(), entries.offset(0), entries.length(0));
        } else {
            answer.onStanding(server, entries.buffer(), 0, 0);
        }
    }

    @Override
    protected void onLost(final String reason) {
        // the appender hears of the broken connection by itself
    }

    private static final class InfoRequest extends RedisRequest {
        private static final byte[] COMMAND = Resp.command("INFO", "server");

        private final RedisReply reply;

        InfoRequest() {
            this(new RedisReply());
        }

        private InfoRequest(final RedisReply reply) {
            super(reply);
            this.reply = reply;
        }

        @Override
        public void encode(final ByteBuf out) {
            out.writeBytes(COMMAND);
        }

        @Override
        protected void onReply() {
            // looked at when the entry has come
        }

        @Override
        protected void onLost(final String reason) {
            // as above
        }
    }
}
