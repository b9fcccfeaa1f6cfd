package io.matchlock.gateway.retransmit;

import io.matchlock.log.LogConnection;
import io.matchlock.log.archive.format.ArchiveException;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.log.report.ReportStore;
import io.matchlock.log.report.ReportTail;
import io.matchlock.log.retry.Backoff;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads reports for the sessions of a gateway's loops, over a connection of its own: those of several sessions together, because after
 * a break all of them want the same part of the log. What the log does not give at once is asked again. An agent of one thread, which
 * waits for Redis and the disk.
 */
public final class Retransmitter implements Agent {
    /** The most requests that wait, each of one session. */
    public static final int MAX_WAITING = 4096;

    /** The most requests that are read together: 32 MB, if their reports are as long as most. */
    public static final int MAX_TOGETHER = 64;

    private static final Logger LOGGER = LoggerFactory.getLogger(Retransmitter.class);
    private static final long FILES_NS = 5_000_000_000L;
    private static final long PATIENCE_NS = 5_000_000_000L;
    private static final long MIN_PAUSE_NS = 1_000_000L;
    private static final long MAX_PAUSE_NS = 500_000_000L;

    private final Supplier<LogConnection> connector;
    private final Optional<Path> archive;
    private final ReportTail tail;
    private final LongSupplier position;
    private final NanoClock clock;
    private final Runnable wake;
    private final ManyToOneConcurrentArrayQueue<ReportRequest> waiting =
            new ManyToOneConcurrentArrayQueue<>(MAX_WAITING);

    private final Backoff backoff;
    private LogConnection connection;
    private ReportStore store;
    private final List<ReportRequest> open = new ArrayList<>();
    /** A session's next request, while its one before is open. */
    private ReportRequest heldBack;

    private long resumeNs;
    private long filesNs;

    /**
     * Has read nothing yet.
     *
     * @param connector opens a connection to the log
     * @param archive folder of the segment's archive files, empty if it keeps none
     * @param tail that the events' thread tells
     * @param position the last entry whose events went by, packed
     * @param clock monotonic
     * @param wake is run when a request has come, on the loop's thread
     */
    public Retransmitter(
            final Supplier<LogConnection> connector,
            final Optional<Path> archive,
            final ReportTail tail,
            final LongSupplier position,
            final NanoClock clock,
            final Runnable wake) {
        this.connector = connector;
        this.archive = archive;
        this.tail = tail;
        this.position = position;
        this.clock = clock;
        this.wake = wake;
        backoff = new Backoff(MIN_PAUSE_NS, MAX_PAUSE_NS);
        resumeNs = clock.nanoTime();
        filesNs = resumeNs;
    }

    /**
     * The source for the sessions of a loop; they ask on the loop's thread.
     *
     * @param loop on which they are answered
     * @return it
     */
    public ReportSource source(final Executor loop) {
        return (session, from, count, target) -> {
            final boolean isTaken = waiting.offer(new ReportRequest(session, from, count, loop, target));
            wake.run();
            return isTaken;
        };
    }

    @Override
    public int doWork() {
        final long nowNs = clock.nanoTime();
        takeIn(nowNs);
        final boolean isDue = !open.isEmpty() || tail.position() < position.getAsLong() || nowNs - filesNs >= 0;
        if (!isDue || nowNs - resumeNs < 0) {
            return 0;
        }
        try {
            work(nowNs);
        } catch (final LogUnavailableException | ArchiveException e) {
            if (!backoff.hasFailed()) {
                LOGGER.warn("reports can't be read now: {}", e.getMessage());
            }
            onClose();
            open.forEach(request -> request.since(nowNs));
            pause(nowNs);
        } catch (final LogCorruptException e) {
            if (!backoff.hasFailed()) {
                LOGGER.warn("reports can't be read: {}", e.getMessage());
            }
            answer(nowNs);
            retry(nowNs);
        }
        return 1;
    }

    @Override
    public void onClose() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    @Override
    public String roleName() {
        return "matchlock-gateway-reports";
    }

    private void takeIn(final long nowNs) {
        while (open.size() < MAX_TOGETHER) {
            final ReportRequest next = heldBack == null ? waiting.poll() : heldBack;
            heldBack = null;
            if (next == null) {
                return;
            }
            final int session = next.wanted().session();
            if (open.stream().anyMatch(request -> request.wanted().session() == session)) {
                heldBack = next;
                return;
            }
            next.since(nowNs);
            open.add(next);
        }
    }

    private void work(final long nowNs) {
        if (connection == null) {
            connection = connector.get();
            store = new ReportStore(connection, archive, tail);
        }
        if (tail.position() < position.getAsLong() || nowNs - filesNs >= 0) {
            if (store.follow()) {
                open.forEach(request -> request.since(nowNs)); // it comes nearer
                return;
            }
            filesNs = nowNs + FILES_NS;
            resumeNs = nowNs + (open.isEmpty() ? MIN_PAUSE_NS : 0); // events go by before the log has them
        }
        if (!open.isEmpty()) {
            store.read(open.stream().map(ReportRequest::wanted).toList());
            if (!answer(nowNs)) {
                retry(nowNs);
                return;
            }
        }
        backoff.succeeded();
    }

    /** Whether any could be answered. */
    private boolean answer(final long nowNs) {
        return open.removeIf(request -> request.answer(nowNs, PATIENCE_NS));
    }

    /** A client was told of reports that can't be read yet: the log's answer, or what is told of it, lags behind a little. */
    private void retry(final long nowNs) {
        filesNs = nowNs;
        pause(nowNs);
    }

    private void pause(final long nowNs) {
        resumeNs = nowNs + backoff.failed();
    }
}
