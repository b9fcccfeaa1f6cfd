package io.matchlock.exchange.resource;

import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.folder.DiskRoom;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a server again that a full disk has ended, as soon as there is room; those that use it go on. The thread
 * that watches the role asks it to look. A server that ended for another reason is not started again.
 */
public final class FullDisk {
    private static final Logger NOTICES = LoggerFactory.getLogger("io.matchlock.notice");
    private static final String NO_ROOM = "No space left on device";
    private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(1);

    private final String server;
    private final DiskRoom room;
    private final Runnable restart;
    private boolean isWaiting;
    private long retryNs;

    /**
     * Watches over a server that runs.
     *
     * @param server what it is called
     * @param room on its disk
     * @param restart starts it again, or says why not with an {@link OperatorException}
     */
    public FullDisk(final String server, final DiskRoom room, final Runnable restart) {
        this.server = server;
        this.room = room;
        this.restart = restart;
    }

    /**
     * Looks after the server, and starts it again if that is what it waits for.
     *
     * @param end how it ended, one phrase; empty while it runs
     * @return why it can't go on, one sentence; empty while it runs, or waits for room
     */
    public Optional<String> failure(final Supplier<Optional<String>> end) {
        return isWaiting ? goOn() : end.get().flatMap(this::onEnd);
    }

    private Optional<String> onEnd(final String phrase) {
        if (!isForWantOfRoom(phrase)) {
            return Optional.of(server + " has ended: " + phrase + ".");
        }
        isWaiting = true;
        retryNs = System.nanoTime();
        NOTICES.error("{} has ended: {}; it starts again by itself as soon as there is room", server, phrase);
        return Optional.empty();
    }

    private Optional<String> goOn() {
        if (room.isFull() || System.nanoTime() - retryNs < 0) {
            return Optional.empty();
        }
        retryNs = System.nanoTime() + RETRY_NS;
        try {
            restart.run();
        } catch (final OperatorException e) {
            return isForWantOfRoom(e.getMessage()) ? Optional.empty() : Optional.of(e.getMessage());
        }
        isWaiting = false;
        NOTICES.warn("there is room again on the disk of {}, and {} runs again", room.folder(), server);
        return Optional.empty();
    }

    /** A server that found no room for its last words can't say so itself. */
    private boolean isForWantOfRoom(final String phrase) {
        return room.isFull() || phrase.contains(NO_ROOM);
    }
}
