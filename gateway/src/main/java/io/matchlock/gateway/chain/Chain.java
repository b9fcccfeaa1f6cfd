package io.matchlock.gateway.chain;

import io.matchlock.log.retry.Backoff;

/**
 * The order in which a loop's batches are sent, sent again, acknowledged and given back. At most so many are in flight.
 * When one fails, all outstanding answers are collected, nothing behind it is acknowledged, and it and all behind it are
 * sent again, unchanged and in order. Pure: it sends nothing and reads no clock. Owned by the loop's thread.
 *
 * <p>A batch is acknowledged when the matcher was seen to have applied it, or when it and all before it are stored and
 * {@link AnswerTrust} says that the log's answer is enough.
 *
 * <p>The first batch opens the chain and acknowledges nothing; none may be added to it before the engine has accepted it.
 */
public final class Chain {
    /** {@link #onSeen}: nothing has happened that the chain must answer. */
    public static final int SEEN = 0;
    /** {@link #onSeen}: the next batch was void, so the engine knows the chain no longer. */
    public static final int FENCED = 1;

    private static final long NONE = Long.MAX_VALUE;
    private static final int MAX_BACKOFF_SHIFT = 5;

    private final Batch[] ring;
    private final AnswerTrust trust;
    private final Backoff backoff;
    private long incarnation;
    /** The lowest number that was not given back. */
    private long oldest;
    /** The highest number acknowledged. */
    private long acked;
    /** The highest number that the matcher was seen to have applied. */
    private long applied;
    /** The next number to send. */
    private long toSend;
    /** The number of the next batch to be added. */
    private long next;
    /** The lowest number that failed, while answers are being collected. */
    private long failed;
    /** How many batches were sent and not answered. */
    private int outstanding;

    private boolean connected;
    private boolean abandoned;
    private long resumeAtNs;
    private long progressNs;

    /**
     * Fixes the limits.
     *
     * @param maxInFlight batches sent and not given back
     * @param leaseNs after the sending of a batch during which the engine certainly does not fence the chain
     * @param backoffNs before a refused batch is sent again; doubles up to 32 times with each refusal
     */
    public Chain(final int maxInFlight, final long leaseNs, final long backoffNs) {
        this.ring = new Batch[maxInFlight];
        trust = new AnswerTrust(leaseNs);
        backoff = new Backoff(backoffNs, backoffNs << MAX_BACKOFF_SHIFT);
        open(0);
    }

    /**
     * Starts at number 1; the chain must be idle.
     *
     * @param newIncarnation random
     */
    public void open(final long newIncarnation) {
        if (oldest != next) {
            throw new IllegalStateException("batches are still in flight");
        }
        incarnation = newIncarnation;
        oldest = 1;
        acked = 0;
        applied = 0;
        toSend = 1;
        next = 1;
        failed = NONE;
        abandoned = false;
        backoff.succeeded();
        trust.onOpened();
    }

    /** {@return the incarnation} */
    public long incarnation() {
        return incarnation;
    }

    /** {@return the highest number that was acknowledged, or given up by {@link #abandon}} */
    public long ackedNumber() {
        return acked;
    }

    /** {@return the number of the next batch to be added} */
    public long nextNumber() {
        return next;
    }

    /** {@return whether another batch may be added} */
    public boolean hasRoom() {
        return !abandoned && next - oldest < ring.length;
    }

    /** {@return whether nothing is in flight and nothing waits to be sent} */
    public boolean isIdle() {
        return oldest == next;
    }

    /** {@return whether the matcher was seen to have applied all that was added} */
    public boolean isApplied() {
        return applied + 1 == next;
    }

    /** {@return how many batches were added and not given back} */
    public int inFlight() {
        return (int) (next - oldest);
    }

    /**
     * Takes a closed batch.
     *
     * @param batch numbered {@link #nextNumber()}
     * @param nowNs monotonic
     */
    public void add(final Batch batch, final long nowNs) {
        if (!hasRoom() || batch.number() != next) {
            throw new IllegalStateException("batch " + batch.number() + " where " + next + " belongs");
        }
        if (isAllAcked()) {
            progressNs = nowNs;
        }
        ring[index(next)] = batch;
        next++;
    }

    /**
     * The next batch to send, which counts as sent from here.
     *
     * @param nowNs monotonic
     * @return null if there is none, or none may be sent now
     */
    public Batch nextToSend(final long nowNs) {
        if (!connected || failed != NONE || abandoned || (backoff.hasFailed() && nowNs - resumeAtNs < 0)) {
            return null;
        }
        toSend = Math.max(toSend, acked + 1);
        if (toSend == next) {
            return null;
        }
        final Batch batch = ring[index(toSend++)];
        if (!batch.sent) {
            batch.sent = true;
            trust.onFirstSent(batch, nowNs);
        }
        batch.outstanding = true;
        outstanding++;
        return batch;
    }

    /** {@return whether no batch waits for its acknowledgement} */
    public boolean isAllAcked() {
        return acked + 1 == next;
    }

    /**
     * A batch is stored.
     *
     * @param number of the batch
     * @param nowNs monotonic
     * @return the batch
     */
    public Batch onStored(final long number, final long nowNs) {
        final Batch batch = answered(number);
        batch.stored = true;
        trust.onStored(batch, nowNs);
        if (number < failed) {
            backoff.succeeded();
        }
        settle(nowNs);
        return batch;
    }

    /**
     * A batch failed: it will be sent again, with all behind it.
     *
     * @param number of the batch
     * @param nowNs monotonic
     */
    public void onFailed(final long number, final long nowNs) {
        answered(number);
        failed = Math.min(failed, number);
        settle(nowNs);
    }

    /**
     * An entry of this chain was seen in the events.
     *
     * @param seenIncarnation of the entry
     * @param number of the batch
     * @param isVoid whether it had no effect
     * @param rulesVersion that it was applied by
     * @return {@link #SEEN} or {@link #FENCED}
     */
    public int onSeen(final long seenIncarnation, final long number, final boolean isVoid, final int rulesVersion) {
        trust.onRules(rulesVersion);
        if (seenIncarnation != incarnation || abandoned) {
            return SEEN;
        }
        if (isVoid) {
            return number == applied + 1 && number > 1 ? FENCED : SEEN;
        }
        applied = Math.max(applied, number);
        return SEEN;
    }

    /**
     * The next batch that is to be acknowledged, in order; each comes once.
     *
     * @param nowNs monotonic
     * @return null if there is none yet
     */
    public Batch nextAcked(final long nowNs) {
        final long number = acked + 1;
        if (number >= next) {
            return null;
        }
        final Batch batch = ring[index(number)];
        if (number > applied && (number >= failed || !batch.stored || !trust.isEnough(batch, applied))) {
            return null;
        }
        acked = number;
        progressNs = nowNs;
        return batch;
    }

    /** {@return the next batch that is no longer needed, in order, each once; null if there is none yet} */
    public Batch nextFree() {
        if (oldest > acked || ring[index(oldest)].outstanding) {
            return null;
        }
        final int index = index(oldest++);
        final Batch batch = ring[index];
        ring[index] = null;
        return batch;
    }

    /** Batches may be sent. */
    public void onConnected() {
        connected = true;
        trust.onConnected();
    }

    /** No batch may be sent; all that were outstanding have been answered. */
    public void onDisconnected() {
        connected = false;
    }

    /** Gives up what is not acknowledged: nothing is sent any more, {@link #open} may follow once the chain is idle. */
    public void abandon() {
        abandoned = true;
        acked = next - 1;
        toSend = next;
        failed = NONE;
    }

    /**
     * For how long batches have waited without any being acknowledged.
     *
     * @param nowNs monotonic
     * @return ns, 0 if none waits
     */
    public long waitedNs(final long nowNs) {
        return isAllAcked() ? 0 : nowNs - progressNs;
    }

    private Batch answered(final long number) {
        final Batch batch = ring[index(number)];
        batch.outstanding = false;
        outstanding--;
        return batch;
    }

    private void settle(final long nowNs) {
        if (failed == NONE || outstanding > 0) {
            return;
        }
        final long again = Math.max(failed, acked + 1);
        for (long number = again; number < toSend; number++) {
            ring[index(number)].stored = false;
        }
        toSend = again;
        failed = NONE;
        resumeAtNs = nowNs + backoff.failed();
    }

    private int index(final long number) {
        return (int) (number % ring.length);
    }
}
