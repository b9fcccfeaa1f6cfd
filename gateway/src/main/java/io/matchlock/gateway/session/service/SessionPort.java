package io.matchlock.gateway.session.service;

import io.matchlock.protocol.internal.ReleaseReason;

/** The connection of a session: hears what becomes of the session, and closes when the session says so. */
public interface SessionPort {
    /** The session is bound to this connection from here. */
    void onBound();

    /**
     * The session's connection is over. The engine will be told, as soon as there is room.
     *
     * @param session number
     * @param reason how it ended
     */
    void onReleased(int session, ReleaseReason reason);

    /**
     * The client was refused, or the gateway has ended its connection; for the operator.
     *
     * @param session number, 0 before it is bound
     * @param what the code's name
     * @param reason that the client is told
     */
    void onTerminated(int session, String what, String reason);

    /** The session waits for the matcher's answers: {@code Session.onAnswered()} is to be called when some have come. */
    void onAnswering();

    /** Sends what was written and closes the connection. What the client sends from here on is thrown away. */
    void close();
}
