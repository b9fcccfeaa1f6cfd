package io.matchlock.matcher.agent;

import io.aeron.logbuffer.FragmentHandler;
import io.matchlock.matcher.TransportSettings;
import io.matchlock.matcher.health.Halt;
import io.matchlock.matcher.health.MatcherCounter;
import io.matchlock.matcher.health.MatcherCounters;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.CloseHelper;

/**
 * Keeps an Aeron client alive, on a thread of its own: when a driver dies its client closes itself, and another is built as soon
 * as there is a driver again. The agent is never held up; meanwhile it lives off the log. A failure of Aeron is never a halt.
 */
public final class AeronLink implements Runnable, AutoCloseable {
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final TransportSettings settings;
    private final FragmentHandler handler;
    private final Halt halt;
    private final MatcherCounters counters;
    private final Thread thread;
    private volatile AeronSession session;
    private volatile String lastError;
    private volatile boolean isClosing;

    /**
     * No client yet.
     *
     * @param settings of the client
     * @param handler takes the gateways' messages, on the agent's thread
     * @param halt is set by errors that are not of Aeron, such as a want of memory
     * @param counters to count in
     */
    public AeronLink(
            final TransportSettings settings,
            final FragmentHandler handler,
            final Halt halt,
            final MatcherCounters counters) {
        this.settings = settings;
        this.handler = handler;
        this.halt = halt;
        this.counters = counters;
        this.thread = new Thread(this, "matchlock-aeron-link");
        thread.setDaemon(true);
    }

    /** Begins to build. */
    public void start() {
        thread.start();
    }

    /** {@return whether there is a client whose driver lives; any thread may ask} */
    public boolean isUp() {
        final AeronSession current = session;
        return current != null && !current.isClosed();
    }

    /** {@return whether there is a client and a gateway listens to its events; any thread may ask} */
    public boolean isHeard() {
        final AeronSession current = session;
        return current != null && !current.isClosed() && current.isHeard();
    }

    /** {@return what Aeron complained of last; any thread may ask} */
    public Optional<String> lastError() {
        return Optional.ofNullable(lastError);
    }

    /** Closes the client. The agent must have ended before. */
    @Override
    public void close() {
        isClosing = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        CloseHelper.quietClose(session);
    }

    @Override
    public void run() {
        try {
            while (!isClosing) {
                if (isUp()) {
                    LockSupport.parkNanos(LOOK_NS);
                } else {
                    rebuild();
                }
            }
        } catch (final Throwable e) { // what Aeron itself throws does not come here
            halt.halt("the link to Aeron failed: " + Halt.describe(e));
        }
    }

    /** {@return the session to use in this turn, null for none; only for the agent} */
    public Peers session() {
        final AeronSession current = session;
        return current == null || current.isClosed() ? null : current;
    }

    private void rebuild() {
        final AeronSession lost = session;
        session = null;
        CloseHelper.quietClose(lost);
        try {
            session = AeronSession.open(settings, handler, this::onError);
            counters.increment(MatcherCounter.AERON_CLIENTS);
        } catch (final RuntimeException e) {
            onError(e);
            counters.increment(MatcherCounter.AERON_FAILURES);
            LockSupport.parkNanos(settings.rebuildDelay().toNanos());
        }
    }

    private void onError(final Throwable error) {
        lastError = error.toString();
    }
}
