package io.matchlock.gateway.append;

import io.matchlock.gateway.chain.Admission;
import io.matchlock.gateway.chain.Batch;
import io.matchlock.gateway.chain.Chain;
import io.matchlock.gateway.events.OrdersPublisher;
import io.matchlock.gateway.health.GatewayCounter;
import io.matchlock.gateway.health.GatewayCounters;
import io.matchlock.gateway.settings.LoopEnvironment;
import io.matchlock.gateway.settings.LoopLimits;
import io.matchlock.log.orders.GatewayHolder;
import io.matchlock.log.orders.OrdersAppender;
import io.matchlock.log.retry.Backoff;
import io.matchlock.log.server.AppendFailure;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentId;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;

/**
 * The open batch and the way of closed ones: sent to the log, published when stored, acknowledged in order, used again.
 * Owned by the loop; sends nothing twice but what the {@link Chain} says.
 */
public final class BatchWriter implements OrdersAppender.Listener, LogHandshake.Owner {
    private static final int MAX_BACKOFF_SHIFT = 5;

    private final LogHandshake handshake;
    private final int chainId;
    private final Chain chain;
    private final Admission admission;
    private final OrdersPublisher publisher;
    private final NanoClock clock;
    private final EpochNanoClock wallClock;
    private final GatewayCounters counters;
    private final Owner owner;
    private final int eagerInFlight;
    private final Backoff backoff;
    private final Batch[] pool;
    private int pooled;
    private Batch open;
    private OrdersAppender appender;
    private long lastAppendNs;
    private long reconnectAtNs;
    private boolean disconnected;
    /** Redis refuses the epoch that was appended in, and was asked for the one that stands. */
    private boolean isFenced;

    /** Hears what the loop must know. */
    public interface Owner {
        /** Something is to be sent or has got room: the turn must have an end. */
        void scheduleTurnEnd();

        /** The log can be reached again. */
        void onLogConnected();

        /** A new epoch of the log has begun: nothing that is not acknowledged will be stored. */
        void onEpochOver();

        /** The log is not what it was. */
        void onHalt(String reason);
    }

    /**
     * Makes a writer, which does nothing before {@link #start}.
     *
     * @param segmentId of the segment whose log must be there
     * @param holder of the gateway's number
     * @param chainId of the loop
     * @param chain of the loop
     * @param limits of the loop
     * @param admission hears what is sent and stored
     * @param publisher gets what is stored
     * @param environment of the loop
     * @param counters of the loop
     * @param owner hears what the loop must know
     */
    public BatchWriter(
            final SegmentId segmentId,
            final GatewayHolder holder,
            final int chainId,
            final Chain chain,
            final LoopLimits limits,
            final Admission admission,
            final OrdersPublisher publisher,
            final LoopEnvironment environment,
            final GatewayCounters counters,
            final Owner owner) {
        handshake = new LogHandshake(segmentId, holder, this);
        this.chainId = chainId;
        this.chain = chain;
        eagerInFlight = limits.eagerInFlight();
        final long backoffNs = limits.retryBackoff().toNanos();
        backoff = new Backoff(backoffNs, backoffNs << MAX_BACKOFF_SHIFT);
        this.admission = admission;
        this.publisher = publisher;
        clock = environment.clock();
        wallClock = environment.wallClock();
        this.counters = counters;
        this.owner = owner;
        pool = new Batch[limits.maxInFlight() + 1];
        while (pooled < pool.length) {
            pool[pooled++] = new Batch();
        }
    }

    /**
     * Begins.
     *
     * @param connection to the log, with this as its listener
     */
    public void start(final OrdersAppender connection) {
        appender = connection;
        handshake.start(connection);
    }

    /** The open batch, with room for one more record; null if there is none now. */
    Batch room(final int payloadLength) {
        if (open != null && !open.hasRoomFor(payloadLength)) {
            if (!chain.hasRoom()) {
                return null;
            }
            send();
        }
        if (open == null) {
            if (pooled == 0) {
                return null;
            }
            open = pool[--pooled];
            open.open(chainId, chain.incarnation(), chain.nextNumber());
            owner.scheduleTurnEnd();
        }
        return open;
    }

    /**
     * Ends a turn: sends what it has gathered, unless so many batches are in flight that the open one gains nothing by being
     * sent before the next answer. A batch that gets full meanwhile is sent at once.
     */
    public void endTurn() {
        if (open != null && open.count() > 0 && chain.hasRoom() && chain.inFlight() < eagerInFlight) {
            send();
        }
    }

    /** {@return whether no record waits for the end of a turn} */
    public boolean isEmpty() {
        return open == null || open.count() == 0;
    }

    /**
     * Time passes: connects again, and sends what is due.
     *
     * @param nowNs monotonic
     */
    public void onTime(final long nowNs) {
        if (disconnected && nowNs - reconnectAtNs >= 0) {
            disconnected = false;
            appender.reconnect();
        }
        handshake.onTime(nowNs);
        sendDue(nowNs);
    }

    /** The events have told how far the chain was applied. */
    public void onSeen() {
        collect(clock.nanoTime());
    }

    /** Gives up all that is not acknowledged. */
    void abandon() {
        chain.abandon();
        admission.onStored();
        if (open != null) {
            pool[pooled++] = open;
            open = null;
        }
        collect(clock.nanoTime());
    }

    /** When the last batch was closed, monotonic. */
    long lastAppendNs() {
        return lastAppendNs;
    }

    /** {@return the last entry that was stored, packed} */
    public long lastStoredId() {
        return handshake.lastStoredId();
    }

    boolean isConnected() {
        return handshake.isDone() && !isFenced;
    }

    /** Closes the connection to the log. */
    public void close() {
        if (appender != null) {
            appender.close();
        }
    }

    @Override
    public void onConnected() {
        backoff.succeeded();
        handshake.begin(clock.nanoTime());
    }

    @Override
    public void onAppended(final long tag, final long entryId) {
        final long nowNs = clock.nanoTime();
        final Batch batch = chain.onStored(tag, nowNs);
        publisher.offer(entryId, batch.buffer(), batch.length(), nowNs);
        admission.onStored();
        handshake.onStored(entryId, batch.buffer());
        counters.increment(GatewayCounter.BATCHES_STORED);
        collect(nowNs);
        owner.scheduleTurnEnd();
    }

    @Override
    public void onFailed(final long tag, final AppendFailure failure, final String message) {
        counters.increment(GatewayCounter.BATCHES_FAILED);
        chain.onFailed(tag, clock.nanoTime());
        switch (failure) {
            case REFUSED, MISCONFIGURED -> admission.onRefused();
            case HALT -> owner.onHalt(message);
            case FENCED -> onFenced();
            case UNKNOWN -> {} // the connection goes with it
        }
        collect(clock.nanoTime());
    }

    @Override
    public void onDisconnected() {
        isFenced = false;
        chain.onDisconnected();
        handshake.onDisconnected();
        disconnected = true;
        reconnectAtNs = clock.nanoTime() + backoff.failed();
    }

    @Override
    public void onMet() {
        publisher.from(handshake.server());
        chain.onConnected();
        owner.onLogConnected();
        sendDue(clock.nanoTime());
    }

    @Override
    public void onHalt(final String reason) {
        owner.onHalt(reason);
    }

    private void onFenced() {
        if (!isFenced) {
            isFenced = true;
            chain.onDisconnected();
            owner.onEpochOver();
            appender.questions().end(this::onEnd);
        }
    }

    private void onEnd(final long lastId) {
        isFenced = false;
        appender.enter(EntryId.epoch(lastId));
        chain.onConnected();
        owner.onLogConnected();
    }

    private void send() {
        final long nowNs = clock.nanoTime();
        open.close(wallClock.nanoTime());
        chain.add(open, nowNs);
        open = null;
        lastAppendNs = nowNs;
        sendDue(nowNs);
    }

    private void sendDue(final long nowNs) {
        for (Batch batch = chain.nextToSend(nowNs); batch != null; batch = chain.nextToSend(nowNs)) {
            admission.onSent(batch.length());
            appender.append(batch.number(), batch.buffer(), 0, batch.length());
        }
    }

    private void collect(final long nowNs) {
        for (Batch batch = chain.nextAcked(nowNs); batch != null; batch = chain.nextAcked(nowNs)) {
            counters.add(GatewayCounter.MESSAGES_ACKNOWLEDGED, batch.acks());
            batch.tellTargets(wallClock.nanoTime());
        }
        for (Batch batch = chain.nextFree(); batch != null; batch = chain.nextFree()) {
            pool[pooled++] = batch;
        }
        if (chain.isAllAcked()) {
            admission.onStored(); // what was refused last may have been a repetition of what is stored
        }
        owner.scheduleTurnEnd();
    }
}
