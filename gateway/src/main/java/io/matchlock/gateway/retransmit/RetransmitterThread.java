package io.matchlock.gateway.retransmit;

import io.matchlock.log.LogConnection;
import io.matchlock.log.report.ReportTail;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SystemNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link Retransmitter} on a thread of its own, which sleeps until it is asked. */
public final class RetransmitterThread implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(RetransmitterThread.class);
    /** After that it looks by itself whether anything went by that it was not told. */
    private static final long REST_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Retransmitter retransmitter;
    private final AgentRunner runner;
    private volatile Thread thread;

    /**
     * Does not run yet.
     *
     * @param connector opens a connection to the log
     * @param archive folder of the segment's archive files, empty if it keeps none
     * @param tail that the events' thread tells
     * @param position the last entry whose events went by, packed
     */
    public RetransmitterThread(
            final Supplier<LogConnection> connector,
            final Optional<Path> archive,
            final ReportTail tail,
            final LongSupplier position) {
        retransmitter = new Retransmitter(connector, archive, tail, position, SystemNanoClock.INSTANCE, this::wake);
        runner = new AgentRunner(
                new Rest(), fault -> LOGGER.error("reports can't be given back", fault), null, retransmitter);
    }

    /** Begins. */
    public void start() {
        thread = AgentRunner.startOnThread(runner);
    }

    /**
     * The source for the sessions of a loop.
     *
     * @param loop on which they ask and are answered
     * @return it
     */
    public ReportSource source(final Executor loop) {
        return retransmitter.source(loop);
    }

    @Override
    public void close() {
        runner.close();
    }

    private void wake() {
        LockSupport.unpark(thread);
    }

    private static final class Rest implements IdleStrategy {
        @Override
        public void idle(final int workCount) {
            if (workCount == 0) {
                idle();
            }
        }

        @Override
        public void idle() {
            LockSupport.parkNanos(REST_NS);
        }

        @Override
        public void reset() {
            // nothing is kept
        }
    }
}
