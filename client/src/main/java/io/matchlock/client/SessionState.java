package io.matchlock.client;

/** The states of a session. */
public enum SessionState {
    /** No connection; the next try is due after the reconnect delay. */
    DISCONNECTED,
    /** The TCP connection is being made. */
    CONNECTING,
    /** Negotiate was sent. */
    NEGOTIATING,
    /** Establish was sent. */
    ESTABLISHING,
    /** Messages may be offered. */
    ESTABLISHED,
    /** Terminate was sent; what the gateway still sends is delivered until it answers. */
    TERMINATING,
    /** Over for good: closed by its owner, or refused for a reason that will not pass. */
    CLOSED;

    boolean isHandshake() {
        return this == CONNECTING || this == NEGOTIATING || this == ESTABLISHING;
    }

    boolean isConnected() {
        return this == NEGOTIATING || this == ESTABLISHING || this == ESTABLISHED || this == TERMINATING;
    }
}
