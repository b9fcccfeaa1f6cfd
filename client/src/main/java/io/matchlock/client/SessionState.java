package io.matchlock.client;

/** Where a session stands. */
public enum SessionState {
    /** No connection; the next try is due after the reconnect delay. */
    DISCONNECTED,
    /** TCP connects. */
    CONNECTING,
    /** Negotiate was sent. */
    NEGOTIATING,
    /** Establish was sent. */
    ESTABLISHING,
    /** Messages may be offered. */
    ESTABLISHED,
    /** Terminate was sent; what the gateway still sends is delivered until it answers. */
    TERMINATING,
    /** Over for good: closed by the owner, or refused in a way that a further try can't mend. */
    CLOSED;

    boolean isHandshake() {
        return this == CONNECTING || this == NEGOTIATING || this == ESTABLISHING;
    }

    boolean isConnected() {
        return this == NEGOTIATING || this == ESTABLISHING || this == ESTABLISHED || this == TERMINATING;
    }
}
