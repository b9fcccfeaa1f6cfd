package io.matchlock.client;

import io.matchlock.protocol.Sofh;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One TCP connection with its two buffers: cuts what comes into frames, gathers what goes. Never blocks. Owned by the
 * session's thread.
 */
final class Wire {
    /** No whole frame is there. */
    static final int NO_FRAME = 0;
    /** What is there can't be a frame. */
    static final int BAD_FRAME = -1;

    private final ByteBuffer inBytes;
    private final ByteBuffer outBytes;
    private final UnsafeBuffer in;
    private final UnsafeBuffer out;
    private final Network network;
    private ByteChannel channel;
    private int frame;

    Wire(final Network network, final int sendBufferBytes, final int receiveBufferBytes) {
        this.network = network;
        inBytes = ByteBuffer.allocateDirect(receiveBufferBytes);
        outBytes = ByteBuffer.allocateDirect(sendBufferBytes);
        in = new UnsafeBuffer(inBytes);
        out = new UnsafeBuffer(outBytes);
    }

    /** Begins to connect. */
    void open(final InetSocketAddress address) throws IOException {
        close();
        inBytes.clear();
        outBytes.clear();
        frame = 0;
        channel = network.connect(address);
    }

    /** Whether the connection stands; to be asked again until it does. */
    boolean finishConnect() throws IOException {
        return network.finishConnect(channel);
    }

    void register(final Selector selector, final Object attachment) throws IOException {
        ((SelectableChannel) channel).register(selector, SelectionKey.OP_READ, attachment);
    }

    /** Takes a frame to be sent; false if there is no room. */
    boolean send(final DirectBuffer source, final int offset, final int length) {
        if (outBytes.remaining() < length) {
            return false;
        }
        out.putBytes(outBytes.position(), source, offset, length);
        outBytes.position(outBytes.position() + length);
        return true;
    }

    /** Whether something waits to be written. */
    boolean hasUnsent() {
        return outBytes.position() > 0;
    }

    /** Writes what the socket takes; returns bytes. */
    int flush() throws IOException {
        if (outBytes.position() == 0) {
            return 0;
        }
        outBytes.flip();
        final int written = channel.write(outBytes);
        outBytes.compact();
        return written;
    }

    /** Writes what the socket takes before it is closed; that it may fail is in the nature of a last word. */
    void flushLast() {
        try {
            flush();
        } catch (final IOException e) {
            close();
        }
    }

    /** Reads what is there; returns bytes, negative at the end of the stream. Frames taken before are gone. */
    int receive() throws IOException {
        if (frame > 0) {
            inBytes.limit(inBytes.position()).position(frame);
            inBytes.compact();
            frame = 0;
        }
        return channel.read(inBytes);
    }

    DirectBuffer in() {
        return in;
    }

    /** Offset of the frame that {@link #frameLength} speaks of. */
    int frame() {
        return frame;
    }

    /** Length of the frame that is next, or {@link #NO_FRAME}, or {@link #BAD_FRAME}. */
    int frameLength() {
        final int available = inBytes.position() - frame;
        if (available < Sofh.HEADER_LENGTH) {
            return NO_FRAME;
        }
        final int length = Sofh.frameLength(in, frame);
        if (length < Sofh.MIN_FRAME_LENGTH
                || length > Sofh.MAX_FRAME_LENGTH
                || Sofh.encodingType(in, frame) != Sofh.ENCODING_TYPE) {
            return BAD_FRAME;
        }
        return length <= available ? length : NO_FRAME;
    }

    void nextFrame(final int length) {
        frame += length;
    }

    void close() {
        CloseHelper.quietClose(channel);
        channel = null;
    }

    boolean isOpen() {
        return channel != null;
    }
}
