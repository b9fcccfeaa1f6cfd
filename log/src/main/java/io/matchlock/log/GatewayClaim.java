package io.matchlock.log;

/**
 * A gateway's claim to its number, held by a connection with the gateway's name: two gateways of one number would be one
 * chain. Belongs to the thread that launches the gateway.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class GatewayClaim implements AutoCloseable {
    private GatewayClaim() {}

    /**
     * Claims a number, before any loop of the gateway connects. Waits for at most the command time-out for connections of
     * a predecessor that ends.
     *
     * @param settings where to
     * @param gatewayId the number
     * @return the claim, to be held as long as the gateway runs
     * @throws LogUnavailableException if Redis cannot be reached, or another process has the number
     */
    public static GatewayClaim claim(final LogSettings settings, final int gatewayId) {
        throw new UnsupportedOperationException();
    }

    /**
     * The name of a loop's connection.
     *
     * @param gatewayId the gateway's number
     * @param loop the loop's number
     * @return {@code matchlock-gateway-<n>-<loop>}
     */
    public static String connectionName(final int gatewayId, final int loop) {
        return "matchlock-gateway-" + gatewayId + "-" + loop;
    }

    @Override
    public void close() {}
}
