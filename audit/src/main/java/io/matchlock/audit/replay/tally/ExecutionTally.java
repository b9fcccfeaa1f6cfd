package io.matchlock.audit.replay.tally;

import java.util.Locale;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Executions of a record that name the resting order, and how many of them came out so: with the order named, and with it alone, for
 * the whole quantity. One thread.
 */
public final class ExecutionTally {
    private static final double PERCENT = 100;

    /** By the aggressor's ClOrdID. What comes out otherwise stays here: few, or the replay has failed anyway. */
    private final Long2ObjectHashMap<Expected> expected = new Long2ObjectHashMap<>();

    private long hits;

    /** Nothing yet. */
    public ExecutionTally() {}

    /**
     * Takes up what is about to be sent.
     *
     * @param aggressorId its ClOrdID
     * @param restingId ClOrdID of the order that the record names, 0 for none: then nothing is expected
     * @param quantity of the execution, in units of the instrument
     */
    public void expect(final long aggressorId, final long restingId, final long quantity) {
        if (restingId != 0) {
            expected.put(aggressorId, new Expected(restingId, quantity));
        }
    }

    /**
     * Takes a trade that came out.
     *
     * @param aggressorId the aggressor's ClOrdID
     * @param restingId the resting order's ClOrdID
     * @param quantity in units of the instrument
     */
    public void onTrade(final long aggressorId, final long restingId, final long quantity) {
        final Expected execution = expected.get(aggressorId);
        if (execution != null && execution.restingId() == restingId && execution.quantity() == quantity) {
            expected.remove(aggressorId);
            hits++;
        }
    }

    /** {@return executions that came out as the record has them} */
    public long hits() {
        return hits;
    }

    /**
     * For people.
     *
     * @param trueCount executions of the record, with those that could not be sent
     * @return one line
     */
    public String describe(final long trueCount) {
        if (trueCount == 0) {
            return "the record has no executions: nothing to compare";
        }
        return String.format(
                Locale.ROOT,
                "executions that hit the order named %,d of %,d (%.2f %%)",
                hits,
                trueCount,
                PERCENT * hits / trueCount);
    }

    private record Expected(long restingId, long quantity) {}
}
