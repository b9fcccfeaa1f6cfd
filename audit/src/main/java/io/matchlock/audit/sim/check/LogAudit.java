package io.matchlock.audit.sim.check;

import io.matchlock.audit.sim.redis.Streams;
import io.matchlock.audit.sim.time.Scheduler;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.ChainId;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.segment.SegmentDefinition;
import java.util.Arrays;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Watches both streams while they grow. Each events entry must be what a replay of the orders gives, byte for byte,
 * and what a client was told must be in the streams. Knows nothing of gateways and matchers.
 */
public final class LogAudit implements Streams.Watcher {
    private final Scheduler scheduler;
    private final String ordersKey;
    private final String eventsKey;
    private final SegmentDefinition segment;
    private final Streams streams;
    private final boolean mayLose;
    private final SessionHistories sessions;
    private final OrdersEntryDecoder orders = new OrdersEntryDecoder();
    private final EventsEntryDecoder events = new EventsEntryDecoder();
    private final UnsafeBuffer ordersBytes = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer eventsBytes = new UnsafeBuffer(0, 0);
    private final EntrySequence sequence;
    private final Forgery forgery = new Forgery();
    private final TreeMap<Long, byte[]> unwritten = new TreeMap<>();
    private EngineReplay replay;
    private ReportedBook book = new ReportedBook();
    private long lastEventsId = EntryId.NONE;
    private long voids;
    private long maxEventsLength;

    /**
     * Has seen nothing.
     *
     * @param scheduler for traces
     * @param segment that is traded
     * @param streams that are watched
     * @param mayLose whether the log may lose what somebody has seen
     */
    public LogAudit(
            final Scheduler scheduler, final SegmentDefinition segment, final Streams streams, final boolean mayLose) {
        this.mayLose = mayLose;
        this.scheduler = scheduler;
        ordersKey = Names.ordersKey(segment.name());
        eventsKey = Names.eventsKey(segment.name());
        this.segment = segment;
        this.streams = streams;
        sessions = new SessionHistories(mayLose);
        sequence = new EntrySequence(segment);
        replay = new EngineReplay(segment);
    }

    @Override
    public void onStored(final String key, final Streams.Entry entry) {
        if (key.equals(ordersKey)) {
            onOrders(entry);
        } else if (key.equals(eventsKey)) {
            onEvents(entry);
        }
    }

    @Override
    public void onLost(final String key, final long lastId) {
        scheduler.trace(() -> key + " ends at " + EntryId.format(lastId) + " after the crash");
        if (mayLose) {
            lastEventsId = streams.get(eventsKey) == null
                    ? EntryId.NONE
                    : streams.get(eventsKey).lastId();
            startOver(streams.get(ordersKey).lastId());
            return;
        }
        if (lastId < lastEventsId) {
            throw new Violation("the server lost " + key + " back to " + EntryId.format(lastId)
                    + ", which somebody had seen: a fault of the simulation");
        }
        if (key.equals(ordersKey)) {
            startOver(lastId);
        }
    }

    /** {@return what lets somebody write another events entry in a matcher's place} */
    public Forgery forgery() {
        return forgery;
    }

    /** {@return the sessions, as the log has them and as clients are told} */
    public SessionHistories sessions() {
        return sessions;
    }

    /** {@return engine time by the events, ns UTC} */
    public long engineTimeNs() {
        return replay.engineTimeNs();
    }

    /** {@return whether the engine has unfinished work} */
    public boolean isBusy() {
        return replay.isBusy();
    }

    /** {@return the last entry whose events are stored, packed} */
    public long lastEventsId() {
        return lastEventsId;
    }

    /** {@return the last orders entry, packed} */
    public long lastOrdersId() {
        return sequence.lastId();
    }

    /** {@return the state hash after the last orders entry} */
    public long stateHash() {
        return replay.stateHash();
    }

    /** {@return how many entries the orders stream has been given and not lost} */
    public long entries() {
        return sequence.count();
    }

    /** {@return how many entries were void} */
    public long voids() {
        return voids;
    }

    /** {@return the length of the longest events entry, in bytes} */
    public long maxEventsLength() {
        return maxEventsLength;
    }

    private void onOrders(final Streams.Entry entry) {
        final long id = entry.id();
        sequence.add(entry);
        final byte[] made = replay.apply(id, entry.bytes());
        unwritten.put(id, made);
        wrap(entry, made);
        voids += events.isVoid() ? 1 : 0;
        scheduler.trace(() -> describe(id));
        sessions.onEntry(id, orders, events);
        checkBook(id);
        if (forgery.isDue() && lastEventsId != EntryId.NONE && id == EntryId.next(lastEventsId)) {
            scheduler.after(0, null, () -> forgery.write(id, made));
        }
    }

    private void onEvents(final Streams.Entry entry) {
        final long id = entry.id();
        final byte[] made = unwritten.remove(id);
        if (made == null || unwritten.lowerKey(id) != null) {
            throw new Violation("events entry " + EntryId.format(id) + " follows " + EntryId.format(lastEventsId)
                    + (made == null ? " and has no cause" : ""));
        }
        if (id != forgery.forgedId() && !Arrays.equals(made, entry.bytes())) {
            throw new Violation("events entry " + EntryId.format(id) + " is not what a replay gives");
        }
        lastEventsId = id;
        maxEventsLength = Math.max(maxEventsLength, made.length);
        scheduler.trace(() -> "events entry " + EntryId.format(id) + " is stored");
    }

    /** The log is shorter than before, so it is read again from its beginning. */
    private void startOver(final long lastId) {
        replay = new EngineReplay(segment);
        book = new ReportedBook();
        sequence.startOver();
        voids = 0;
        unwritten.clear();
        sessions.forgetLog();
        for (final Streams.Entry entry : streams.get(ordersKey).entries()) {
            if (entry.id() <= lastId) {
                onOrders(entry);
            }
        }
        unwritten.keySet().removeIf(id -> id <= lastEventsId);
        sessions.onLogKnown();
    }

    private void checkBook(final long id) {
        book.beginEntry(id);
        events.rewind();
        while (events.next()) {
            if (events.reportNumber() > 0) {
                book.onReport(events.buffer(), events.payloadOffset());
            }
        }
        book.endEntry(replay.isBusy(), events.rulesVersion() >= EventsEntry.BOUNDED_RULES_VERSION, orders.count());
    }

    private void wrap(final Streams.Entry entry, final byte[] made) {
        ordersBytes.wrap(entry.bytes());
        eventsBytes.wrap(made);
        final String ordersFault = orders.wrap(ordersBytes, 0, entry.bytes().length);
        final String fault = ordersFault == null ? events.wrap(eventsBytes, 0, made.length) : ordersFault;
        if (fault != null) {
            throw new Violation("entry " + EntryId.format(entry.id()) + ": " + fault);
        }
    }

    private String describe(final long id) {
        final StringBuilder text = new StringBuilder("orders entry " + EntryId.format(id));
        if (orders.kind() == OrdersEntry.FENCE) {
            return text.append(", a fence").toString();
        }
        if (orders.kind() == OrdersEntry.BATCH) {
            text.append(" of chain ")
                    .append(ChainId.gateway(orders.chainId()))
                    .append('/')
                    .append(ChainId.loop(orders.chainId()))
                    .append(", batch ")
                    .append(orders.batchNumber());
            EntryText.append(text, orders);
            text.append(events.isVoid() ? " is VOID" : "");
        }
        return text.toString();
    }
}
