package io.matchlock.gateway.chain;

/**
 * Says whether the log's answer alone is enough to acknowledge a batch. It is not enough where the batch might be void. Then the
 * chain waits until the matcher was seen to have applied it:
 *
 * <ul>
 *   <li>if the batch before was first sent longer ago than the {@link Lease}: the engine may have fenced the chain;
 *   <li>if the log's rules are older than those that the lease follows from;
 *   <li>on a new connection, until a batch first sent on it was seen applied: while there was no connection, another process
 *       may have opened a chain of the same id.
 * </ul>
 *
 * <p>Pure; belongs to one {@link Chain}.
 */
final class AnswerTrust {
    private final long leaseNs;
    /** When the last batch was first sent. */
    private long lastSentNs;
    /** The highest number that was ever sent. */
    private long everSent;
    /** The lowest number first sent on the present connection, if there was another before. */
    private long firstHere;
    /** Whether the log goes by rules that the lease follows from. */
    private boolean hasLease;

    /** Trusts nothing before {@link #onRules}. */
    AnswerTrust(final long leaseNs) {
        this.leaseNs = leaseNs;
    }

    /** The chain begins at number 1. */
    void onOpened() {
        lastSentNs = 0;
        everSent = 0;
        firstHere = 0;
    }

    /** A batch is sent for the first time. */
    void onFirstSent(final Batch batch, final long nowNs) {
        batch.previousSentNs = batch.number() == 1 ? nowNs : lastSentNs;
        lastSentNs = nowNs;
        everSent = batch.number();
    }

    /** The log has answered that a batch is stored. */
    void onStored(final Batch batch, final long nowNs) {
        batch.doubtful = batch.number() > 1 && (!hasLease || nowNs - batch.previousSentNs >= leaseNs);
    }

    /** Entries of the log are applied by this version of the rules. */
    void onRules(final int version) {
        hasLease = version >= Lease.RULES_VERSION;
    }

    /** A new connection to the log. */
    void onConnected() {
        firstHere = everSent == 0 ? 0 : everSent + 1;
    }

    /** Whether a stored batch may be acknowledged, with the highest number that was seen applied. */
    boolean isEnough(final Batch batch, final long applied) {
        return !batch.doubtful && applied >= firstHere;
    }
}
