package io.matchlock.gateway.connection;

import io.netty.buffer.ByteBuf;
import org.agrona.concurrent.UnsafeBuffer;

/** Agrona's view of Netty's memory, without copying. */
final class Views {
    private Views() {}

    /**
     * Wraps a part of a buffer that has one piece of memory.
     *
     * @param view to wrap with
     * @param buffer that stays as it is as long as the view is used
     * @param index of the first byte
     * @param length in bytes
     */
    static void wrap(final UnsafeBuffer view, final ByteBuf buffer, final int index, final int length) {
        if (buffer.hasMemoryAddress()) {
            view.wrap(buffer.memoryAddress() + index, length);
        } else {
            view.wrap(buffer.internalNioBuffer(index, length).slice());
        }
    }
}
