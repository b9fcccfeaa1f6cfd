package io.matchlock.gateway.chain;

import io.matchlock.protocol.log.OrdersEntry;
import io.matchlock.protocol.log.OrdersEntryEncoder;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One batch of a chain: the entry as it is stored, whom to acknowledge, and how far it has come. Pooled, one thread; its
 * bytes don't change from {@link #close} until the {@link Chain} gives it back.
 */
public final class Batch {
    private final UnsafeBuffer buffer;
    private final OrdersEntryEncoder encoder = new OrdersEntryEncoder();
    private final AckTarget[] targets = new AckTarget[OrdersEntry.MAX_RECORDS];
    private final long[] clientNumbers = new long[OrdersEntry.MAX_RECORDS];
    private final long[] clOrdIds = new long[OrdersEntry.MAX_RECORDS];
    private final long[] receiveTimes = new long[OrdersEntry.MAX_RECORDS];
    private int acks;
    private long number;
    private int length;

    long previousSentNs;
    boolean sent;
    boolean outstanding;
    boolean stored;
    boolean doubtful;

    /** Makes a batch of the largest size. */
    public Batch() {
        this(OrdersEntry.MAX_LENGTH);
    }

    Batch(final int capacityBytes) {
        buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(capacityBytes));
    }

    /**
     * Begins anew.
     *
     * @param chainId of the writer
     * @param incarnation of the chain
     * @param batchNumber from 1
     */
    public void open(final int chainId, final long incarnation, final long batchNumber) {
        encoder.wrap(buffer, 0, OrdersEntry.BATCH, chainId, incarnation, batchNumber);
        number = batchNumber;
        length = 0;
        previousSentNs = 0;
        sent = false;
        outstanding = false;
        stored = false;
        doubtful = false;
        forgetAcks();
    }

    /**
     * Whether a record fits.
     *
     * @param payloadLength in bytes, SBE header included
     * @return false if the batch must be closed first
     */
    public boolean hasRoomFor(final int payloadLength) {
        return encoder.hasRoomFor(payloadLength);
    }

    /**
     * Appends a record as it came.
     *
     * @param type of the record
     * @param session number
     * @param clientNumber of the message
     * @param receiveTimeNs UTC
     * @param payload SBE header and message
     * @param offset in {@code payload}
     * @param payloadLength in bytes
     */
    public void append(
            final int type,
            final int session,
            final long clientNumber,
            final long receiveTimeNs,
            final DirectBuffer payload,
            final int offset,
            final int payloadLength) {
        encoder.append(type, session, clientNumber, receiveTimeNs, payload, offset, payloadLength);
    }

    /**
     * Begins a record of ours, to be written at the returned offset of {@link #buffer()}; its bytes are zero.
     *
     * @param session number, 0 for none
     * @param clientNumber of the message that it stands for, 0 for none
     * @param receiveTimeNs UTC
     * @param payloadLength in bytes, SBE header included
     * @return where the SBE header goes
     */
    public int claim(final int session, final long clientNumber, final long receiveTimeNs, final int payloadLength) {
        final int offset = encoder.claim(OrdersEntry.INTERNAL, session, clientNumber, receiveTimeNs, payloadLength);
        buffer.setMemory(offset, payloadLength, (byte) 0);
        return offset;
    }

    /**
     * Remembers whom to acknowledge; at most once for each record.
     *
     * @param target that hears it
     * @param clientNumber of the message
     * @param clOrdId of the message
     * @param receiveTimeNs UTC
     */
    public void acknowledge(
            final AckTarget target, final long clientNumber, final long clOrdId, final long receiveTimeNs) {
        targets[acks] = target;
        clientNumbers[acks] = clientNumber;
        clOrdIds[acks] = clOrdId;
        receiveTimes[acks] = receiveTimeNs;
        acks++;
    }

    /**
     * Tells all whose messages are in the batch.
     *
     * @param queuedTimeNs UTC
     */
    public void tellTargets(final long queuedTimeNs) {
        for (int i = 0; i < acks; i++) {
            targets[i].onQueued(clientNumbers[i], clOrdIds[i], receiveTimes[i], queuedTimeNs);
        }
        forgetAcks();
    }

    /**
     * Closes the entry.
     *
     * @param turnTimeNs wall clock, UTC
     */
    public void close(final long turnTimeNs) {
        length = encoder.finish(turnTimeNs);
    }

    /** {@return the number of records} */
    public int count() {
        return encoder.count();
    }

    /** {@return how many messages are to be acknowledged} */
    public int acks() {
        return acks;
    }

    /** {@return its number in the chain} */
    public long number() {
        return number;
    }

    /** {@return the closed entry's length in bytes} */
    public int length() {
        return length;
    }

    /** {@return where the entry is, from index 0} */
    public MutableDirectBuffer buffer() {
        return buffer;
    }

    void number(final long batchNumber) {
        number = batchNumber;
    }

    private void forgetAcks() {
        for (int i = 0; i < acks; i++) {
            targets[i] = null;
        }
        acks = 0;
    }
}
