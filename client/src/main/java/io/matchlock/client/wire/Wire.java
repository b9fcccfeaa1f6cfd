package io.matchlock.client.wire;

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
public final class Wire {
    /** {@link #frameLength()}: no whole frame is there yet. */
    public static final int NO_FRAME = 0;
    /** {@link #frameLength()}: what is there can't be a frame. */
    public static final int BAD_FRAME = -1;

    private final ByteBuffer inBytes;
    private final ByteBuffer outBytes;
    private final UnsafeBuffer in;
    private final UnsafeBuffer out;
    private final Network network;
    private ByteChannel channel;
    private int frame;

    /**
     * A connection that is not open.
     *
     * @param network makes the connection
     * @param sendBufferBytes that can wait to be written
     * @param receiveBufferBytes that can be read at once; no frame may be longer
     */
    public Wire(final Network network, final int sendBufferBytes, final int receiveBufferBytes) {
        this.network = network;
        inBytes = ByteBuffer.allocateDirect(receiveBufferBytes);
        outBytes = ByteBuffer.allocateDirect(sendBufferBytes);
        in = new UnsafeBuffer(inBytes);
        out = new UnsafeBuffer(outBytes);
    }

    /**
     * Begins to connect; an earlier connection is closed, and what was in the buffers is gone.
     *
     * @param address of the gateway
     * @throws IOException if it cannot be
     */
    public void open(final InetSocketAddress address) throws IOException {
        close();
        inBytes.clear();
        outBytes.clear();
        frame = 0;
        channel = network.connect(address);
    }

    /**
     * Asks whether the connection stands; to be asked again until it does.
     *
     * @return whether it stands
     * @throws IOException if it will not
     */
    public boolean finishConnect() throws IOException {
        return network.finishConnect(channel);
    }

    /**
     * Lets a selector watch the connection for something to read.
     *
     * @param selector that watches
     * @param attachment comes with its keys
     * @throws IOException if the connection is closed
     */
    public void register(final Selector selector, final Object attachment) throws IOException {
        ((SelectableChannel) channel).register(selector, SelectionKey.OP_READ, attachment);
    }

    /**
     * Takes a frame to be sent.
     *
     * @param source that holds it
     * @param offset of the frame
     * @param length in bytes
     * @return false if the send buffer has no room; nothing is taken then
     */
    public boolean send(final DirectBuffer source, final int offset, final int length) {
        if (outBytes.remaining() < length) {
            return false;
        }
        out.putBytes(outBytes.position(), source, offset, length);
        outBytes.position(outBytes.position() + length);
        return true;
    }

    /** {@return whether something waits to be written} */
    public boolean hasUnsent() {
        return outBytes.position() > 0;
    }

    /**
     * Writes what the socket takes.
     *
     * @return bytes written
     * @throws IOException if the connection is gone
     */
    public int flush() throws IOException {
        if (outBytes.position() == 0) {
            return 0;
        }
        outBytes.flip();
        final int written = channel.write(outBytes);
        outBytes.compact();
        return written;
    }

    /** Writes what the socket takes, before the connection is closed anyway; if that fails it is closed at once. */
    public void flushLast() {
        try {
            flush();
        } catch (final IOException e) {
            close();
        }
    }

    /**
     * Reads what is there. Frames that were passed by {@link #nextFrame} are gone.
     *
     * @return bytes read, negative at the end of the stream
     * @throws IOException if the connection is gone
     */
    public int receive() throws IOException {
        if (frame > 0) {
            inBytes.limit(inBytes.position()).position(frame);
            inBytes.compact();
            frame = 0;
        }
        return channel.read(inBytes);
    }

    /** {@return the buffer that frames lie in, until the next {@link #receive}} */
    public DirectBuffer in() {
        return in;
    }

    /** {@return the offset of the frame that {@link #frameLength} speaks of} */
    public int frame() {
        return frame;
    }

    /** {@return the length in bytes of the frame that is next, or {@link #NO_FRAME}, or {@link #BAD_FRAME}} */
    public int frameLength() {
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

    /**
     * Passes a frame by.
     *
     * @param length of the frame, as {@link #frameLength} said
     */
    public void nextFrame(final int length) {
        frame += length;
    }

    /** Closes the connection. */
    public void close() {
        CloseHelper.quietClose(channel);
        channel = null;
    }

    /** {@return whether there is a connection, which may not stand yet} */
    public boolean isOpen() {
        return channel != null;
    }
}
