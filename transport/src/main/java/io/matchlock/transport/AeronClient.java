package io.matchlock.transport;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import io.matchlock.protocol.Names;
import java.util.List;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.ErrorHandler;

/**
 * One Aeron client with its subscriptions to all peers and its publications. The link's thread makes and closes it. One thread
 * polls, and each publication belongs to one thread. It is of no use once it has closed itself because its driver is gone.
 */
public final class AeronClient implements AutoCloseable {
    /** A thread may be in the middle of a poll or an offer when the client closes: memory is unmapped only later. */
    private static final long CLOSE_LINGER_NS = 500_000_000L;

    private final Aeron aeron;
    private final Subscription[] subscriptions;
    private final FragmentAssembler[] assemblers;
    private final ExclusivePublication[] publications;

    private AeronClient(
            final Aeron aeron,
            final AeronSettings settings,
            final AeronStreams streams,
            final FragmentHandler handler) {
        this.aeron = aeron;
        final List<String> peers = settings.peerEndpoints();
        subscriptions = new Subscription[peers.size()];
        assemblers = new FragmentAssembler[peers.size()];
        for (int i = 0; i < subscriptions.length; i++) {
            final String channel = Names.subscriptionChannel(peers.get(i), settings.localEndpoint());
            subscriptions[i] = aeron.addSubscription(channel, streams.receivedId());
            assemblers[i] = new FragmentAssembler(handler, streams.assemblyBytes(), true);
        }
        final String channel = Names.publicationChannel(
                settings.controlEndpoint(), settings.mtuLengthBytes(), settings.termLengthBytes());
        publications = new ExclusivePublication[streams.publications()];
        for (int i = 0; i < publications.length; i++) {
            publications[i] = aeron.addExclusivePublication(channel, streams.publishedId());
        }
    }

    /** Connects to the driver; blocks for up to the driver time-out, and throws what Aeron throws. */
    static AeronClient open(
            final AeronSettings settings,
            final AeronStreams streams,
            final FragmentHandler handler,
            final ErrorHandler errors) {
        final Aeron aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(settings.directory())
                .driverTimeoutMs(settings.driverTimeout().toMillis())
                .closeLingerDurationNs(CLOSE_LINGER_NS)
                .errorHandler(errors)
                .subscriberErrorHandler(errors));
        try {
            return new AeronClient(aeron, settings, streams, handler);
        } catch (final RuntimeException e) {
            CloseHelper.quietClose(aeron);
            throw e;
        }
    }

    /** {@return whether it has closed itself, or was closed; any thread} */
    public boolean isClosed() {
        return aeron.isClosed();
    }

    /** {@return whether a peer listens to the first publication; any thread} */
    public boolean isHeard() {
        return publications[0].isConnected();
    }

    /**
     * Hands what has come to the link's handler.
     *
     * @param limit of fragments for each peer
     * @return how many fragments there were
     */
    public int poll(final int limit) {
        int fragments = 0;
        for (int i = 0; i < subscriptions.length; i++) {
            fragments += subscriptions[i].poll(assemblers[i], limit);
        }
        return fragments;
    }

    /**
     * Offers a message without waiting. It is offered again only where a term has just ended.
     *
     * @param publication from 0
     * @param buffer that holds it
     * @param offset in {@code buffer}
     * @param length in bytes
     * @return whether it was taken
     */
    public boolean offer(final int publication, final DirectBuffer buffer, final int offset, final int length) {
        final ExclusivePublication target = publications[publication];
        final long result = target.offer(buffer, offset, length);
        return result > 0 || (result == Publication.ADMIN_ACTION && target.offer(buffer, offset, length) > 0);
    }

    /**
     * Offers a message of two pieces without waiting. It is offered again only where a term has just ended.
     *
     * @param publication from 0
     * @param first piece, all of it
     * @param second piece, from its index 0
     * @param secondLength in bytes
     * @return whether it was taken
     */
    public boolean offer(
            final int publication, final DirectBuffer first, final DirectBuffer second, final int secondLength) {
        final ExclusivePublication target = publications[publication];
        final long result = target.offer(first, 0, first.capacity(), second, 0, secondLength);
        return result > 0
                || (result == Publication.ADMIN_ACTION
                        && target.offer(first, 0, first.capacity(), second, 0, secondLength) > 0);
    }

    @Override
    public void close() {
        aeron.close();
    }
}
