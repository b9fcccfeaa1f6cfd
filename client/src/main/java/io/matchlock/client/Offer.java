package io.matchlock.client;

/** What an offer returns where it isn't the client number of the message. */
public final class Offer {
    /** Not established: nothing was taken; try again once the session stands. */
    public static final long NOT_ESTABLISHED = -1;
    /** The window of unacknowledged messages, or the send buffer, is full: nothing was taken; do work and try again. */
    public static final long BACK_PRESSURED = -2;
    /** The session is over: nothing was taken. */
    public static final long CLOSED = -3;

    private Offer() {}
}
