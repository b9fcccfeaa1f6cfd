package io.matchlock.exchange.market;

import io.matchlock.log.LogConnection;
import io.matchlock.log.StreamReader;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.internal.AdminAnsweredDecoder;
import io.matchlock.protocol.internal.AdminResult;
import io.matchlock.protocol.internal.GatewayAcceptedDecoder;
import io.matchlock.protocol.internal.GatewayStartedEncoder;
import io.matchlock.protocol.internal.MessageHeaderDecoder;
import io.matchlock.protocol.internal.MessageHeaderEncoder;
import io.matchlock.protocol.log.ChainId;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntry;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryEncoder;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An operator's chain, which consists of one batch: the batch opens the chain and holds the requests; the answers are
 * in the events stream. It appends nothing unless a matcher follows the log. For one use, by one thread.
 */
public final class AdminChain {
    private static final int CHAIN = ChainId.of(ChainId.OPERATOR, 0);
    private static final int PAGE_BYTES = 1024 * 1024;
    private static final Duration BLOCK = Duration.ofMillis(100);
    private static final long PAUSE_NS = 10_000_000;
    private static final int MAX_ATTEMPTS = 3;
    private static final long NOBODY = -1L;
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final LogConnection connection;
    private final String ordersKey;
    private final String eventsKey;
    private final EventsEntryDecoder events = new EventsEntryDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AdminAnsweredDecoder answered = new AdminAnsweredDecoder();
    private final GatewayAcceptedDecoder accepted = new GatewayAcceptedDecoder();
    private final SecureRandom random = new SecureRandom();
    private final Map<Long, AdminResult> answers = new HashMap<>();
    private final long firstRequestId;
    private long entryId = EntryId.NONE;
    private long incarnation;
    private long standingSinceNs = NOBODY;
    private long readUpTo;
    private boolean isVoid;

    /**
     * A chain that has appended nothing.
     *
     * @param connection to the log, used until the answers are there
     * @param segment whose log it is
     */
    public AdminChain(final LogConnection connection, final String segment) {
        this.connection = connection;
        ordersKey = Names.ordersKey(segment);
        eventsKey = Names.eventsKey(segment);
        firstRequestId = random.nextLong() >>> 2;
    }

    /**
     * Waits until a matcher has dealt with all that stands in the log now.
     *
     * @param timeout at most
     * @return whether one has
     */
    public boolean awaitMatcher(final Duration timeout) {
        final long deadlineNs = System.nanoTime() + timeout.toNanos();
        final long last = connection.lastId(ordersKey);
        while (connection.lastId(eventsKey) < last) {
            if (System.nanoTime() - deadlineNs >= 0) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
        return true;
    }

    /**
     * Appends the requests, all of them in one batch, and waits for the answers. A chain must begin later than the one that
     * stands, which a clock ahead may have begun: then it is tried again with the next start time.
     *
     * @param requests as many as fit
     * @param timeout at most
     * @return one answer for each request in their order, fewer if they did not come in time
     * @throws IllegalArgumentException if there are more requests than fit
     */
    public List<AdminResult> perform(final List<AdminRequest> requests, final Duration timeout) {
        final long deadlineNs = System.nanoTime() + timeout.toNanos();
        long startTimeNs = ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            append(requests, startTimeNs);
            await(requests.size(), deadlineNs);
            if (standingSinceNs < startTimeNs) {
                break;
            }
            startTimeNs = standingSinceNs + 1;
        }
        final List<AdminResult> results = new ArrayList<>();
        for (long id = firstRequestId; answers.containsKey(id); id++) {
            results.add(answers.get(id));
        }
        return results;
    }

    /** {@return the id of the entry that holds the requests, packed} */
    public long entryId() {
        return entryId;
    }

    /** {@return whether the batch had no effect, because other chains of an operator began at the same time or later} */
    public boolean isVoid() {
        return isVoid;
    }

    private void append(final List<AdminRequest> requests, final long startTimeNs) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[OrdersEntry.MAX_LENGTH]);
        final long nowNs = ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());
        incarnation = random.nextLong();
        final OrdersEntryEncoder entry =
                new OrdersEntryEncoder().wrap(buffer, 0, OrdersEntry.BATCH, CHAIN, incarnation, 1);
        final int opening =
                entry.claim(OrdersEntry.INTERNAL, 0, 0L, nowNs, HEADER + GatewayStartedEncoder.BLOCK_LENGTH);
        new GatewayStartedEncoder()
                .wrapAndApplyHeader(buffer, opening, new MessageHeaderEncoder())
                .startTime(startTimeNs);
        long requestId = firstRequestId;
        for (final AdminRequest request : requests) {
            if (!entry.hasRoomFor(request.length())) {
                throw new IllegalArgumentException("more requests than fit into one batch: " + requests.size());
            }
            request.encode(requestId++, buffer, entry.claim(OrdersEntry.INTERNAL, 0, 0L, nowNs, request.length()));
        }
        isVoid = false;
        standingSinceNs = NOBODY;
        entryId = connection.append(buffer, entry.finish(nowNs));
        readUpTo = EntryId.before(entryId);
    }

    private void await(final int count, final long deadlineNs) {
        final StreamReader reader = connection.readerAhead(eventsKey);
        while (answers.size() < count && !isVoid && System.nanoTime() - deadlineNs < 0) {
            reader.readBlocking(readUpTo, PAGE_BYTES, BLOCK, this::onEvents);
        }
    }

    private void onEvents(final long id, final DirectBuffer buffer, final int offset, final int length) {
        readUpTo = id;
        if (events.wrap(buffer, offset, length) != null) {
            throw new IllegalStateException("events entry " + EntryId.format(id) + " is not sound");
        }
        isVoid |= id == entryId && events.isVoid();
        while (events.next()) {
            if (events.type() == EventsEntry.CONTROL && events.owner() == CHAIN) {
                onControl();
            }
        }
    }

    private void onControl() {
        header.wrap(events.buffer(), events.payloadOffset());
        if (header.templateId() == AdminAnsweredDecoder.TEMPLATE_ID) {
            answered.wrapAndApplyHeader(events.buffer(), events.payloadOffset(), header);
            answers.put(answered.requestId(), answered.result());
        } else if (header.templateId() == GatewayAcceptedDecoder.TEMPLATE_ID) {
            accepted.wrapAndApplyHeader(events.buffer(), events.payloadOffset(), header);
            if (accepted.incarnation() == incarnation && accepted.accepted() == 0) {
                standingSinceNs = accepted.startTime();
            }
        }
    }
}
