package io.matchlock.gateway.connection;

import io.matchlock.gateway.session.reply.Outbound;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a connection is to be told, gathered in pooled chunks and sent once a turn. Knows when the client does not read.
 * Owned by the loop.
 */
final class Outbox implements Outbound {
    private static final int FIRST_CHUNK = 4 * 1024;
    private static final int NEXT_CHUNK = 32 * 1024;

    private final Channel channel;
    private final Runnable onDirty;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private ByteBuf chunk;
    private boolean dirty;

    /**
     * Begins empty.
     *
     * @param channel to write to
     * @param onDirty is run when the first frame since the last flush is claimed
     */
    Outbox(final Channel channel, final Runnable onDirty) {
        this.channel = channel;
        this.onDirty = onDirty;
    }

    @Override
    public int claim(final int length) {
        announce();
        if (chunk == null || chunk.writableBytes() < length) {
            nextChunk(length);
        }
        final int offset = chunk.writerIndex();
        chunk.writerIndex(offset + length);
        return offset;
    }

    @Override
    public void announce() {
        if (!dirty) {
            dirty = true;
            onDirty.run();
        }
    }

    @Override
    public MutableDirectBuffer buffer() {
        return view;
    }

    /** Whether more than the limit waits for a client that does not read. */
    boolean isOverfull() {
        return !channel.isWritable();
    }

    void flush() {
        dirty = false;
        if (chunk == null) {
            channel.flush();
        } else {
            final ByteBuf last = chunk;
            chunk = null;
            final var unused = channel.writeAndFlush(last, channel.voidPromise());
        }
    }

    void flushAndThen(final ChannelFutureListener listener) {
        dirty = false;
        final ByteBuf last = chunk == null ? channel.alloc().directBuffer(0) : chunk;
        chunk = null;
        channel.writeAndFlush(last).addListener(listener);
    }

    void release() {
        if (chunk != null) {
            chunk.release();
            chunk = null;
        }
    }

    private void nextChunk(final int length) {
        int capacity = FIRST_CHUNK;
        if (chunk != null) {
            final var unused = channel.write(chunk, channel.voidPromise());
            capacity = NEXT_CHUNK;
        }
        chunk = channel.alloc().directBuffer(Math.max(capacity, length));
        Views.wrap(view, chunk, 0, chunk.capacity());
    }
}
