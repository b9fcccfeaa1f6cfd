package io.matchlock.gateway.events;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.exceptions.AeronException;
import io.aeron.logbuffer.Header;
import io.matchlock.gateway.AeronSettings;
import io.matchlock.protocol.Names;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a connection to the media driver: when the driver or the client dies, builds all anew, for as long as it takes. Has
 * a thread of its own for that; polling is the events poller's, offering is the loops'.
 */
public final class AeronLink implements PartSource, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(AeronLink.class);
    private static final long CHECK_NS = 50_000_000L;
    private static final long MAX_BACKOFF_NS = 2_000_000_000L;
    private static final long KEEPALIVE_NS = 500_000_000L;
    private static final long JOIN_MS = 15_000L;
    /** A loop may be in the middle of an offer, the poller of a poll, when the client closes: memory is unmapped only later. */
    private static final long CLOSE_LINGER_NS = 500_000_000L;

    private final AeronSettings settings;
    private final List<OrdersPublisher> publishers;
    private final Consumer<String> onHalt;
    private final FragmentAssembler assembler = new FragmentAssembler(this::onFragment);
    private final Thread thread;
    private Handler handler;
    private volatile boolean running = true;
    private volatile Subscription[] subscriptions = new Subscription[0];
    private Aeron aeron;
    private long backoffNs = CHECK_NS;
    private boolean complained;

    /**
     * Prepares the thread.
     *
     * @param settings of Aeron
     * @param publishers of the loops
     * @param onHalt is told of errors that are not of Aeron, such as a want of memory
     */
    public AeronLink(
            final AeronSettings settings, final List<OrdersPublisher> publishers, final Consumer<String> onHalt) {
        this.settings = settings;
        this.onHalt = onHalt;
        this.publishers = List.copyOf(publishers);
        thread = new Thread(this::run, "matchlock-gateway-aeron");
        thread.setDaemon(true);
    }

    /** Begins to connect. */
    public void start() {
        thread.start();
    }

    @Override
    public int poll(final Handler parts, final int limit) {
        handler = parts;
        int fragments = 0;
        for (final Subscription subscription : subscriptions) {
            fragments += subscription.poll(assembler, limit);
        }
        return fragments;
    }

    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
        try {
            thread.join(JOIN_MS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void onFragment(final DirectBuffer buffer, final int offset, final int length, final Header header) {
        handler.onPart(buffer, offset, length);
    }

    private void run() {
        try {
            while (running) {
                if (aeron == null) {
                    connect();
                } else if (aeron.isClosed()) {
                    LOGGER.warn("the connection to the media driver in {} is lost", settings.directory());
                    disconnect();
                }
                LockSupport.parkNanos(aeron == null ? backoffNs : CHECK_NS);
            }
            disconnect();
        } catch (final Throwable e) { // what Aeron itself throws does not come here
            onHalt.accept("the link to Aeron failed: " + e);
        }
    }

    private void connect() {
        try {
            aeron = Aeron.connect(context());
            final Subscription[] fresh =
                    new Subscription[settings.matcherEndpoints().size()];
            for (int i = 0; i < fresh.length; i++) {
                fresh[i] = aeron.addSubscription(
                        Names.subscriptionChannel(settings.matcherEndpoints().get(i), settings.localEndpoint()),
                        Names.EVENTS_STREAM_ID);
            }
            final String channel = Names.publicationChannel(
                    settings.controlEndpoint(), settings.mtuLengthBytes(), settings.termLengthBytes());
            for (final OrdersPublisher publisher : publishers) {
                publisher.use(way(aeron.addExclusivePublication(channel, Names.ORDERS_STREAM_ID)));
            }
            subscriptions = fresh;
            backoffNs = CHECK_NS;
            complained = false;
        } catch (final AeronException e) {
            complain(e);
            disconnect();
            backoffNs = Math.min(2 * backoffNs, MAX_BACKOFF_NS);
        }
    }

    private static OrdersPublisher.Way way(final ExclusivePublication publication) {
        return (envelope, entry, length) -> publication.offer(envelope, 0, envelope.capacity(), entry, 0, length) > 0;
    }

    private void disconnect() {
        subscriptions = new Subscription[0];
        for (final OrdersPublisher publisher : publishers) {
            publisher.use(null);
        }
        if (aeron != null) {
            aeron.close();
            aeron = null;
        }
    }

    private Aeron.Context context() {
        return new Aeron.Context()
                .aeronDirectoryName(settings.directory())
                .driverTimeoutMs(settings.driverTimeout().toMillis())
                .keepAliveIntervalNs(KEEPALIVE_NS)
                .closeLingerDurationNs(CLOSE_LINGER_NS)
                .errorHandler(this::complain);
    }

    private void complain(final Throwable fault) {
        if (!complained) {
            complained = true;
            LOGGER.warn("no media driver in {} for now: {}", settings.directory(), fault.getMessage());
        }
    }
}
