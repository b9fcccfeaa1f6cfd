package io.matchlock.audit.replay.direct;

import io.matchlock.audit.replay.tally.ExecutionTally;
import io.matchlock.audit.replay.tally.ReplayComparison;
import io.matchlock.audit.replay.tally.TradeTally;
import java.util.Locale;

/**
 * The results of a replay straight through the engine.
 *
 * @param hasRows whether there was an order book file
 * @param messages of the feed
 * @param rowsCompared of the order book file
 * @param rowsAgreed of those, where best bid and offer were the same
 * @param executions that came out as the feed has them
 * @param trades that came out
 * @param truth executions of the feed
 * @param restored levels that were put in again after an execution that came out otherwise
 * @param givenUp orders cancelled because others could not have rested, or been executed, with them there
 * @param forgotten orders cancelled because the file tells no more of them once they lie deeper than its levels
 * @param leftOut events that named an order which wasn't there, or one that was there already
 * @param rejects of the engine
 */
public record DirectFigures(
        boolean hasRows,
        long messages,
        long rowsCompared,
        long rowsAgreed,
        ExecutionTally executions,
        TradeTally trades,
        TradeTally truth,
        long restored,
        long givenUp,
        long forgotten,
        long leftOut,
        long rejects) {
    private static final double PERCENT = 100;
    /** One in so many may differ. */
    private static final int TOLERANCE = 100;

    /** {@return the trades beside those of the feed} */
    public ReplayComparison comparison() {
        return ReplayComparison.of(trades, truth);
    }

    /** {@return whether at least 99 % of the rows, if any, and of the executions agree} */
    public boolean passes() {
        return messages > 0
                && isNear(rowsAgreed, rowsCompared)
                && isNear(executions.hits(), truth.count())
                && !isEmpty();
    }

    /** {@return whether there was nothing to compare with} */
    public boolean isEmpty() {
        return rowsCompared == 0 && truth.count() == 0;
    }

    private static boolean isNear(final long agreed, final long of) {
        return (of - agreed) * TOLERANCE <= of;
    }

    /** {@return lines for people} */
    public String describe() {
        final String rows = hasRows
                ? String.format(
                        Locale.ROOT,
                        "best bid and offer agree after %,d of %,d rows (%.2f %%)%n",
                        rowsAgreed,
                        rowsCompared,
                        rowsCompared == 0 ? 0 : PERCENT * rowsAgreed / rowsCompared)
                : "";
        return rows
                + executions.describe(truth.count())
                + String.format(Locale.ROOT, "%n%s%n", comparison().describe(0))
                + String.format(
                        Locale.ROOT,
                        "levels put in again %,d, orders given up %,d, forgotten %,d, events left out %,d, rejects %,d",
                        restored,
                        givenUp,
                        forgotten,
                        leftOut,
                        rejects);
    }
}
