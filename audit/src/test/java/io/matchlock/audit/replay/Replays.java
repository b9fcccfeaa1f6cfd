package io.matchlock.audit.replay;

import io.matchlock.audit.replay.direct.DirectFigures;
import io.matchlock.audit.replay.direct.DirectReplay;
import io.matchlock.audit.replay.feed.Feed;
import io.matchlock.audit.replay.lobster.BookFile;

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
