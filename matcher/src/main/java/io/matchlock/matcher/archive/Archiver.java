package io.matchlock.matcher.archive;

import io.matchlock.log.LogConnection;
import io.matchlock.log.archive.format.ArchiveException;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.matcher.health.Halt;
import io.matchlock.matcher.health.HaltListener;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.SystemNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A segment's archiver: one thread that follows the log. Lost Redis and a full disk are waited for; an entry whose events are
 * not what its orders give halts it for good. Any thread may ask how far it is; one thread closes it.
 */
public final class Archiver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Archiver.class);

    private final Archiving archiving;
    private final Halt halt;
    private final long retryDelayNs;
    private final Thread thread;
    private volatile boolean isClosing;
    private volatile String waitsFor;

    private Archiver(final ArchiverSettings settings, final HaltListener listener) {
        halt = new Halt(listener);
        archiving = new Archiving(
                settings, () -> LogConnection.open(settings.log()), SystemNanoClock.INSTANCE, () -> isClosing);
        retryDelayNs = settings.retryDelay().toNanos();
        thread = new Thread(this::run, "matchlock-archiver");
    }

    /**
     * Starts an archiver.
     *
     * @param settings of it
     * @param listener is told when it halts
     * @return an archiver that computes what the archive has, or follows the log
     */
    public static Archiver launch(final ArchiverSettings settings, final HaltListener listener) {
        final Archiver archiver = new Archiver(settings, listener);
        archiver.thread.start();
        return archiver;
    }

    /** {@return the last entry that the archive has on disk, packed; {@code EntryId.NONE} before there is one} */
    public long archivedId() {
        return archiving.forcedId();
    }

    /** Has it work without rest and bring all to disk at once from now on: somebody waits for its end. */
    public void hurry() {
        archiving.hurry();
    }

    /** {@return what keeps it from archiving now, empty while nothing does} */
    public Optional<String> waitsFor() {
        return Optional.ofNullable(waitsFor);
    }

    /** {@return why it halted, empty while it goes on} */
    public Optional<String> haltReason() {
        return halt.reason();
    }

    /** Forces what was read, and ends the thread. */
    @Override
    public void close() {
        isClosing = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!isClosing) {
                try {
                    archiving.turn();
                    waitsFor = null;
                } catch (final LogUnavailableException | ArchiveException e) {
                    archiving.release();
                    if (!e.getMessage().equals(waitsFor)) {
                        LOG.warn("the archiver waits: {}", e.getMessage());
                        waitsFor = e.getMessage();
                    }
                    LockSupport.parkNanos(retryDelayNs);
                }
            }
            archiving.finish();
        } catch (final Throwable e) { // an error as well: a thread that ends in silence looks like one that waits
            halt.halt(Halt.describe(e));
            while (!isClosing && !archiving.tellAlarm()) {
                LockSupport.parkNanos(retryDelayNs);
            }
        } finally {
            archiving.release();
        }
    }
}
