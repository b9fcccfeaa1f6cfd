package io.matchlock.bench.load;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Says now and then how far a load run is. It runs on the thread that sends, so a look at the time is all it costs mostly. */
final class LoadProgress {
    private static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(5);
    private static final double NS_PER_S = 1e9;

    private final PrintWriter out;
    private String phase = "";
    private long startNs;
    private long lengthNs;
    private long nextNs;

    LoadProgress(final PrintWriter out) {
        this.out = out;
    }

    /**
     * Begins a part of the run.
     *
     * @param name of it, for people
     * @param nowNs when it begins
     * @param durationNs that it takes, at most
     */
    void begin(final String name, final long nowNs, final long durationNs) {
        phase = name;
        startNs = nowNs;
        lengthNs = durationNs;
        nextNs = nowNs + INTERVAL_NS;
    }

    /** {@return whether something is to be said} */
    boolean isDue(final long nowNs) {
        return nowNs - nextNs >= 0;
    }

    /** Says how far it is. */
    void tell(final long nowNs, final long sent, final long acknowledged, final long answered) {
        nextNs += INTERVAL_NS;
        out.printf(
                Locale.ROOT,
                "%s, %.0f of %.0f s: %,d sent, %,d acknowledged, %,d matched and reported%n",
                phase,
                (nowNs - startNs) / NS_PER_S,
                lengthNs / NS_PER_S,
                sent,
                acknowledged,
                answered);
        out.flush();
    }
}
