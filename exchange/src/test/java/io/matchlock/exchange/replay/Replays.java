package io.matchlock.exchange.replay;

import io.matchlock.exchange.replay.direct.DirectFigures;
import io.matchlock.exchange.replay.direct.DirectReplay;
import io.matchlock.exchange.replay.feed.Feed;
import io.matchlock.exchange.replay.lobster.BookFile;

/** Replays that must reach the end of their files. */
final class Replays {
    private Replays() {}

    /** Straight through the engine; throws why the file could not be read on. */
    static DirectFigures direct(final Feed feed, final BookFile truth) {
        final DirectReplay replay = new DirectReplay(truth);
        final DirectFigures figures = replay.run(feed, () -> false);
        if (replay.fault() != null) {
            throw replay.fault();
        }
        return figures;
    }
}
