package io.matchlock.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.CloseHelper;

/**
 * Hundreds of sessions on one thread: a selector says which of them have something to read. The thread that calls {@link #doWork}
 * also closes them.
 */
public final class ClientSessions implements AutoCloseable {
    private static final long WITH_UNSENT_WAIT_MS = 1;

    private final List<ClientSession> sessions = new ArrayList<>();
    private final Consumer<SelectionKey> onReadable = this::onReadable;
    private final Selector selector;
    private long nowNs;
    private int work;

    /** Opens a selector. */
    public ClientSessions() {
        try {
            selector = Selector.open();
        } catch (final IOException e) {
            throw new UncheckedIOException("no selector could be opened", e);
        }
    }

    /**
     * Adds a session that has not begun to work yet.
     *
     * @param session that this group works from now on
     */
    public void add(final ClientSession session) {
        session.link().watchBy(selector);
        sessions.add(session);
    }

    /** {@return how many sessions there are} */
    public int size() {
        return sessions.size();
    }

    /**
     * A session.
     *
     * @param index in the order in which they were added
     * @return the session
     */
    public ClientSession get(final int index) {
        return sessions.get(index);
    }

    /**
     * How many sessions are established.
     *
     * @return 0 to {@link #size()}
     */
    public int established() {
        int count = 0;
        for (int i = 0; i < sessions.size(); i++) {
            count += sessions.get(i).state() == SessionState.ESTABLISHED ? 1 : 0;
        }
        return count;
    }

    /**
     * A turn of all sessions, without waiting.
     *
     * @param now monotonic time, ns
     * @return an amount of work, 0 if there was nothing to do
     */
    public int doWork(final long now) {
        return doWork(now, 0);
    }

    /**
     * A turn of all sessions that may wait until there is something to read.
     *
     * @param now monotonic time, ns
     * @param maxWaitMs 0 not to wait
     * @return an amount of work, 0 if there was nothing to do
     */
    public int doWork(final long now, final long maxWaitMs) {
        nowNs = now;
        work = 0;
        try {
            select(maxWaitMs);
        } catch (final IOException e) {
            throw new UncheckedIOException("the selector failed", e);
        }
        for (int i = 0; i < sessions.size(); i++) {
            work += sessions.get(i).link().turn(now);
        }
        return work;
    }

    /** Ends a waiting turn at once; may be called from any thread. */
    public void wakeUp() {
        selector.wakeup();
    }

    @Override
    public void close() {
        CloseHelper.closeAll(sessions);
        CloseHelper.close(selector);
    }

    private void select(final long maxWaitMs) throws IOException {
        if (maxWaitMs > 0) {
            selector.select(onReadable, hasUnsent() ? WITH_UNSENT_WAIT_MS : maxWaitMs);
        } else {
            selector.selectNow(onReadable);
        }
    }

    private boolean hasUnsent() {
        for (int i = 0; i < sessions.size(); i++) {
            if (sessions.get(i).link().hasUnsent()) {
                return true;
            }
        }
        return false;
    }

    private void onReadable(final SelectionKey key) {
        final ClientSession session = (ClientSession) key.attachment();
        work += session.link().receive(nowNs);
    }
}
