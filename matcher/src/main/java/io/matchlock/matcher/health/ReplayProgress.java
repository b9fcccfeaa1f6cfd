package io.matchlock.matcher.health;

import io.matchlock.protocol.log.EntryId;
import java.util.Locale;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator now and then how far a replay has come, how fast it goes, and how long it will take. One thread. */
public final class ReplayProgress {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayProgress.class);
    private static final long INTERVAL_NS = 2_000_000_000L;
    private static final double NS_PER_S = 1e9;

    private final String who;
    private final NanoClock clock;
    private final long firstId;
    private final long startNs;
    private long toldNs;

    /**
     * A replay that begins now.
     *
     * @param who replays, for the line
     * @param firstId the entry that it stands at, packed
     * @param clock monotonic
     */
    public ReplayProgress(final String who, final long firstId, final NanoClock clock) {
        this.who = who;
        this.firstId = firstId;
        this.clock = clock;
        startNs = clock.nanoTime();
        toldNs = startNs;
    }

    /**
     * The replay has come to an entry; every two seconds this becomes a line.
     *
     * @param id of the entry, packed
     * @param endId of the last entry that is to come, packed
     */
    public void at(final long id, final long endId) {
        final long nowNs = clock.nanoTime();
        if (nowNs - toldNs >= INTERVAL_NS) {
            toldNs = nowNs;
            LOG.info("{}", line(id, endId, nowNs));
        }
    }

    /** {@return how long it has taken so far, ms} */
    public long elapsedMs() {
        return (clock.nanoTime() - startNs) / 1_000_000;
    }

    private String line(final long id, final long endId, final long nowNs) {
        final long done = EntryId.distance(firstId, id);
        final double rate = done * NS_PER_S / Math.max(1, nowNs - startNs);
        return String.format(
                Locale.ROOT,
                "%s replays: at entry %s of %s, %,.0f entries a second, %s left",
                who,
                EntryId.format(id),
                EntryId.format(endId),
                rate,
                done == 0 ? "unknown time" : String.format(Locale.ROOT, "%.0f s", EntryId.distance(id, endId) / rate));
    }
}
