package io.matchlock.log.orders;

import io.matchlock.log.EntriesReply;
import io.matchlock.log.history.LogHistory;
import io.matchlock.log.redis.request.RedisReply;
import io.matchlock.log.redis.request.RedisRequest;
import io.matchlock.log.redis.request.Resp;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * Asks for one entry without waiting, behind a question for the server; without both answers nobody is told. Entries are gapless: if
 * the first one from there on is a later one, what was before it was trimmed. Unless it is a fence whose epoch ended earlier.
 */
final class EntryRequest extends RedisRequest {
    private final byte[] command;
    private final long entryId;
    private final EntriesReply entries;
    private final RedisReply info;
    private final EntriesReply copy;
    private final LogQuestions.StandingAnswer answer;
    private final Runnable trimmed;

    private EntryRequest(
            final String key,
            final long entryId,
            final EntriesReply entries,
            final RedisReply info,
            final EntriesReply copy,
            final LogQuestions.StandingAnswer answer,
            final Runnable trimmed) {
        super(entries.clear(false));
        command = Resp.command("XRANGE", key, EntryId.format(entryId), "+", "COUNT", "1");
        this.entryId = entryId;
        this.entries = entries;
        this.info = info;
        this.copy = copy;
        this.answer = answer;
        this.trimmed = trimmed;
    }

    /** Both questions, to be sent together. */
    static List<RedisRequest> withServer(
            final String key, final long entryId, final LogQuestions.StandingAnswer answer, final Runnable trimmed) {
        final InfoRequest server = new InfoRequest();
        return List.of(server, new EntryRequest(key, entryId, new EntriesReply(), server.reply, null, answer, trimmed));
    }

    /** The questions for the genesis entry, of which there is a copy where the stream was trimmed. */
    static List<RedisRequest> genesis(final String segment, final LogQuestions.StandingAnswer answer) {
        final InfoRequest server = new InfoRequest();
        final CopyRequest copy = new CopyRequest(Names.genesisKey(segment));
        return List.of(
                server,
                copy,
                new EntryRequest(
                        Names.ordersKey(segment),
                        EntryId.GENESIS,
                        new EntriesReply(),
                        server.reply,
                        copy.entries,
                        answer,
                        null));
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
        if (entries.count() == 0) {
            answer.onStanding(server, entries.buffer(), 0, 0);
        } else if (entries.id(0) == entryId) {
            answer.onStanding(server, entries.buffer(), entries.offset(0), entries.length(0));
        } else if (copy != null) {
            answer.onStanding(server, copy.buffer(), 0, copy.count() == 0 ? 0 : copy.length(0));
        } else if (entries.before(0) < entryId) {
            answer.onStanding(server, entries.buffer(), 0, 0);
        } else {
            trimmed.run();
        }
    }

    @Override
    protected void onLost(final String reason) {
        // the appender hears of the broken connection by itself
    }

    /** Asks for the copy of the genesis entry. */
    private static final class CopyRequest extends RedisRequest {
        private final byte[] command;
        private final EntriesReply entries;

        CopyRequest(final String key) {
            this(key, new EntriesReply());
        }

        private CopyRequest(final String key, final EntriesReply entries) {
            super(entries.clear(false));
            this.entries = entries;
            command = Resp.command("XRANGE", key, "-", "+", "COUNT", "1");
        }

        @Override
        public void encode(final ByteBuf out) {
            out.writeBytes(command);
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
