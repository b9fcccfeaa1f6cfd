package io.matchlock.client;

/** What an offer returns when the message was not taken. Everything above 0 is a client number. */
public final class Offer {
    /** Not established: nothing was taken; try again once the session stands. */
    public static final long NOT_ESTABLISHED = -1;
    /** The window of unacknowledged messages, or the send buffer, is full: nothing was taken; do work and try again. */
    public static final long BACK_PRESSURED = -2;
    /** The session is over: nothing was taken. */
    public static final long CLOSED = -3;

    private Offer() {}
}
