package io.matchlock.matcher.journal;

import io.matchlock.log.LogConnection;
import io.matchlock.log.StreamReader;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.events.EventsAppender;
import io.matchlock.matcher.health.Halt;
import io.matchlock.matcher.health.MatcherCounter;
import io.matchlock.matcher.health.MatcherCounters;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NanoClock;

/**
 * Writes events entries to the log, a thread of its own. Where the log had entries before the start it compares instead; what
 * is not confirmed is kept and written again over a new connection. It never gives an entry another id than its cause's, and
 * never goes on behind one that differs.
 */
public final class Journal implements Runnable, AutoCloseable {
    /** {@link #turn()}: there was nothing to do, and nobody knows for how long. */
    public static final long IDLE = -1;

    private static final int PARTS_A_TURN = 256;
    private static final long MAX_PARK_NS = 500_000;
    private static final long REFUSED_PARK_NS = 50_000_000;
    /** How soon an idle journal notices that the log has lost what was stored in it. */
    private static final long LOOK_INTERVAL_NS = 1_000_000_000;

    private final JournalSettings settings;
    private final JournalRing ring;
    private final Halt halt;
    private final MatcherCounters counters;
    private final LogCheck check;
    private final StoredEvents storedEvents = new StoredEvents();
    private final EntryAssembler assembler = new EntryAssembler(this::onEntry);
    private final EventsAppender appender;
    private final long storedAtStart;
    private final String eventsKey;
    private final long gatherDelayNs;
    private final Supplier<LogConnection> connections;
    private final NanoClock clock;
    private Thread thread;
    private LogConnection connection;
    private final StreamReader storedReader;
    private long pageWanted = EntryId.NONE;
    private boolean isFull;
    private int pending;
    private long pendingSinceNs;
    private long lookedNs;
    private volatile long writtenId;
    private volatile boolean isClosing;
    private volatile long closeDeadlineNs;

    private Journal(
            final JournalSettings settings,
            final Supplier<LogConnection> connections,
            final NanoClock clock,
            final LogConnection connection,
            final JournalRing ring,
            final Halt halt,
            final MatcherCounters counters) {
        this.settings = settings;
        this.connections = connections;
        this.clock = clock;
        this.connection = connection;
        this.ring = ring;
        this.halt = halt;
        this.counters = counters;
        this.check = new LogCheck(settings.log().segment(), settings.segmentId());
        check.onConnected(connection);
        this.appender = EventsAppender.over(connection);
        this.storedAtStart = appender.confirmedId();
        this.eventsKey = Names.eventsKey(settings.log().segment());
        this.storedReader = connection.reader(eventsKey);
        this.gatherDelayNs = settings.gatherDelay().toNanos();
        this.lookedNs = clock.nanoTime();
    }

    /**
     * Connects and finds out what the log holds already; {@link #start()} must follow.
     *
     * @param settings of the journal
     * @param connections makes one to the log
     * @param clock monotonic
     * @param ring to read parts from
     * @param halt is set when the log and the matcher differ
     * @param counters to count in
     * @return a journal that does nothing yet
     * @throws LogUnavailableException if the log cannot be reached
     */
    public static Journal open(
            final JournalSettings settings,
            final Supplier<LogConnection> connections,
            final NanoClock clock,
            final JournalRing ring,
            final Halt halt,
            final MatcherCounters counters) {
        final LogConnection connection = connections.get();
        try {
            return new Journal(settings, connections, clock, connection, ring, halt, counters);
        } catch (final RuntimeException e) {
            CloseHelper.quietClose(connection);
            throw e;
        }
    }

    /**
     * Goes on behind an entry whose events, and all before, are known to be stored. Before anything is written or started.
     *
     * @param id of the entry, packed, not beyond {@link #storedAtStart}
     * @param chainHash over all orders entries up to it
     */
    public void goOn(final long id, final long chainHash) {
        check.goOn(id, chainHash);
        writtenId = id;
    }

    /** Begins to write, on a thread of its own. */
    public void start() {
        thread = new Thread(this, "matchlock-journal");
        thread.setDaemon(true);
        thread.start();
    }

    /** {@return the last events entry that the log held before the start, {@link EntryId#NONE} for none} */
    public long storedAtStart() {
        return storedAtStart;
    }

    /** {@return the last events entry known to be in the log and the same as ours; any thread may ask} */
    public long writtenId() {
        return writtenId;
    }

    /** Writes what is in the ring, as far as the log can be reached in time, and ends. The agent must have ended before. One that was not started just lets go of the log. */
    @Override
    public void close() {
        closeDeadlineNs = clock.nanoTime() + settings.closeTimeout().toNanos();
        isClosing = true;
        if (thread != null) {
            LockSupport.unpark(thread);
            try {
                thread.join();
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        CloseHelper.quietClose(connection);
    }

    @Override
    public void run() {
        try {
            final IdleStrategy idle = new BackoffIdleStrategy(10, 10, 10_000, MAX_PARK_NS);
            while (!isDone()) {
                final long restNs = turn();
                if (restNs > 0) {
                    LockSupport.parkNanos(restNs);
                } else {
                    idle.idle(restNs == IDLE ? 0 : 1);
                }
            }
        } catch (final Throwable e) { // an error as well: a thread that ends in silence looks like one that waits
            halt.halt(Halt.describe(e));
        }
    }

    private boolean isDone() {
        return halt.isHalted() || (isClosing && (isDrained() || clock.nanoTime() - closeDeadlineNs >= 0));
    }

    private boolean isDrained() {
        return pending == 0 && ring.isEmpty();
    }

    /**
     * Does what there is to do now. For the journal's thread, or its owner's if it was not started.
     *
     * @return how long to rest before the next turn, ns; {@link #IDLE} if there was nothing to do
     * @throws RuntimeException if the log is not what it must be: halt
     */
    public long turn() {
        try {
            reconnect();
            final int parts = ring.read(assembler, PARTS_A_TURN);
            if (pageWanted != EntryId.NONE) {
                storedEvents.readPage(storedReader, pageWanted);
                pageWanted = EntryId.NONE;
            }
            if (isFlushDue(parts) && !flush()) {
                return REFUSED_PARK_NS;
            }
            if (parts == 0 && pending == 0) {
                look();
            }
            return parts == 0 ? IDLE : 0;
        } catch (final LogUnavailableException e) {
            disconnect();
            return settings.reconnectDelay().toNanos();
        }
    }

    private void reconnect() {
        if (connection == null) {
            connection = connections.get();
            check.onConnected(connection);
            check.requireUnchanged();
            appender.moveTo(connection);
            storedReader.on(connection);
        }
    }

    private void disconnect() {
        CloseHelper.quietClose(connection);
        connection = null;
        counters.increment(MatcherCounter.JOURNAL_RECONNECTS);
    }

    private boolean onEntry(
            final long id, final long server, final DirectBuffer buffer, final int offset, final int length) {
        final boolean isTaken =
                id <= storedAtStart ? compare(id, buffer, offset, length) : gather(id, buffer, offset, length);
        if (isTaken) {
            check.applied(id, server, buffer, offset);
        }
        return isTaken;
    }

    private boolean compare(final long id, final DirectBuffer buffer, final int offset, final int length) {
        if (!storedEvents.hasPageFor(id)) {
            pageWanted = id;
            return false;
        }
        storedEvents.compare(id, buffer, offset, length);
        counters.increment(MatcherCounter.ENTRIES_FOUND);
        writtenId = id;
        return true;
    }

    private boolean gather(final long id, final DirectBuffer buffer, final int offset, final int length) {
        if (!appender.hasRoomFor(length)) {
            isFull = true;
            return false;
        }
        if (pending == 0) {
            pendingSinceNs = clock.nanoTime();
        }
        appender.add(id, buffer, offset, length);
        pending++;
        return true;
    }

    private boolean isFlushDue(final int parts) {
        if (pending == 0) {
            return false;
        }
        final boolean isLastOfBurst = parts == 0 && (gatherDelayNs == 0 || isClosing);
        return isFull || isLastOfBurst || clock.nanoTime() - pendingSinceNs >= gatherDelayNs;
    }

    /**
     * A server that starts again may have lost the events that were stored last. Nobody else would ever tell: readers wait for
     * them, and the matcher takes them for stored.
     */
    private void look() {
        final long nowNs = clock.nanoTime();
        if (nowNs - lookedNs >= LOOK_INTERVAL_NS) {
            lookedNs = nowNs;
            check.requireUnchanged();
            appender.requireStored();
        }
    }

    /** False if Redis has refused it. */
    private boolean flush() {
        check.requireUnchanged();
        final EventsAppender.Result result = appender.flush();
        if (result.refusal() != null) {
            counters.increment(MatcherCounter.FLUSHES_REFUSED);
            return false;
        }
        counters.increment(MatcherCounter.FLUSHES);
        counters.add(MatcherCounter.ENTRIES_WRITTEN, result.written());
        counters.add(MatcherCounter.ENTRIES_FOUND, result.found());
        writtenId = result.confirmedId();
        pending = 0;
        isFull = false;
        return true;
    }
}
