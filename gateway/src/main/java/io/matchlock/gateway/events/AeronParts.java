package io.matchlock.gateway.events;

import io.aeron.logbuffer.Header;
import io.matchlock.protocol.Names;
import io.matchlock.transport.AeronClient;
import io.matchlock.transport.AeronLink;
import io.matchlock.transport.AeronSettings;
import io.matchlock.transport.AeronStreams;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway's link to its matchers over Aeron: events in, and the ways of the loops' batches out. The events poller polls; the link's
 * thread gives the publishers a new way when a client was built, and takes it away when the client is lost.
 */
public final class AeronParts implements PartSource, AeronLink.Listener, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(AeronParts.class);
    private static final int ASSEMBLY_BYTES = 4096;

    private final String directory;
    private final List<OrdersPublisher> publishers;
    private final Consumer<String> onHalt;
    private final AeronLink link;
    private Handler handler;
    private volatile boolean complained;
    private volatile boolean isClosing;

    /**
     * Has no client yet.
     *
     * @param settings of Aeron
     * @param publishers of the loops
     * @param onHalt is told of errors that are not of Aeron, such as a want of memory
     */
    public AeronParts(
            final AeronSettings settings, final List<OrdersPublisher> publishers, final Consumer<String> onHalt) {
        directory = settings.directory();
        this.publishers = List.copyOf(publishers);
        this.onHalt = onHalt;
        final AeronStreams streams =
                new AeronStreams(Names.EVENTS_STREAM_ID, Names.ORDERS_STREAM_ID, publishers.size(), ASSEMBLY_BYTES);
        link = new AeronLink("matchlock-gateway-aeron", settings, streams, this::onFragment, this);
    }

    /** Begins to connect. */
    public void start() {
        link.start();
    }

    @Override
    public int poll(final Handler parts, final int limit) {
        handler = parts;
        final AeronClient client = link.client();
        return client == null ? 0 : client.poll(limit);
    }

    @Override
    public void onUp(final AeronClient client) {
        complained = false;
        for (int i = 0; i < publishers.size(); i++) {
            final int publication = i;
            publishers.get(i).use((envelope, entry, length) -> client.offer(publication, envelope, entry, length));
        }
    }

    @Override
    public void onDown() {
        publishers.forEach(publisher -> publisher.use(null));
        if (!isClosing) {
            LOGGER.warn("the connection to the media driver in {} is lost", directory);
        }
    }

    @Override
    public void onUnreachable(final RuntimeException error) {
        onError(error);
    }

    @Override
    public void onError(final Throwable error) {
        if (!complained) {
            complained = true;
            LOGGER.warn("no media driver in {} for now: {}", directory, error.getMessage());
        }
    }

    @Override
    public void onFailed(final Throwable error) {
        onHalt.accept("the link to Aeron failed: " + error);
    }

    @Override
    public void close() {
        isClosing = true;
        link.close();
    }

    private void onFragment(final DirectBuffer buffer, final int offset, final int length, final Header header) {
        handler.onPart(buffer, offset, length);
    }
}
