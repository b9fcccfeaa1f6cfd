package io.matchlock.gateway.session.reply;

import org.agrona.MutableDirectBuffer;

/** Where a session's frames go. */
public interface Outbound {
    /**
     * Takes room for a frame, which will go out at the end of the turn.
     *
     * @param length of the frame in bytes
     * @return the frame's offset in {@link #buffer()}
     */
    int claim(int length);

    /** Something will be claimed when the session is flushed, at the end of the turn. */
    void announce();

    /** {@return the buffer of the last claim} */
    MutableDirectBuffer buffer();
}
