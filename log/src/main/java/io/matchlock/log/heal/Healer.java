package io.matchlock.log.heal;

import io.matchlock.log.LogConnection;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.history.LogHistory;
import io.matchlock.log.history.LogPosition;
import io.matchlock.protocol.log.EntryId;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.MessageHandler;

/**
 * A thread that reads from the log, when asked, what Aeron did not bring, and hands it to the asking thread through a ring. It judges
 * no entry but its place in the stream. When the log's server has started again it first makes sure that the log still has all that
 * was seen, whatever it has become since, and says so by {@link #SERVER}.
 */
public final class Healer implements AutoCloseable {
    /** {@link #poll}: an entry or a part of one, in the form that the {@link HealerTask} gives it. */
    public static final int ENTRY = 1;
    /** {@link #poll}: the question is answered: how many entries there were, int32; whether there may be more, int32, 0 or 1. */
    public static final int ANSWERED = 2;
    /**
     * {@link #poll}: the log's server has started again since the question before, and the log has all that was seen up to an entry.
     * Comes instead of an answer, so whoever asked must ask again. Which start, int64; the entry, int64.
     */
    public static final int SERVER = 3;

    /** Where {@link #ANSWERED} has the number of entries. */
    public static final int ENTRIES_OFFSET = 0;
    /** Where {@link #ANSWERED} says whether there may be more. */
    public static final int MORE_OFFSET = ENTRIES_OFFSET + Integer.BYTES;
    /** Where {@link #SERVER} has the start of the server. */
    public static final int STARTED_OFFSET = 0;
    /** Where {@link #SERVER} has the last entry that was seen. */
    public static final int VERIFIED_OFFSET = STARTED_OFFSET + Long.BYTES;

    private static final int ANSWERED_LENGTH = MORE_OFFSET + Integer.BYTES;
    private static final int SERVER_LENGTH = VERIFIED_OFFSET + Long.BYTES;
    private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long JOIN_MS = 10_000L;
    private static final LogPosition NOTHING = new LogPosition(EntryId.NONE, 0, LogHistory.NO_SERVER);

    private final HealerSettings settings;
    private final HealerTask task;
    private final SeenLog log;
    private final HealerRing ring;
    private Thread thread;
    private long handedId = EntryId.NONE;
    private long afterId = EntryId.NONE;
    private LogPosition seen = NOTHING;
    /** What is written before it is set is read after it is seen to be. */
    private volatile boolean isAsked;

    private volatile boolean isClosing;

    /**
     * Waits for a question.
     *
     * @param settings of it
     * @param connections makes one to the log
     * @param whenFull how to wait for the asking thread when its messages have no room
     * @param task says what is read, and what becomes of it
     */
    public Healer(
            final HealerSettings settings,
            final Supplier<LogConnection> connections,
            final IdleStrategy whenFull,
            final HealerTask task) {
        this.settings = settings;
        this.task = task;
        log = new SeenLog(settings.segment(), settings.who(), connections, task::reader);
        ring = new HealerRing(settings.ringBytes(), whenFull, this::isRunning);
    }

    /** Begins to answer, on a thread of its own. */
    public void start() {
        thread = new Thread(this::run, settings.name());
        thread.setDaemon(true);
        thread.start();
    }

    /** {@return whether a question stands; any thread} */
    public boolean isAsked() {
        return isAsked;
    }

    /** {@return the most bytes that a message may have} */
    public int maxMessageLength() {
        return ring.maxMessageLength();
    }

    /**
     * Asks for the entries after one. By one thread, while no question stands, with all that it has seen.
     *
     * @param lastId the last entry that is not wanted, packed
     * @param position up to which the log was seen, and of which start of its server
     */
    public void ask(final long lastId, final LogPosition position) {
        afterId = lastId;
        seen = position;
        isAsked = true;
        LockSupport.unpark(thread);
    }

    /**
     * Takes messages out of the ring. By the asking thread.
     *
     * @param handler is given each, of type {@link #ENTRY}, {@link #ANSWERED} or {@link #SERVER}
     * @param limit of messages
     * @return how many there were
     */
    public int poll(final MessageHandler handler, final int limit) {
        return ring.read(handler, limit);
    }

    /**
     * Answers the question, if there is one. For the healer's thread, or its owner's if it was not started.
     *
     * @return for how long there will be nothing to do unless a question comes, ns
     * @throws RuntimeException if the log is not what it must be
     */
    public long turn() {
        if (!isAsked) {
            return IDLE_NS;
        }
        return settings.answer() == HealerSettings.Answer.PAGE ? answerPage() : answerToTail();
    }

    @Override
    public void close() {
        isClosing = true;
        if (thread != null) {
            LockSupport.unpark(thread);
            join();
        } else {
            log.disconnect();
        }
    }

    private void run() {
        try {
            while (isRunning()) {
                final long restNs = turn();
                if (restNs > 0) {
                    LockSupport.parkNanos(restNs);
                }
            }
        } catch (final Throwable e) { // an error as well: a thread that ends in silence looks like one that waits
            task.onFailed(e);
        } finally {
            log.disconnect();
        }
    }

    private long answerPage() {
        isAsked = false;
        int entries = 0;
        long restNs = 0;
        try {
            log.connect();
            if (log.server() != seen.server()) {
                goOnWithServer();
                return 0;
            }
            log.requireOnce(seen);
            entries = log.read(afterId, settings.pageBytes(), this::onEntry);
        } catch (final LogUnavailableException e) {
            restNs = onUnreachable();
        }
        answered(entries, entries > 0 && log.mayHaveMore());
        return restNs;
    }

    private long answerToTail() {
        try {
            log.connect();
            if (log.server() != seen.server()) {
                goOnWithServer();
            } else {
                log.requireOnce(seen);
                readToTail();
                answered(0, false);
                isAsked = false;
            }
            return 0;
        } catch (final LogUnavailableException e) {
            return onUnreachable();
        }
    }

    private void goOnWithServer() {
        log.require(seen);
        handedId = afterId; // what else was handed over may have been lost
        final long verifiedId = seen.id();
        isAsked = false; // before it is told, since the next question comes at once
        final int index = ring.claim(SERVER, SERVER_LENGTH);
        if (index > 0) {
            ring.buffer().putLong(index + STARTED_OFFSET, log.server());
            ring.buffer().putLong(index + VERIFIED_OFFSET, verifiedId);
            ring.commit(index);
        }
    }

    private void readToTail() {
        int entries;
        do {
            handedId = Math.max(handedId, afterId);
            entries = log.read(handedId, settings.pageBytes(), this::onEntry);
        } while (entries > 0 && isRunning());
    }

    private void onEntry(final long id, final DirectBuffer buffer, final int offset, final int length) {
        if (task.onEntry(id, log.server(), buffer, offset, length, ring)) {
            handedId = id;
        }
    }

    private void answered(final int entries, final boolean mayHaveMore) {
        final int index = ring.claim(ANSWERED, ANSWERED_LENGTH);
        if (index > 0) {
            ring.buffer().putInt(index + ENTRIES_OFFSET, entries);
            ring.buffer().putInt(index + MORE_OFFSET, mayHaveMore ? 1 : 0);
            ring.commit(index);
        }
    }

    private long onUnreachable() {
        log.disconnect();
        task.onUnreachable();
        return settings.retryDelay().toNanos();
    }

    private void join() {
        try {
            thread.join(JOIN_MS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isRunning() {
        return !isClosing && task.isWanted();
    }
}
