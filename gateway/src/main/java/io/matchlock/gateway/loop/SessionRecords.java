package io.matchlock.gateway.loop;

import io.matchlock.gateway.chain.AckTarget;
import io.matchlock.gateway.chain.Admission;
import io.matchlock.gateway.chain.Batch;
import io.matchlock.gateway.session.LogonRequest;
import io.matchlock.gateway.session.Refusal;
import io.matchlock.protocol.log.OrdersEntry;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochNanoClock;

/**
 * What a loop appends for its sessions: their messages, what is refused in their place, logons, and releases, which wait
 * until there is room. Owned by the loop; sends nothing itself.
 */
final class SessionRecords {
    private final ChainKeeper keeper;
    private final BatchWriter writer;
    private final Admission admission;
    private final InternalRecords records;
    private final LoopCounters counters;
    private final EpochNanoClock clock;
    private final Releases releases = new Releases();
    private long lastBatch;
    private long answeredBatch;

    SessionRecords(
            final ChainKeeper keeper,
            final BatchWriter writer,
            final Admission admission,
            final InternalRecords records,
            final LoopCounters counters,
            final EpochNanoClock clock) {
        this.keeper = keeper;
        this.writer = writer;
        this.admission = admission;
        this.records = records;
        this.counters = counters;
        this.clock = clock;
    }

    /** Whether a record of the gateway's own could be appended now: they are let in as long as there is a reserve. */
    boolean hasRoom() {
        return keeper.isOpen()
                && admission.level() != Admission.NOTHING
                && writer.room(InternalRecords.MAX_PAYLOAD) != null;
    }

    /** False if there is no room, and nothing was appended. */
    boolean append(
            final AckTarget target,
            final int session,
            final long clientNumber,
            final long clOrdId,
            final long receiveTimeNs,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        final Batch batch = keeper.isOpen() ? writer.room(length) : null;
        if (batch == null) {
            return false;
        }
        batch.append(OrdersEntry.CLIENT_MESSAGE, session, clientNumber, receiveTimeNs, buffer, offset, length);
        batch.acknowledge(target, clientNumber, clOrdId, receiveTimeNs);
        lastBatch = batch.number();
        counters.messages++;
        return true;
    }

    /** False if there is no room, and nothing was appended. */
    boolean refuse(
            final AckTarget target,
            final int session,
            final long clientNumber,
            final long receiveTimeNs,
            final Refusal refusal) {
        if (!hasRoom()) {
            return false;
        }
        final Batch batch = writer.room(InternalRecords.MAX_PAYLOAD);
        records.refused(batch, session, clientNumber, receiveTimeNs, refusal);
        batch.acknowledge(target, clientNumber, refusal.clOrdId(), receiveTimeNs);
        lastBatch = batch.number();
        counters.refused++;
        return true;
    }

    /** The number of the batch that took the last message, or its refusal. */
    long lastBatch() {
        return lastBatch;
    }

    /** All that a batch of the chain has caused is here. */
    void onAnswered(final long batchNumber) {
        answeredBatch = batchNumber;
    }

    /** Whether all that a batch has caused is here. */
    boolean isAnswered(final long batchNumber) {
        return batchNumber <= answeredBatch;
    }

    /** There must be room. */
    void negotiate(final LogonRequest request, final long receiveTimeNs) {
        records.negotiate(writer.room(InternalRecords.MAX_PAYLOAD), request, receiveTimeNs);
    }

    /** There must be room. */
    void establish(final LogonRequest request, final long receiveTimeNs) {
        records.establish(writer.room(InternalRecords.MAX_PAYLOAD), request, receiveTimeNs);
    }

    /** Appended by {@link #appendReleases()}. */
    void release(final int session, final boolean terminated) {
        releases.add(session, terminated);
    }

    /** Appends the releases that wait, as far as there is room. */
    void appendReleases() {
        while (!releases.isEmpty() && hasRoom()) {
            final Batch batch = writer.room(InternalRecords.MAX_PAYLOAD);
            releases.take(batch.number());
            records.release(batch, releases.session(), releases.isTerminated(), clock.nanoTime());
        }
    }

    /** The engine has come to a batch of the chain. */
    void onSeen(final long batchNumber) {
        releases.onSeen(batchNumber);
    }

    /** Whether a session's release may still be ahead of the engine. */
    boolean isReleaseUnderWay(final int session) {
        return releases.isUnderWay(session);
    }

    /** Gives up the releases that wait: the chain that owned the sessions is gone. */
    void clear() {
        releases.clear();
        answeredBatch = 0;
    }

    /** Whether no release waits. */
    boolean isEmpty() {
        return releases.isEmpty();
    }
}
