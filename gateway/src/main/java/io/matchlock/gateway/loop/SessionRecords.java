package io.matchlock.gateway.loop;

import io.matchlock.gateway.chain.AckTarget;
import io.matchlock.gateway.chain.Admission;
import io.matchlock.gateway.chain.Batch;
import io.matchlock.gateway.session.LogonRequest;
import io.matchlock.gateway.session.Refusal;
import io.matchlock.gateway.session.SessionLog;
import io.matchlock.protocol.log.OrdersEntry;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochNanoClock;

/**
 * What a loop appends for its sessions: their messages, what is refused in their place, logons, and releases, which wait
 * until there is room. Owned by the loop; sends nothing itself.
 */
final class SessionRecords implements SessionLog {
    private final ChainKeeper keeper;
    private final BatchWriter writer;
    private final Admission admission;
    private final InternalRecords records;
    private final LoopCounters counters;
    private final EpochNanoClock clock;
    private final BooleanSupplier isReady;
    private final Releases releases = new Releases();
    private long answeredBatch;

    SessionRecords(
            final ChainKeeper keeper,
            final BatchWriter writer,
            final Admission admission,
            final InternalRecords records,
            final LoopCounters counters,
            final EpochNanoClock clock,
            final BooleanSupplier isReady) {
        this.keeper = keeper;
        this.writer = writer;
        this.admission = admission;
        this.records = records;
        this.counters = counters;
        this.clock = clock;
        this.isReady = isReady;
    }

    @Override
    public boolean isReady() {
        return isReady.getAsBoolean();
    }

    @Override
    public int admission() {
        return admission.level();
    }

    /** The gateway's own records are let in as long as there is a reserve. */
    @Override
    public boolean hasRoom() {
        return keeper.isOpen()
                && admission.level() != Admission.NOTHING
                && writer.room(InternalRecords.MAX_PAYLOAD) != null;
    }

    @Override
    public long append(
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
            return NO_BATCH;
        }
        batch.append(OrdersEntry.CLIENT_MESSAGE, session, clientNumber, receiveTimeNs, buffer, offset, length);
        batch.acknowledge(target, clientNumber, clOrdId, receiveTimeNs);
        counters.messages++;
        return batch.number();
    }

    @Override
    public long refuse(
            final AckTarget target,
            final int session,
            final long clientNumber,
            final long receiveTimeNs,
            final Refusal refusal) {
        if (!hasRoom()) {
            return NO_BATCH;
        }
        final Batch batch = writer.room(InternalRecords.MAX_PAYLOAD);
        records.refused(batch, session, clientNumber, receiveTimeNs, refusal);
        batch.acknowledge(target, clientNumber, refusal.clOrdId(), receiveTimeNs);
        counters.refused++;
        return batch.number();
    }

    /** All that a batch of the chain has caused is here. */
    void onAnswered(final long batchNumber) {
        answeredBatch = batchNumber;
    }

    @Override
    public boolean isAnswered(final long batchNumber) {
        return batchNumber <= answeredBatch;
    }

    @Override
    public void negotiate(final LogonRequest request, final long receiveTimeNs) {
        records.negotiate(writer.room(InternalRecords.MAX_PAYLOAD), request, receiveTimeNs);
    }

    @Override
    public void establish(final LogonRequest request, final long receiveTimeNs) {
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
