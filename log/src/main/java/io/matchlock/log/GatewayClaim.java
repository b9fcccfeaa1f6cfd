package io.matchlock.log;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A gateway's claim to its number, held by a connection with the gateway's name: two gateways of one number would be one
 * chain. Belongs to the thread that launches the gateway.
 */
public final class GatewayClaim implements AutoCloseable {
    private static final String PREFIX = "matchlock-gateway-";
    private static final long RETRY_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final LogConnection connection;

    private GatewayClaim(final LogConnection connection) {
        this.connection = connection;
    }

    /**
     * Claims a number, before any loop of the gateway connects. Waits for at most the command time-out for connections of
     * a predecessor that ends. Of two that claim at the same moment, both may be refused.
     *
     * @param settings where to
     * @param gatewayId the number
     * @return the claim, to be held as long as the gateway runs
     * @throws LogUnavailableException if Redis cannot be reached, or another process has the number
     */
    public static GatewayClaim claim(final LogSettings settings, final int gatewayId) {
        final String name = PREFIX + gatewayId;
        final LogConnection connection = LogConnection.open(settings, name);
        try {
            requireAlone(connection, settings, gatewayId);
            return new GatewayClaim(connection);
        } catch (final RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * The name of a loop's connection.
     *
     * @param gatewayId the gateway's number
     * @param loop the loop's number
     * @return {@code matchlock-gateway-<n>-<loop>}
     */
    public static String connectionName(final int gatewayId, final int loop) {
        return PREFIX + gatewayId + "-" + loop;
    }

    /** Gives the number back. */
    @Override
    public void close() {
        connection.close();
    }

    private static void requireAlone(final LogConnection connection, final LogSettings settings, final int gatewayId) {
        final long deadlineNs = System.nanoTime() + settings.commandTimeout().toNanos();
        final String ownId = connection.ask("CLIENT", "ID").first();
        String other = otherHolder(connection, ownId, PREFIX + gatewayId);
        while (other != null) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new LogUnavailableException("gateway number " + gatewayId + " of segment " + settings.segment()
                        + " is in use by another process, connected from " + other
                        + ": stop it, or choose another number");
            }
            LockSupport.parkNanos(RETRY_INTERVAL_NS);
            other = otherHolder(connection, ownId, PREFIX + gatewayId);
        }
    }

    private static String otherHolder(final LogConnection connection, final String ownId, final String name) {
        return connection
                .ask("CLIENT", "LIST")
                .first()
                .lines()
                .filter(line -> !field(line, "id").equals(ownId))
                .filter(line ->
                        field(line, "name").equals(name) || field(line, "name").startsWith(name + "-"))
                .map(line -> field(line, "addr"))
                .findFirst()
                .orElse(null);
    }

    private static String field(final String line, final String name) {
        for (final String part : line.split(" ", -1)) {
            if (part.startsWith(name + "=")) {
                return part.substring(name.length() + 1);
            }
        }
        return "";
    }
}
