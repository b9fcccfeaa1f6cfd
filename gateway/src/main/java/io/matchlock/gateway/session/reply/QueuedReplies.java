package io.matchlock.gateway.session.reply;

import io.matchlock.protocol.session.QueuedMode;
import io.matchlock.protocol.session.QueuedStatus;

/** Says Queued as the client has asked for it: each, runs of consecutive numbers, or not at all. */
public final class QueuedReplies {
    private static final int MAX_DUPLICATES = 16;

    private final ServerMessages messages;
    private QueuedMode mode = QueuedMode.Each;
    private long acked;
    private long runFrom;
    private long runCount;
    private long runClOrdId;
    private long runReceiveTimeNs;
    private long runQueuedTimeNs;
    private final long[] duplicates = new long[MAX_DUPLICATES];
    private int duplicateCount;

    /**
     * Begins before the session is bound.
     *
     * @param messages of the session
     */
    public QueuedReplies(final ServerMessages messages) {
        this.messages = messages;
    }

    /**
     * The session is bound.
     *
     * @param queuedMode that the client asked for
     * @param lastApplied the highest client number applied
     */
    public void begin(final QueuedMode queuedMode, final long lastApplied) {
        mode = queuedMode;
        acked = lastApplied;
    }

    /**
     * A message is durable.
     *
     * @param clientNumber of the message
     * @param clOrdId of the message
     * @param receiveTimeNs UTC
     * @param queuedTimeNs UTC
     */
    public void onQueued(
            final long clientNumber, final long clOrdId, final long receiveTimeNs, final long queuedTimeNs) {
        acked = clientNumber;
        if (mode == QueuedMode.Each) {
            messages.queued(clientNumber, 1, clOrdId, receiveTimeNs, queuedTimeNs, QueuedStatus.Queued);
        } else if (mode == QueuedMode.Cumulative) {
            extendRun(clientNumber, clOrdId, receiveTimeNs, queuedTimeNs);
        }
        if (duplicateCount > 0) {
            answerDuplicates(queuedTimeNs);
        }
    }

    /**
     * The client has sent a number again that is not dead. Answers now if the original is durable, else once it is. When more
     * than a few wait, the original's Queued answers the rest.
     *
     * @param clientNumber that came again
     * @param nowUtcNs UTC
     */
    public void onDuplicate(final long clientNumber, final long nowUtcNs) {
        if (clientNumber <= acked) {
            flush();
            messages.queued(clientNumber, 1, 0, nowUtcNs, nowUtcNs, QueuedStatus.Duplicate);
        } else if (duplicateCount < MAX_DUPLICATES) {
            duplicates[duplicateCount++] = clientNumber;
        }
    }

    /** Writes the open run, which must come before whatever else is sent. */
    public void flush() {
        if (runCount > 0) {
            messages.queued(runFrom, runCount, runClOrdId, runReceiveTimeNs, runQueuedTimeNs, QueuedStatus.Queued);
            runCount = 0;
        }
    }

    private void extendRun(
            final long clientNumber, final long clOrdId, final long receiveTimeNs, final long queuedTimeNs) {
        if (clientNumber != runFrom + runCount) {
            flush();
        }
        if (runCount == 0) {
            runFrom = clientNumber;
            messages.announce();
        }
        runCount++;
        runClOrdId = clOrdId;
        runReceiveTimeNs = receiveTimeNs;
        runQueuedTimeNs = queuedTimeNs;
    }

    private void answerDuplicates(final long queuedTimeNs) {
        int kept = 0;
        for (int i = 0; i < duplicateCount; i++) {
            if (duplicates[i] <= acked) {
                flush();
                messages.queued(duplicates[i], 1, 0, queuedTimeNs, queuedTimeNs, QueuedStatus.Duplicate);
            } else {
                duplicates[kept++] = duplicates[i];
            }
        }
        duplicateCount = kept;
    }
}
