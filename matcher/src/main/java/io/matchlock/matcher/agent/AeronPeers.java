package io.matchlock.matcher.agent;

import io.aeron.logbuffer.FragmentHandler;
import io.matchlock.matcher.health.Halt;
import io.matchlock.matcher.health.MatcherCounter;
import io.matchlock.matcher.health.MatcherCounters;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.live.BatchEnvelope;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.transport.AeronClient;
import io.matchlock.transport.AeronLink;
import io.matchlock.transport.AeronSettings;
import io.matchlock.transport.AeronStreams;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** A matcher's link to its gateways over Aeron: batches in, parts of events out. The agent uses it, and asks anew in each turn. */
public final class AeronPeers implements AeronLink.Listener, AutoCloseable {
    private static final int FRAGMENTS_A_TURN = 16;
    private static final int EVENTS_PUBLICATION = 0;

    private final Halt halt;
    private final MatcherCounters counters;
    private final AeronLink link;
    private volatile ClientPeers peers;

    /** The peers that one client reaches. */
    private record ClientPeers(AeronClient client) implements Peers {
        @Override
        public int poll() {
            return client.poll(FRAGMENTS_A_TURN);
        }

        @Override
        public boolean offer(final DirectBuffer buffer, final int offset, final int length) {
            return client.offer(EVENTS_PUBLICATION, buffer, offset, length);
        }
    }

    /**
     * Has no client yet.
     *
     * @param settings of the client
     * @param handler takes the gateways' messages, on the agent's thread
     * @param halt is set by errors that are not of Aeron, such as a want of memory
     * @param counters to count in
     */
    public AeronPeers(
            final AeronSettings settings,
            final FragmentHandler handler,
            final Halt halt,
            final MatcherCounters counters) {
        this.halt = halt;
        this.counters = counters;
        final AeronStreams streams = new AeronStreams(
                Names.ORDERS_STREAM_ID, Names.EVENTS_STREAM_ID, 1, BatchEnvelope.LENGTH + OrdersEntry.MAX_LENGTH);
        link = new AeronLink("matchlock-aeron-link", settings, streams, handler, this);
    }

    /** Begins to connect. */
    public void start() {
        link.start();
    }

    /** {@return the peers to use in this turn, null for none; only for the agent} */
    public Peers current() {
        final ClientPeers current = peers;
        return current == null || current.client().isClosed() ? null : current;
    }

    /** {@return whether there is a client whose driver lives; any thread may ask} */
    public boolean isUp() {
        return link.client() != null;
    }

    /** {@return whether there is a client and a gateway listens to its events; any thread may ask} */
    public boolean isHeard() {
        return link.isHeard();
    }

    /** {@return what Aeron complained of last; any thread may ask} */
    public Optional<String> lastError() {
        return link.lastError();
    }

    @Override
    public void onUp(final AeronClient client) {
        peers = new ClientPeers(client);
        counters.increment(MatcherCounter.AERON_CLIENTS);
    }

    @Override
    public void onDown() {
        peers = null;
    }

    @Override
    public void onUnreachable(final RuntimeException error) {
        counters.increment(MatcherCounter.AERON_FAILURES);
    }

    @Override
    public void onFailed(final Throwable error) {
        halt.halt("the link to Aeron failed: " + Halt.describe(error));
    }

    /** Closes the client. The agent must have ended before. */
    @Override
    public void close() {
        link.close();
    }
}
