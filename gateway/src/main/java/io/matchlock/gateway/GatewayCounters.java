package io.matchlock.gateway;

/**
 * What a gateway has done so far.
 *
 * @param connections open now
 * @param sessions established now
 * @param messages appended as they came
 * @param refused messages appended as refusals
 * @param batches stored
 * @param failedBatches that had to be sent again
 * @param acknowledged messages
 * @param reports sent to clients
 * @param terminated connections that the gateway ended
 * @param faults frames that were none
 * @param stalls times that a connection had to wait for room
 * @param published batches offered to Aeron with success
 * @param dropped batches that Aeron did not take; matchers read them from the log
 * @param healed events entries that came from the log
 * @param foreign messages on Aeron that were of another segment, and dropped
 * @param inFlight batches now
 */
public record GatewayCounters(
        long connections,
        long sessions,
        long messages,
        long refused,
        long batches,
        long failedBatches,
        long acknowledged,
        long reports,
        long terminated,
        long faults,
        long stalls,
        long published,
        long dropped,
        long healed,
        long foreign,
        long inFlight) {
    /** Nothing yet. */
    public static final GatewayCounters ZERO = new GatewayCounters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /**
     * The sum of two.
     *
     * @param other counters
     * @return field by field
     */
    public GatewayCounters plus(final GatewayCounters other) {
        return new GatewayCounters(
                connections + other.connections,
                sessions + other.sessions,
                messages + other.messages,
                refused + other.refused,
                batches + other.batches,
                failedBatches + other.failedBatches,
                acknowledged + other.acknowledged,
                reports + other.reports,
                terminated + other.terminated,
                faults + other.faults,
                stalls + other.stalls,
                published + other.published,
                dropped + other.dropped,
                healed + other.healed,
                foreign + other.foreign,
                inFlight + other.inFlight);
    }

    GatewayCounters withEvents(final long healedEntries, final long foreignParts) {
        return new GatewayCounters(
                connections,
                sessions,
                messages,
                refused,
                batches,
                failedBatches,
                acknowledged,
                reports,
                terminated,
                faults,
                stalls,
                published,
                dropped,
                healedEntries,
                foreignParts,
                inFlight);
    }
}
