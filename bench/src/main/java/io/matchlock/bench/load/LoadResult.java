package io.matchlock.bench.load;

import io.matchlock.bench.load.session.LoadTally;
import org.HdrHistogram.Histogram;

/**
 * What a load run saw in its counted time and until it was drained.
 *
 * @param sent messages in the counted time
 * @param acknowledged messages in the counted time
 * @param answered messages that had their first report in the counted time
 * @param seconds the counted time
 * @param drainSeconds from its end to the last answer; negative if it never came
 * @param totalSent warm-up included
 * @param totalAcknowledged warm-up and drain included
 * @param totalAnswered warm-up and drain included
 * @param worstLatenessNs by which the schedule was missed, rate runs only
 * @param acknowledgements nanoseconds from due to Queued
 * @param answers nanoseconds from due to the first report
 * @param tally all the rest
 */
record LoadResult(
        long sent,
        long acknowledged,
        long answered,
        double seconds,
        double drainSeconds,
        long totalSent,
        long totalAcknowledged,
        long totalAnswered,
        long worstLatenessNs,
        Histogram acknowledgements,
        Histogram answers,
        LoadTally tally) {
    boolean complete() {
        return drainSeconds >= 0 && totalAcknowledged == totalSent && totalAnswered == totalSent;
    }
}
