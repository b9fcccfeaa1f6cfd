package io.matchlock.bench.load;

import io.matchlock.bench.load.session.LoadTally;

/**
 * What a load run saw in its counted time and until it was drained.
 *
 * @param counted messages of the counted time
 * @param total messages of the whole run, with warm-up and drain
 * @param seconds the counted time
 * @param drainSeconds from its end to the last answer; negative if it never came
 * @param worstLatenessNs by which the schedule was missed, rate runs only
 * @param tally all the rest
 */
record LoadResult(
        Messages counted, Messages total, double seconds, double drainSeconds, long worstLatenessNs, LoadTally tally) {

    /**
     * How far messages have come.
     *
     * @param sent by the clients
     * @param acknowledged by Queued
     * @param answered by a first report
     */
    record Messages(long sent, long acknowledged, long answered) {
        Messages minus(final Messages earlier) {
            return new Messages(sent - earlier.sent, acknowledged - earlier.acknowledged, answered - earlier.answered);
        }
    }

    boolean complete() {
        return drainSeconds >= 0 && total.acknowledged() == total.sent() && total.answered() == total.sent();
    }
}
