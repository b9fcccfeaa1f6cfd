package io.matchlock.transport;

import io.aeron.logbuffer.FragmentHandler;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.CloseHelper;

/**
 * Keeps an Aeron client alive, on a thread of its own: when a driver dies its client closes itself, and the link builds another
 * one as soon as there is a driver again. Nobody is held up meanwhile; what does not travel is in the log.
 */
public final class AeronLink implements AutoCloseable {
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long REBUILD_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long JOIN_MS = 15_000L;

    private final AeronSettings settings;
    private final AeronStreams streams;
    private final FragmentHandler handler;
    private final Listener listener;
    private final Thread thread;
    private volatile AeronClient client;
    private volatile String lastError;
    private volatile boolean isClosing;

    /** Hears how the link fares, on its thread. */
    public interface Listener {
        /**
         * A client was built.
         *
         * @param client to use from here on
         */
        void onUp(AeronClient client);

        /** The client of the last {@link #onUp} is not to be used any more. */
        void onDown();

        /**
         * No client could be built. The link tries again.
         *
         * @param error that Aeron threw
         */
        void onUnreachable(RuntimeException error);

        /**
         * Aeron complains of something while a client stands; on a thread of Aeron's or on the polling one.
         *
         * @param error that Aeron tells
         */
        default void onError(final Throwable error) {}

        /**
         * The link has ended: the fault is not Aeron's, such as a want of memory.
         *
         * @param error that was thrown
         */
        void onFailed(Throwable error);
    }

    /**
     * Has no client yet.
     *
     * @param name of the thread
     * @param settings of the client
     * @param streams that it receives and publishes
     * @param handler takes what peers have published, on the thread that polls
     * @param listener hears how the link fares
     */
    public AeronLink(
            final String name,
            final AeronSettings settings,
            final AeronStreams streams,
            final FragmentHandler handler,
            final Listener listener) {
        this.settings = settings;
        this.streams = streams;
        this.handler = handler;
        this.listener = listener;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Begins to connect. */
    public void start() {
        thread.start();
    }

    /** {@return the client to use, null for none; any thread} */
    public AeronClient client() {
        final AeronClient current = client;
        return current == null || current.isClosed() ? null : current;
    }

    /** {@return whether there is a client and a peer listens to what it publishes; any thread} */
    public boolean isHeard() {
        final AeronClient current = client();
        return current != null && current.isHeard();
    }

    /** {@return what Aeron complained of last; any thread} */
    public Optional<String> lastError() {
        return Optional.ofNullable(lastError);
    }

    /** Closes the client. Whoever polls or offers must have ended before. */
    @Override
    public void close() {
        isClosing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(JOIN_MS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!isClosing) {
                if (client() == null) {
                    rebuild();
                } else {
                    LockSupport.parkNanos(LOOK_NS);
                }
            }
            drop();
        } catch (final Throwable e) { // what Aeron itself throws does not come here
            listener.onFailed(e);
        }
    }

    private void rebuild() {
        drop();
        try {
            final AeronClient fresh = AeronClient.open(settings, streams, handler, this::onError);
            client = fresh;
            listener.onUp(fresh);
        } catch (final RuntimeException e) {
            lastError = e.toString();
            listener.onUnreachable(e);
            LockSupport.parkNanos(REBUILD_NS);
        }
    }

    private void drop() {
        final AeronClient lost = client;
        if (lost != null) {
            client = null;
            listener.onDown();
            CloseHelper.quietClose(lost);
        }
    }

    private void onError(final Throwable error) {
        lastError = error.toString();
        listener.onError(error);
    }
}
