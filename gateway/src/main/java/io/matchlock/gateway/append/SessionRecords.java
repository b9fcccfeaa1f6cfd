package io.matchlock.gateway.append;

import io.matchlock.gateway.chain.AckTarget;
import io.matchlock.gateway.chain.Admission;
import io.matchlock.gateway.chain.Batch;
import io.matchlock.gateway.health.GatewayCounter;
import io.matchlock.gateway.health.GatewayCounters;
import io.matchlock.gateway.session.service.BindingTerms;
import io.matchlock.gateway.session.service.LogonRequest;
import io.matchlock.gateway.session.service.Refusal;
import io.matchlock.gateway.session.service.SessionLog;
import io.matchlock.protocol.internal.ReleaseReason;
import io.matchlock.protocol.log.OrdersEntry;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochNanoClock;

/**
 * What a loop appends for its sessions: their messages, what is refused in their place, logons, and releases, which wait
 * until there is room. Owned by the loop; sends nothing itself.
 */
public final class SessionRecords implements SessionLog {
    private final ChainKeeper keeper;
    private final BatchWriter writer;
    private final Admission admission;
    private final InternalRecords records = new InternalRecords();
    private final GatewayCounters counters;
    private final EpochNanoClock clock;
    private final BooleanSupplier isReady;
    private final Releases releases = new Releases();
    private long answeredBatch;

    /**
     * Begins with nothing to append.
     *
     * @param keeper of the chain
     * @param writer of the loop
     * @param admission says what may be appended
     * @param counters of the loop
     * @param clock UTC
     * @param isReady whether logons will be answered
     */
    public SessionRecords(
            final ChainKeeper keeper,
            final BatchWriter writer,
            final Admission admission,
            final GatewayCounters counters,
            final EpochNanoClock clock,
            final BooleanSupplier isReady) {
        this.keeper = keeper;
        this.writer = writer;
        this.admission = admission;
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
        counters.increment(GatewayCounter.MESSAGES);
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
        counters.increment(GatewayCounter.MESSAGES_REFUSED);
        return batch.number();
    }

    /**
     * All that a batch has caused is here.
     *
     * @param batchNumber of this chain
     */
    public void onAnswered(final long batchNumber) {
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
    public void establish(final LogonRequest request, final BindingTerms terms, final long receiveTimeNs) {
        records.establish(writer.room(InternalRecords.MAX_PAYLOAD), request, terms, receiveTimeNs);
    }

    /**
     * Asks for the release of a session. {@link #appendReleases()} appends it.
     *
     * @param session number
     * @param reason how its connection ended
     */
    public void release(final int session, final ReleaseReason reason) {
        releases.add(session, reason);
    }

    /** Appends the releases that wait, as far as there is room. */
    public void appendReleases() {
        while (!releases.isEmpty() && hasRoom()) {
            final Batch batch = writer.room(InternalRecords.MAX_PAYLOAD);
            releases.take(batch.number());
            records.release(batch, releases.session(), releases.reason(), clock.nanoTime());
        }
    }

    /**
     * The engine has come to a batch.
     *
     * @param batchNumber of this chain
     */
    public void onSeen(final long batchNumber) {
        releases.onSeen(batchNumber);
    }

    /**
     * Whether the engine may still have to come to a release of a session.
     *
     * @param session number
     * @return true while it may
     */
    public boolean isReleaseUnderWay(final int session) {
        return releases.isUnderWay(session);
    }

    /** Gives up the releases that wait: the chain that owned the sessions is gone. */
    public void clear() {
        releases.clear();
        answeredBatch = 0;
    }

    /** {@return whether no release waits} */
    public boolean isEmpty() {
        return releases.isEmpty();
    }
}
