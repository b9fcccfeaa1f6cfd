package io.matchlock.gateway.loop;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.protocol.RedisStateMachine;
import io.matchlock.log.redis.RedisLink;
import io.matchlock.log.redis.RedisLinks;
import io.matchlock.log.redis.request.RedisRequest;
import io.matchlock.protocol.log.EntryId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A log that stores at once what it is told to, under the next id, and keeps nothing but its genesis entry. It allocates nothing for an
 * append, so that what the gateway allocates can be measured.
 */
final class InstantLog implements RedisLinks, RedisLink {
    private static final int ID_DIGITS = 20;
    private static final byte[] PREFIX = {'1', '-'};

    private final byte[] genesis;
    private final RedisStateMachine reader = new RedisStateMachine();
    private final ArrayDeque<RedisRequest> appends = new ArrayDeque<>();
    private final ByteBuffer id = ByteBuffer.allocate(PREFIX.length + ID_DIGITS);
    private final ByteBuf command = Unpooled.buffer(1 << 18);
    private long lastSequence;

    InstantLog(final byte[] genesis) {
        this.genesis = genesis;
        lastSequence = EntryId.sequence(EntryId.GENESIS);
    }

    @Override
    public CompletionStage<RedisLink> open(
            final EventLoop loop, final String url, final String connectionName, final Duration timeout) {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onClosed(final Runnable action) {
        // it stays open
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void send(final RedisRequest request) {
        command.clear();
        request.encode(command);
        if (has("XADD")) {
            appends.add(request);
        } else {
            answer(request);
        }
    }

    @Override
    public void send(final List<? extends RedisRequest> requests) {
        requests.forEach(this::send);
    }

    @Override
    public CompletionStage<Void> close() {
        return CompletableFuture.completedFuture(null);
    }

    /** Answers all appends. */
    void store() {
        for (RedisRequest append = appends.poll(); append != null; append = appends.poll()) {
            putId(++lastSequence);
            append.getOutput().set(id);
            append.complete();
        }
    }

    private void putId(final long sequence) {
        id.clear();
        id.put(PREFIX);
        long unit = 1;
        while (unit <= sequence / 10) {
            unit *= 10;
        }
        for (; unit > 0; unit /= 10) {
            id.put((byte) ('0' + sequence / unit % 10));
        }
        id.flip();
    }

    private void answer(final RedisRequest request) {
        final ByteBuf reply = Unpooled.buffer();
        if (has("XRANGE")) {
            text(reply, "*1\r\n*2\r\n");
            bulk(reply, EntryId.format(EntryId.GENESIS).getBytes(US_ASCII));
            text(reply, "*2\r\n");
            bulk(reply, new byte[] {'b'});
            bulk(reply, genesis);
        } else if (has("EVAL_RO")) {
            bulk(reply, EntryId.format(EntryId.GENESIS).getBytes(US_ASCII));
        } else if (has("INFO") || has("CLIENT")) {
            bulk(
                    reply,
                    "run_id:0123456789abcdef0123456789abcdef01234567\r\nused_memory:1000\r\nmaxmemory:0\r\n"
                            .getBytes(US_ASCII));
        } else {
            return; // nobody has to know how durable it is
        }
        reader.decode(reply, request.getOutput());
        request.complete();
    }

    private boolean has(final String word) {
        for (int i = 0; i + word.length() <= Math.min(64, command.writerIndex()); i++) {
            int at = 0;
            while (at < word.length() && command.getByte(i + at) == word.charAt(at)) {
                at++;
            }
            if (at == word.length()) {
                return true;
            }
        }
        return false;
    }

    private static void bulk(final ByteBuf out, final byte[] bytes) {
        text(out, "$" + bytes.length + "\r\n");
        out.writeBytes(bytes);
        text(out, "\r\n");
    }

    private static void text(final ByteBuf out, final String text) {
        out.writeBytes(text.getBytes(US_ASCII));
    }
}
