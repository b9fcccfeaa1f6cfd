package io.matchlock.matcher.agent;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import io.matchlock.matcher.TransportSettings;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.live.BatchEnvelope;
import io.matchlock.protocol.log.OrdersEntry;
import java.util.ArrayList;
import java.util.List;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.ErrorHandler;

/**
 * One Aeron client with the subscriptions to all gateways and the events publication. Made by the link's thread, used by the
 * agent, done with when the client has closed itself (its driver is gone).
 */
final class AeronSession implements Peers, AutoCloseable {
    private static final int FRAGMENTS_A_TURN = 16;
    /** The agent may be in the middle of a poll or an offer when the client closes itself: memory is unmapped only later. */
    private static final long CLOSE_LINGER_NS = 500_000_000L;

    private static final int ASSEMBLY_BYTES = BatchEnvelope.LENGTH + OrdersEntry.MAX_LENGTH;

    private final Aeron aeron;
    private final Subscription[] orders;
    private final FragmentAssembler[] assemblers;
    private final ExclusivePublication events;

    private AeronSession(
            final Aeron aeron,
            final List<Subscription> orders,
            final ExclusivePublication events,
            final FragmentHandler handler) {
        this.aeron = aeron;
        this.events = events;
        this.orders = orders.toArray(new Subscription[0]);
        this.assemblers = new FragmentAssembler[this.orders.length];
        for (int i = 0; i < assemblers.length; i++) {
            assemblers[i] = new FragmentAssembler(handler, ASSEMBLY_BYTES, true);
        }
    }

    /** Connects to the driver; blocks for up to the driver time-out, and throws what Aeron throws. */
    static AeronSession open(
            final TransportSettings settings, final FragmentHandler handler, final ErrorHandler errors) {
        final Aeron aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(settings.aeronDirectory())
                .driverTimeoutMs(settings.driverTimeout().toMillis())
                .closeLingerDurationNs(CLOSE_LINGER_NS)
                .errorHandler(errors)
                .subscriberErrorHandler(errors));
        try {
            return open(aeron, settings, handler);
        } catch (final RuntimeException e) {
            CloseHelper.quietClose(aeron);
            throw e;
        }
    }

    boolean isClosed() {
        return aeron.isClosed();
    }

    @Override
    public int poll() {
        int fragments = 0;
        for (int i = 0; i < orders.length; i++) {
            fragments += orders[i].poll(assemblers[i], FRAGMENTS_A_TURN);
        }
        return fragments;
    }

    /** Offers again only where a term has just ended. */
    @Override
    public boolean offer(final DirectBuffer buffer, final int offset, final int length) {
        final long result = events.offer(buffer, offset, length);
        return result > 0 || (result == Publication.ADMIN_ACTION && events.offer(buffer, offset, length) > 0);
    }

    /** Whether anybody listens to events. */
    boolean isHeard() {
        return events.isConnected();
    }

    @Override
    public void close() {
        aeron.close();
    }

    private static AeronSession open(
            final Aeron aeron, final TransportSettings settings, final FragmentHandler handler) {
        final List<Subscription> orders = new ArrayList<>();
        for (final String gateway : settings.gatewayControlEndpoints()) {
            final String channel = Names.subscriptionChannel(gateway, settings.localHost() + ":0");
            orders.add(aeron.addSubscription(channel, Names.ORDERS_STREAM_ID));
        }
        final String channel = Names.publicationChannel(
                settings.controlEndpoint(), settings.mtuLengthBytes(), settings.termLengthBytes());
        return new AeronSession(aeron, orders, aeron.addExclusivePublication(channel, Names.EVENTS_STREAM_ID), handler);
    }
}
