package io.matchlock.gateway;

/** A gateway cannot start. The message is one sentence for the operator. */
public final class GatewayStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param message one sentence
     */
    public GatewayStartException(final String message) {
        super(message);
    }
}
