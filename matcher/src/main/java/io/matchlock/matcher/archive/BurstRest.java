package io.matchlock.matcher.archive;

import io.matchlock.log.LogConnection;
import io.matchlock.log.pace.BurstPace;
import io.matchlock.log.pace.PaceLimits;
import io.matchlock.log.server.ServerLoad;

/** Decides when an archiver leaves machine and Redis to those whom clients wait for, while the log has room. One thread. */
final class BurstRest {
    /** Of the log's memory, that may fill before the archiver works through a burst as well. */
    private static final double SHARE_TO_FILL = 0.4;

    private final BurstPace pace;
    private boolean hasRoom;

    BurstRest(final PaceLimits limits) {
        pace = new BurstPace(limits);
    }

    /** Whether more comes in than this thread should work against, and the log has room for it. */
    boolean isDue(final LogConnection connection, final boolean hasRead, final long nowNs) {
        if ((hasRead || pace.mustYield(nowNs)) && pace.wantsSample(nowNs)) {
            final ServerLoad load = connection.load();
            pace.onSample(load.inputBytes(), nowNs);
            hasRoom = load.memory().share() < SHARE_TO_FILL;
        }
        return hasRoom && pace.mustYield(nowNs);
    }
}
