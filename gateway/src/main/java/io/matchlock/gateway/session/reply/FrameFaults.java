package io.matchlock.gateway.session.reply;

import io.matchlock.protocol.Sofh;
import io.matchlock.protocol.session.TerminationCode;

/** What a client is told that has sent something that is no message. */
public final class FrameFaults {
    private FrameFaults() {}

    /**
     * Describes a fault for the client.
     *
     * @param fault that ends the connection
     * @return short ASCII
     */
    public static String describe(final TerminationCode fault) {
        return switch (fault) {
            case InvalidSofh ->
                "no frame: a length of " + Sofh.MIN_FRAME_LENGTH + " to " + Sofh.MAX_FRAME_LENGTH
                        + " and encoding type 0xEB50 must come first";
            case FrameTooLarge -> "a frame has at most " + Sofh.MAX_FRAME_LENGTH + " bytes, length field included";
            case DecodingError -> "the frame's length does not fit the message's block, groups and data";
            default -> "this schema, template or version is not known here";
        };
    }
}
