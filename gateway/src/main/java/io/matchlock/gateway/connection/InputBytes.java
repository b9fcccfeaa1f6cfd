package io.matchlock.gateway.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.agrona.concurrent.UnsafeBuffer;

/** What a client has sent: frames are cut in place, and what can't be taken for want of room waits here. Owned by the loop. */
final class InputBytes {
    private final ByteBufAllocator allocator;
    private final FrameReader.Handler handler;
    private final FrameReader frames;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private ByteBuf waiting;

    InputBytes(final ByteBufAllocator allocator, final FrameReader.Handler handler) {
        this.allocator = allocator;
        this.handler = handler;
        frames = new FrameReader(handler);
    }

    /** Takes as many frames as there is room for, and keeps the rest. */
    void read(final ByteBuf bytes) {
        final int length = bytes.readableBytes();
        Views.wrap(view, bytes, bytes.readerIndex(), length);
        final int done = frames.read(view, 0, length);
        if (done < length && handler.isOpen()) {
            bytes.skipBytes(done);
            waiting = bytes;
        } else {
            bytes.release();
        }
    }

    /** Keeps bytes behind those that wait. */
    void keep(final ByteBuf more) {
        if (waiting == null) {
            waiting = more;
            return;
        }
        final ByteBuf all = allocator.directBuffer(waiting.readableBytes() + more.readableBytes());
        all.writeBytes(waiting).writeBytes(more);
        waiting.release();
        more.release();
        waiting = all;
    }

    /** Tries again what waits, from the frame that had no room. */
    void retry() {
        frames.read(view, 0, 0);
        if (waiting != null && !frames.isPartialWhole()) {
            final ByteBuf more = waiting;
            waiting = null;
            read(more);
        }
    }

    /** Whether a frame had no room. */
    boolean isStuck() {
        return waiting != null || frames.isPartialWhole();
    }

    /** Whether bytes wait that were not looked at. */
    boolean hasWaiting() {
        return waiting != null;
    }

    void drop() {
        if (waiting != null) {
            waiting.release();
            waiting = null;
        }
    }
}
