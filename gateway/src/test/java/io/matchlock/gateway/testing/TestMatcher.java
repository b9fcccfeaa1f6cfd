package io.matchlock.gateway.testing;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import io.matchlock.engine.Engine;
import io.matchlock.log.LogConnection;
import io.matchlock.log.LogSettings;
import io.matchlock.log.StreamReader;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.events.EventsAppender;
import io.matchlock.log.history.LogHistory;
import io.matchlock.matcher.events.EntryWriter;
import io.matchlock.matcher.events.EventsEncoder;
import io.matchlock.matcher.health.MatcherCounters;
import io.matchlock.matcher.process.EntryProcessor;
import io.matchlock.matcher.process.SegmentEngine;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.internal.LeaderToldDecoder;
import io.matchlock.protocol.internal.MessageHeaderDecoder;
import io.matchlock.protocol.live.BatchEnvelope;
import io.matchlock.protocol.live.PartEnvelope;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.order.ExecType;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.segment.SegmentDefinition;
import io.matchlock.protocol.segment.SegmentId;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.SystemNanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.awaitility.Awaitility;

/**
 * The engine and all that decides around it, as they are, on a thread that a test can pause, and whose publication it can
 * silence. Reads the orders stream only; publishes and appends the events.
 */
public final class TestMatcher implements Agent, AutoCloseable {
    private static final int MAX_PART = 1024;

    private final LogSettings log;
    private final Aeron aeron;
    private final ExclusivePublication publication;
    private final Subscription orders;
    private final Engine engine;
    private final EntryProcessor processor;
    private final ExpandableArrayBuffer entry = new ExpandableArrayBuffer();
    private final UnsafeBuffer part = new UnsafeBuffer(new byte[MAX_PART]);
    private final EventsEntryDecoder decoder = new EventsEntryDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ConcurrentHashMap<Long, Integer> published = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> applied = new ConcurrentLinkedQueue<>();
    private final FragmentHandler onBatch = new FragmentAssembler((buffer, offset, length, fragment) -> published.put(
            buffer.getLong(offset + BatchEnvelope.ENTRY_ID_OFFSET, LITTLE_ENDIAN), length - BatchEnvelope.LENGTH));
    private final AgentRunner runner;
    private LogConnection connection;
    private StreamReader reader;
    private EventsAppender appender;
    private long appliedId = EntryId.NONE;
    private volatile long term;
    private volatile long timeNs;
    private volatile boolean paused;
    private final AtomicLong turns = new AtomicLong();
    private volatile boolean silent;
    private volatile SegmentId spokenFor;
    private volatile Throwable failure;

    public TestMatcher(
            final LogSettings log, final String aeronDirectory, final String control, final String gatewayControl) {
        this.log = log;
        try (LogConnection connection = LogConnection.open(log)) {
            final SegmentDefinition genesis = connection.readGenesis();
            final EntryWriter writer = new EntryWriter(genesis.id(), MAX_PART, this::onPart, SystemNanoClock.INSTANCE);
            final EventsEncoder encoder = new EventsEncoder(writer);
            engine = SegmentEngine.create(genesis, encoder);
            processor = new EntryProcessor(engine, writer, encoder, 0, new MatcherCounters());
        }
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(aeronDirectory));
        publication =
                aeron.addExclusivePublication(Names.publicationChannel(control, 8192, 1 << 20), Names.EVENTS_STREAM_ID);
        orders =
                aeron.addSubscription(Names.subscriptionChannel(gatewayControl, "127.0.0.1:0"), Names.ORDERS_STREAM_ID);
        runner = new AgentRunner(new BackoffIdleStrategy(), this::onFailure, null, this);
        AgentRunner.startOnThread(runner);
    }

    /** Stops, and waits until the turn under way has ended, or goes on. */
    public void pause(final boolean isPaused) {
        paused = isPaused;
        final long turn = turns.get();
        Awaitility.await().until(() -> !isPaused || turns.get() > turn + 1 || failure != null);
    }

    /** Publishes nothing on Aeron, only appends. */
    public void silence(final boolean isSilent) {
        silent = isSilent;
    }

    /** Publishes as if it were the matcher of another segment. */
    public void speakFor(final SegmentId segmentId) {
        spokenFor = segmentId;
    }

    /** {@return each order that was accepted, as account:ClOrdID} */
    public Queue<String> applied() {
        return applied;
    }

    /** {@return the term that was told last} */
    public long term() {
        return term;
    }

    /** {@return the engine's time, UTC} */
    public long timeNs() {
        return timeNs;
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
        turns.incrementAndGet();
        final int batches = orders.poll(onBatch, 64);
        if (paused) {
            return batches;
        }
        try {
            connect();
            final int entries = reader.read(appliedId, 1 << 20, this::onEntry);
            appender.flush();
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
        return "test-matcher";
    }

    private void onFailure(final Throwable cause) {
        failure = cause;
        throw new AgentTerminationException(cause);
    }

    private void connect() {
        if (connection == null) {
            connection = LogConnection.open(log);
            processor.server(new LogHistory(connection, log.segment()).server());
            reader = connection.reader(Names.ordersKey(log.segment()));
            if (appender == null) {
                appender = EventsAppender.over(connection);
            } else {
                appender.moveTo(connection);
            }
        }
    }

    private void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    private void onEntry(final long id, final DirectBuffer buffer, final int offset, final int length) {
        final String fault = processor.take(buffer, offset, length);
        if (fault != null) {
            throw new IllegalStateException(EntryId.format(id) + ": " + fault);
        }
        processor.apply(id);
        timeNs = engine.engineTimeNs();
        appliedId = id;
    }

    private void onPart(final DirectBuffer buffer, final int offset, final int length) {
        if (!silent) {
            publish(buffer, offset, length);
        }
        final int partOffset = buffer.getInt(offset + PartEnvelope.PART_OFFSET_OFFSET, LITTLE_ENDIAN);
        final int bytes = length - PartEnvelope.LENGTH;
        entry.putBytes(partOffset, buffer, offset + PartEnvelope.LENGTH, bytes);
        if ((buffer.getShort(offset + PartEnvelope.FLAGS_OFFSET, LITTLE_ENDIAN) & PartEnvelope.LAST) != 0) {
            onEvents(buffer.getLong(offset + PartEnvelope.CAUSE_OFFSET, LITTLE_ENDIAN), partOffset + bytes);
        }
    }

    private void publish(final DirectBuffer buffer, final int offset, final int length) {
        part.putBytes(0, buffer, offset, length);
        final SegmentId other = spokenFor;
        if (other != null) {
            part.putLong(PartEnvelope.SEGMENT_TAG_OFFSET, other.tag(), LITTLE_ENDIAN);
        }
        publication.offer(part, 0, length);
    }

    private void onEvents(final long id, final int length) {
        final String fault = decoder.wrap(entry, 0, length);
        if (fault != null) {
            throw new IllegalStateException("events of " + EntryId.format(id) + ": " + fault);
        }
        while (decoder.next()) {
            onRecord();
        }
        appender.add(id, entry, 0, length);
    }

    private void onRecord() {
        final int payload = decoder.payloadOffset();
        header.wrap(entry, payload);
        if (decoder.type() == EventsEntry.CONTROL && header.templateId() == LeaderToldDecoder.TEMPLATE_ID) {
            term = new LeaderToldDecoder()
                    .wrapAndApplyHeader(entry, payload, header)
                    .term();
        } else if (decoder.type() == EventsEntry.REPORT && header.templateId() == ExecutionReportDecoder.TEMPLATE_ID) {
            final ExecutionReportDecoder report = new ExecutionReportDecoder()
                    .wrapAndApplyHeader(entry, payload, new io.matchlock.protocol.order.MessageHeaderDecoder());
            if (report.execType() == ExecType.New) {
                applied.add(report.account() + ":" + report.clOrdID());
            }
        }
    }
}
