package io.matchlock.gateway.append;

import io.matchlock.log.history.LogHistory;
import io.matchlock.log.orders.GatewayHolder;
import io.matchlock.log.orders.OrdersAppender;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import io.matchlock.protocol.segment.Genesis;
import io.matchlock.protocol.segment.SegmentId;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a loop finds out on each new connection before it appends anything: that this is its own segment's log and which start of
 * the log's server, that the epoch which the loop appends in was opened there, that the entry which was stored for the loop last is
 * there as it was, and that no other process has the gateway's number. Owned by the loop.
 */
final class LogHandshake {
    private static final long ASK_AGAIN_NS = 1_000_000_000L;

    private final SegmentId segmentId;
    private final GatewayHolder holder;
    private final Owner owner;
    /** Of the entry that was stored last. With its checksum it stands for the entry. */
    private final UnsafeBuffer lastHeader = new UnsafeBuffer(new byte[OrdersEntry.HEADER_LENGTH]);

    private final OrdersEntryDecoder genesis = new OrdersEntryDecoder();
    private OrdersAppender appender;
    private long lastStoredId = EntryId.NONE;
    private long server = LogHistory.NO_SERVER;
    private long askedNs;
    private boolean isOwnLog;
    private boolean isOpened;
    private boolean isStanding;
    private boolean isDone;

    /** Hears how it ends. */
    interface Owner {
        /** The log may be appended to. */
        void onMet();

        /** It must not be, ever. */
        void onHalt(String reason);
    }

    LogHandshake(final SegmentId segmentId, final GatewayHolder holder, final Owner owner) {
        this.segmentId = segmentId;
        this.holder = holder;
        this.owner = owner;
    }

    void start(final OrdersAppender connection) {
        appender = connection;
    }

    /** Begins, on a new connection. */
    void begin(final long nowNs) {
        askedNs = nowNs;
        isOwnLog = false;
        isOpened = false;
        isStanding = lastStoredId == EntryId.NONE;
        appender.questions().genesis(this::onGenesis, this::onEnd);
        if (!isStanding) {
            appender.questions().standing(lastStoredId, this::onLast, this::onLastTrimmed);
        }
        appender.questions().clients(this::onClients);
    }

    /** Time passes. */
    void onTime(final long nowNs) {
        if (!isDone && appender.isConnected() && nowNs - askedNs >= ASK_AGAIN_NS) {
            begin(nowNs);
        }
    }

    void onDisconnected() {
        isDone = false;
    }

    /** An entry of this loop was stored. */
    void onStored(final long entryId, final DirectBuffer entry) {
        lastStoredId = entryId;
        lastHeader.putBytes(0, entry, 0, OrdersEntry.HEADER_LENGTH);
    }

    /** Whether the present connection may be appended to. */
    boolean isDone() {
        return isDone && appender.isConnected();
    }

    /** Which start of the log's server the present connection leads to. */
    long server() {
        return server;
    }

    /** The last entry that was stored, packed. */
    long lastStoredId() {
        return lastStoredId;
    }

    private void onGenesis(final long found, final DirectBuffer buffer, final int offset, final int length) {
        final String fault = genesis.wrap(buffer, offset, length);
        final SegmentId id = fault == null ? Genesis.decode(genesis).id() : SegmentId.NONE;
        isOwnLog = segmentId.equals(id);
        server = found;
        if (!isOwnLog) {
            owner.onHalt("Redis holds a segment with the id " + id
                    + ", and this gateway belongs to the one with the id " + segmentId + ": point it to its own log");
        }
    }

    /** Redis would take an entry of an epoch whose fence is lost, and give it the fence's id. */
    private void onEnd(final long lastId) {
        isOpened = EntryId.epoch(lastId) >= appender.epoch();
        if (!isOpened && isOwnLog) {
            owner.onHalt("entry " + EntryId.format(EntryId.of(appender.epoch(), 0)) + " was seen, and the log ends at "
                    + EntryId.format(lastId) + ": this gateway is ahead of the log, which went back in time");
        }
    }

    private void onLast(final long found, final DirectBuffer buffer, final int offset, final int length) {
        isStanding = isLast(buffer, offset, length);
        if (!isStanding && isOwnLog) {
            owner.onHalt("orders entry " + EntryId.format(lastStoredId) + " was stored for this gateway and "
                    + (length == 0 ? "is no longer in the log" : "is another one in the log")
                    + ": this gateway is ahead of the log, which went back in time");
        }
    }

    /**
     * Only what is on disk in the archive is trimmed, and entries behind it are in the log: so it was not lost. What this gateway knows
     * of the log is compared by its hash when events are read.
     */
    private void onLastTrimmed() {
        isStanding = true;
    }

    private boolean isLast(final DirectBuffer buffer, final int offset, final int length) {
        return length >= OrdersEntry.HEADER_LENGTH
                && new UnsafeBuffer(buffer, offset, OrdersEntry.HEADER_LENGTH).equals(lastHeader);
    }

    private void onClients(final String clients) {
        final String rival = holder.rival(clients);
        if (rival != null) {
            owner.onHalt("another process runs as gateway " + holder.gatewayId() + ", connected from " + rival
                    + ", give each a number of its own");
        } else if (isOwnLog && isOpened && isStanding && !isDone) {
            isDone = true;
            owner.onMet();
        }
    }
}
