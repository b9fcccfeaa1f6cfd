package io.matchlock.gateway.connection;

import io.matchlock.protocol.MessageShape;
import io.matchlock.protocol.Sofh;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Cuts a connection's bytes into frames, in place where a frame lies whole in what was read. Length and encoding are
 * checked as soon as they are there, the message's shape before the frame is handed on. One thread.
 */
final class FrameReader {
    /** Not a header of ours, or a frame that is too short. */
    static final int INVALID_SOFH = -10;
    /** Longer than a frame may be. */
    static final int FRAME_TOO_LARGE = -11;

    private static final int INCOMPLETE = 0;

    private final Handler handler;
    private UnsafeBuffer partial;
    private int partialLength;

    /** Takes frames. */
    interface Handler {
        /**
         * A frame whose message is sound.
         *
         * @param buffer that holds it
         * @param offset of its SBE header
         * @param length of the message in bytes, SBE header included
         * @return false if it must come again later, and nothing before
         */
        boolean onMessage(DirectBuffer buffer, int offset, int length);

        /**
         * What came is no frame; nothing more will be read.
         *
         * @param fault one of the negative codes of this class or of {@link MessageShape}
         */
        void onFault(int fault);

        /** {@return whether frames are still wanted} */
        boolean isOpen();
    }

    FrameReader(final Handler handler) {
        this.handler = handler;
    }

    /**
     * Reads on.
     *
     * @param buffer that holds what came
     * @param offset of the first byte
     * @param length in bytes, 0 to try again a frame that had to wait
     * @return how many bytes are done with; fewer than {@code length} if a frame has to wait
     */
    int read(final DirectBuffer buffer, final int offset, final int length) {
        final int end = offset + length;
        int at = offset;
        if (handler.isOpen() && isPartialWhole() && !handOn(partial, 0, partialLength)) {
            return 0;
        }
        while (at < end && handler.isOpen()) {
            if (partialLength > 0) {
                at += complete(buffer, at, end - at);
                if (handler.isOpen() && isPartialWhole() && !handOn(partial, 0, partialLength)) {
                    return at - offset;
                }
            } else {
                final int frameLength = frameLength(buffer, at, end - at);
                if (frameLength == INCOMPLETE) {
                    keep(buffer, at, end - at);
                    at = end;
                } else if (frameLength < 0) {
                    handler.onFault(frameLength);
                } else if (handOn(buffer, at, frameLength)) {
                    at += frameLength;
                } else {
                    return at - offset;
                }
            }
        }
        return length;
    }

    /** {@return whether a whole frame waits in here to be tried again} */
    boolean isPartialWhole() {
        return partialLength >= Sofh.HEADER_LENGTH && partialLength == Sofh.frameLength(partial, 0);
    }

    private boolean handOn(final DirectBuffer buffer, final int frame, final int frameLength) {
        final int message = frame + Sofh.HEADER_LENGTH;
        final int messageLength = frameLength - Sofh.HEADER_LENGTH;
        final int check = MessageShape.check(buffer, message, messageLength);
        if (check != MessageShape.SOUND) {
            handler.onFault(check);
        } else if (!handler.onMessage(buffer, message, messageLength)) {
            return false;
        }
        partialLength = 0;
        return true;
    }

    private int complete(final DirectBuffer buffer, final int at, final int available) {
        final int wanted = partialLength < Sofh.HEADER_LENGTH ? Sofh.HEADER_LENGTH : Sofh.frameLength(partial, 0);
        final int taken = Math.min(wanted - partialLength, available);
        partial.putBytes(partialLength, buffer, at, taken);
        partialLength += taken;
        if (partialLength == Sofh.HEADER_LENGTH) {
            final int fault = headerFault(partial, 0);
            if (fault < 0) {
                handler.onFault(fault);
            }
        }
        return taken;
    }

    private void keep(final DirectBuffer buffer, final int at, final int length) {
        if (partial == null) {
            partial = new UnsafeBuffer(new byte[Sofh.MAX_FRAME_LENGTH]);
        }
        partial.putBytes(0, buffer, at, length);
        partialLength = length;
    }

    private static int frameLength(final DirectBuffer buffer, final int at, final int available) {
        if (available < Sofh.HEADER_LENGTH) {
            return INCOMPLETE;
        }
        final int fault = headerFault(buffer, at);
        if (fault < 0) {
            return fault;
        }
        final int frameLength = Sofh.frameLength(buffer, at);
        return frameLength <= available ? frameLength : INCOMPLETE;
    }

    private static int headerFault(final DirectBuffer buffer, final int at) {
        final int frameLength = Sofh.frameLength(buffer, at);
        if (Sofh.encodingType(buffer, at) != Sofh.ENCODING_TYPE
                || (frameLength >= 0 && frameLength < Sofh.MIN_FRAME_LENGTH)) {
            return INVALID_SOFH;
        }
        return frameLength < 0 || frameLength > Sofh.MAX_FRAME_LENGTH ? FRAME_TOO_LARGE : 0;
    }
}
