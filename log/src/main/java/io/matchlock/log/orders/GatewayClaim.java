package io.matchlock.log.orders;

import io.matchlock.log.LogConnection;
import io.matchlock.log.LogSettings;
import io.matchlock.log.entry.LogUnavailableException;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A gateway's claim to its number, held by a connection with the gateway's name: two gateways of one number would be one
 * chain. Whoever connects names its connection first and then looks for others, so of two at least one sees the other. The
 * loops do the same with each connection that they make. Belongs to the thread that launches the gateway.
 */
public final class GatewayClaim implements AutoCloseable {
    private static final long RETRY_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final LogConnection connection;
    private final GatewayHolder holder;

    private GatewayClaim(final LogConnection connection, final GatewayHolder holder) {
        this.connection = connection;
        this.holder = holder;
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
        final GatewayHolder holder = new GatewayHolder(gatewayId, new SecureRandom().nextLong());
        final LogConnection connection = LogConnection.open(settings, holder.claimName());
        try {
            requireAlone(connection, settings, holder);
            return new GatewayClaim(connection, holder);
        } catch (final RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** {@return who holds it} */
    public GatewayHolder holder() {
        return holder;
    }

    /** Gives the number back. */
    @Override
    public void close() {
        connection.close();
    }

    private static void requireAlone(
            final LogConnection connection, final LogSettings settings, final GatewayHolder holder) {
        final long deadlineNs = System.nanoTime() + settings.commandTimeout().toNanos();
        String rival = rival(connection, holder);
        while (rival != null) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new LogUnavailableException("gateway number " + holder.gatewayId() + " of segment "
                        + settings.segment() + " is in use by another process, connected from " + rival
                        + ": stop it, or choose another number");
            }
            LockSupport.parkNanos(RETRY_INTERVAL_NS);
            rival = rival(connection, holder);
        }
    }

    private static String rival(final LogConnection connection, final GatewayHolder holder) {
        return holder.rival(connection.calls().ask("CLIENT", "LIST").first());
    }
}
