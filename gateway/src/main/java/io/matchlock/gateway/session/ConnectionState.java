package io.matchlock.gateway.session;

/** How far a connection has come. */
public enum ConnectionState {
    /** Connected, nothing said. */
    NEW,
    /** A Negotiate is with the engine. */
    NEGOTIATING,
    /** Negotiated on this connection. */
    NEGOTIATED,
    /** An Establish is with the engine. */
    ESTABLISHING,
    /** Messages flow. */
    ESTABLISHED,
    /** What the client has said last is being answered; nothing more is taken. */
    ANSWERING,
    /** A logon is refused, which the client will be told presently. */
    REJECTING,
    /** Over. */
    ENDED
}
