package io.matchlock.gateway.testing;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import io.matchlock.log.EventsAppender;
import io.matchlock.log.LogConnection;
import io.matchlock.log.LogSettings;
import io.matchlock.log.LogUnavailableException;
import io.matchlock.log.StreamReader;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.BatchEnvelope;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.log.PartEnvelope;
import io.matchlock.protocol.log.SegmentId;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/** A matcher for tests: reads the orders stream, lets a {@link FakeEngine} answer, publishes and appends the events. */
public final class FakeMatcher implements Agent, AutoCloseable {
    private static final int MAX_PART = 1024;

    private final LogSettings log;
    private final Aeron aeron;
    private final ExclusivePublication publication;
    private final Subscription orders;
    private final FakeEngine engine = new FakeEngine();
    private final OrdersEntryDecoder decoder = new OrdersEntryDecoder();
    private final UnsafeBuffer part = new UnsafeBuffer(new byte[PartEnvelope.LENGTH + 8192]);
    private final ConcurrentHashMap<Long, Integer> published = new ConcurrentHashMap<>();
    private final FragmentHandler onBatch = new FragmentAssembler((buffer, offset, length, header) -> published.put(
            buffer.getLong(offset + BatchEnvelope.ENTRY_ID_OFFSET, LITTLE_ENDIAN), length - BatchEnvelope.LENGTH));
    private final AgentRunner runner;
    private LogConnection connection;
    private StreamReader reader;
    private EventsAppender appender;
    private long appliedId = EntryId.NONE;
    private volatile boolean paused;
    private volatile boolean silent;
    private volatile SegmentId spokenFor = SegmentId.NONE;
    private volatile int fenced;
    private volatile Throwable failure;

    public FakeMatcher(
            final LogSettings log, final String aeronDirectory, final String control, final String gatewayControl) {
        this.log = log;
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(aeronDirectory));
        publication =
                aeron.addExclusivePublication(Names.publicationChannel(control, 8192, 1 << 20), Names.EVENTS_STREAM_ID);
        orders =
                aeron.addSubscription(Names.subscriptionChannel(gatewayControl, "127.0.0.1:0"), Names.ORDERS_STREAM_ID);
        runner = new AgentRunner(new BackoffIdleStrategy(), this::onFailure, null, this);
        AgentRunner.startOnThread(runner);
    }

    /** Stops or goes on. */
    public void pause(final boolean isPaused) {
        paused = isPaused;
    }

    /** Publishes nothing on Aeron, only appends. */
    public void silence(final boolean isSilent) {
        silent = isSilent;
    }

    /** Publishes as if it were the matcher of another segment. */
    public void speakFor(final SegmentId segmentId) {
        spokenFor = segmentId;
    }

    /** Forgets a chain before the next entry. */
    public void fence(final int chainId) {
        fenced = chainId;
    }

    /** {@return each client message that had an effect, as session:number} */
    public Queue<String> applied() {
        return engine.applied;
    }

    /** {@return the length of each batch that came by Aeron, by entry id} */
    public ConcurrentHashMap<Long, Integer> published() {
        return published;
    }

    /** {@return what went wrong, or null} */
    public Throwable failure() {
        return failure;
    }

    @Override
    public void close() {
        runner.close();
        aeron.close();
    }

    @Override
    public int doWork() {
        final int batches = orders.poll(onBatch, 64);
        if (paused) {
            return batches;
        }
        try {
            connect();
            final int entries = reader.read(appliedId, 64, this::onEntry);
            if (entries > 0) {
                appender.flush();
            }
            return batches + entries;
        } catch (final LogUnavailableException e) {
            disconnect();
            return batches;
        }
    }

    @Override
    public void onClose() {
        disconnect();
    }

    @Override
    public String roleName() {
        return "fake-matcher";
    }

    private void onFailure(final Throwable cause) {
        failure = cause;
        throw new AgentTerminationException(cause);
    }

    private void connect() {
        if (connection == null) {
            connection = LogConnection.open(log);
            reader = connection.reader(Names.ordersKey(log.segment()));
            appender = connection.eventsAppender();
            appliedId = connection.lastId(Names.eventsKey(log.segment()));
            spokenFor =
                    spokenFor.equals(SegmentId.NONE) ? connection.readGenesis().id() : spokenFor;
        }
    }

    private void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    private void onEntry(final long id, final DirectBuffer buffer, final int offset, final int length) {
        final String fault = decoder.wrap(buffer, offset, length);
        if (fault != null) {
            throw new IllegalStateException(EntryId.format(id) + ": " + fault);
        }
        if (fenced != 0) {
            engine.fence(fenced);
            fenced = 0;
        }
        final int eventsLength = engine.apply(id, decoder);
        if (!silent) {
            publish(id, eventsLength);
        }
        appender.add(id, engine.events().buffer(), 0, eventsLength);
        appliedId = id;
    }

    private void publish(final long id, final int length) {
        final DirectBuffer entry = engine.events().buffer();
        int from = 0;
        while (from < length) {
            int to = from == 0 ? EventsEntry.HEADER_LENGTH : from;
            while (to < length) {
                final int next = to + OrdersEntry.align(entry.getInt(to, LITTLE_ENDIAN));
                if (next - from > MAX_PART) {
                    break;
                }
                to = next;
            }
            part.setMemory(0, PartEnvelope.LENGTH, (byte) 0);
            part.putLong(PartEnvelope.CAUSE_OFFSET, id, LITTLE_ENDIAN);
            part.putInt(PartEnvelope.PART_OFFSET_OFFSET, from, LITTLE_ENDIAN);
            part.putShort(PartEnvelope.FLAGS_OFFSET, (short) (to == length ? PartEnvelope.LAST : 0), LITTLE_ENDIAN);
            part.putLong(PartEnvelope.SEGMENT_TAG_OFFSET, spokenFor.tag(), LITTLE_ENDIAN);
            part.putBytes(PartEnvelope.LENGTH, entry, from, to - from);
            publication.offer(part, 0, PartEnvelope.LENGTH + to - from);
            from = to;
        }
    }
}
