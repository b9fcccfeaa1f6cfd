package io.matchlock.log.orders;

import io.matchlock.log.LogSettings;
import io.matchlock.log.redis.RedisLink;
import io.matchlock.log.redis.RedisLinks;
import io.matchlock.log.redis.request.Resp;
import io.matchlock.log.server.AppendFailure;
import io.matchlock.log.server.RedisErrors;
import io.matchlock.protocol.Names;
import io.matchlock.protocol.log.EntryId;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;

/**
 * Appends batches to the orders stream, many in flight, answered in order. Lives on one event loop: its connection's
 * channel is registered there, every method is called there and every answer comes there. Never reconnects by itself
 * and never sends a batch twice.
 */
public final class OrdersAppender implements AutoCloseable {
    /** Takes the answers, on the event loop. It may append or reconnect from within. */
    public interface Listener {
        /** The connection stands: appends may begin. */
        void onConnected();

        /**
         * A batch is stored, as durably as the server's settings promise.
         *
         * @param tag of the append
         * @param entryId packed
         */
        void onAppended(long tag, long entryId);

        /**
         * A batch is not known to be stored.
         *
         * @param tag of the append
         * @param failure what that means
         * @param message for the operator
         */
        void onFailed(long tag, AppendFailure failure, String message);

        /** The connection is gone or could not be made; all that was in flight has been answered before. */
        void onDisconnected();
    }

    private enum State {
        CONNECTING,
        CONNECTED,
        DISCONNECTED,
        CLOSED
    }

    private static final int TIMEOUT_CHECKS = 4;
    private static final int ARGUMENTS = 6;

    private final RedisLinks links;
    private final NanoClock clock;
    private final EventLoop loop;
    private final LogSettings settings;
    private final String connectionName;
    private final Listener listener;
    private final LogQuestions questions;
    private final ArrayDeque<AppendRequest> inFlight = new ArrayDeque<>();
    private final ArrayDeque<AppendRequest> idle = new ArrayDeque<>();
    private final ScheduledFuture<?> timeoutCheck;
    private State state = State.DISCONNECTED;
    private RedisLink link;
    private long epoch;
    private byte[] start;
    private long lastId = EntryId.NONE;
    private String lastError = "";

    private OrdersAppender(
            final RedisLinks links,
            final NanoClock clock,
            final EventLoop loop,
            final LogSettings settings,
            final String connectionName,
            final long epoch,
            final Listener listener) {
        this.links = links;
        this.clock = clock;
        this.loop = loop;
        this.settings = settings;
        this.connectionName = connectionName;
        this.listener = listener;
        enter(epoch);
        questions = new LogQuestions(this::connected, settings.segment());
        final long intervalNs = settings.commandTimeout().toNanos() / TIMEOUT_CHECKS;
        timeoutCheck = loop.scheduleAtFixedRate(this::checkTimeout, intervalNs, intervalNs, TimeUnit.NANOSECONDS);
    }

    /**
     * Begins to connect. May be called on any thread.
     *
     * @param links makes the connections
     * @param clock monotonic
     * @param loop to live on
     * @param settings where to
     * @param connectionName as Redis lists it
     * @param epoch to append in at first
     * @param listener takes the answers
     * @return an appender that is not connected yet
     */
    public static OrdersAppender open(
            final RedisLinks links,
            final NanoClock clock,
            final EventLoop loop,
            final LogSettings settings,
            final String connectionName,
            final long epoch,
            final Listener listener) {
        final OrdersAppender appender =
                new OrdersAppender(links, clock, loop, settings, connectionName, epoch, listener);
        loop.execute(appender::reconnect);
        return appender;
    }

    /**
     * Sends a batch. Its bytes must stay as they are until the listener has been told.
     *
     * @param tag that the listener is told
     * @param buffer that holds the entry
     * @param offset in {@code buffer}
     * @param length in bytes
     * @throws IllegalStateException if not connected
     */
    public void append(final long tag, final DirectBuffer buffer, final int offset, final int length) {
        final RedisLink connected = connected();
        final AppendRequest request = idleRequest().with(tag, clock.nanoTime(), buffer, offset, length);
        inFlight.add(request);
        connected.send(request);
    }

    /**
     * Appends in another epoch from here on. Nothing may be in flight that was not answered with {@link AppendFailure#FENCED}.
     *
     * @param newEpoch of the stream's last entry
     */
    public void enter(final long newEpoch) {
        epoch = newEpoch;
        start = Resp.arguments(ARGUMENTS, "XADD", Names.ordersKey(settings.segment()), "NOMKSTREAM", epoch + "-*", "b");
        idle.clear(); // they begin as the epoch before did
    }

    /** {@return the epoch that is appended in} */
    public long epoch() {
        return epoch;
    }

    /** {@return what else the connection can be asked} */
    public LogQuestions questions() {
        return questions;
    }

    /** Connects, after {@link Listener#onDisconnected()}; does nothing if it is connected or connecting. */
    public void reconnect() {
        if (state != State.DISCONNECTED) {
            return;
        }
        state = State.CONNECTING;
        final var unused = links.open(loop, settings.url(), connectionName, settings.commandTimeout())
                .whenComplete((opened, failure) -> {
                    if (failure == null) {
                        onOpened(opened);
                    } else {
                        drop("cannot connect to Redis at " + settings.address() + ": " + failure.getMessage());
                    }
                });
    }

    /** {@return whether appends may be sent} */
    public boolean isConnected() {
        return state == State.CONNECTED;
    }

    /** {@return how many batches are in flight} */
    public int inFlight() {
        return inFlight.size();
    }

    /** {@return why the connection was lost last, empty if it was not} */
    public String lastError() {
        return lastError;
    }

    /** Closes the connection. The listener is told nothing more, not even of batches in flight. */
    @Override
    public void close() {
        state = State.CLOSED;
        timeoutCheck.cancel(false);
        inFlight.clear();
        closeLink();
    }

    void onReply(final AppendRequest request) {
        if (inFlight.peek() != request) {
            return; // the connection was given up before
        }
        inFlight.poll();
        tell(request);
        idle.add(request);
    }

    void onLost(final AppendRequest request, final String reason) {
        if (inFlight.contains(request)) {
            drop("the connection to Redis at " + settings.address() + " broke: " + reason);
        }
    }

    private void tell(final AppendRequest request) {
        final AppendReply reply = request.reply();
        if (reply.hasError()) {
            listener.onFailed(request.tag(), RedisErrors.classifyAutomatic(reply.getError()), reply.getError());
            return;
        }
        final long id = reply.entryId();
        if (id == EntryId.NONE) {
            listener.onFailed(request.tag(), AppendFailure.HALT, "the orders stream is missing");
        } else if (id <= lastId || EntryId.epoch(id) != epoch) {
            final String message = "Redis gave " + EntryId.format(id) + " after " + EntryId.format(lastId);
            listener.onFailed(request.tag(), AppendFailure.HALT, message);
        } else {
            lastId = id;
            listener.onAppended(request.tag(), id);
        }
    }

    private AppendRequest idleRequest() {
        final AppendRequest request = idle.poll();
        return request == null ? new AppendRequest(this, start, new AppendReply()) : request;
    }

    private void onOpened(final RedisLink opened) {
        if (state != State.CONNECTING) {
            final var unused = opened.close();
            return;
        }
        link = opened;
        state = State.CONNECTED;
        opened.onClosed(() -> onLinkClosed(opened));
        if (opened.isOpen()) {
            listener.onConnected();
        } else {
            onLinkClosed(opened);
        }
    }

    @SuppressWarnings("ReferenceEquality") // that very link
    private void onLinkClosed(final RedisLink closed) {
        if (closed == link) {
            drop("the connection to Redis at " + settings.address() + " broke");
        }
    }

    private void checkTimeout() {
        final AppendRequest oldest = inFlight.peek();
        if (oldest != null
                && clock.nanoTime() - oldest.sentNs()
                        > settings.commandTimeout().toNanos()) {
            drop("Redis at " + settings.address() + " did not answer within "
                    + settings.commandTimeout().toMillis() + " ms");
        }
    }

    /** Gives the connection up: all that is in flight is unknown. */
    private void drop(final String reason) {
        if (state != State.CONNECTED && state != State.CONNECTING) {
            return;
        }
        state = State.DISCONNECTED;
        lastError = reason;
        final AppendRequest[] lost = inFlight.toArray(new AppendRequest[0]);
        inFlight.clear();
        closeLink();
        for (final AppendRequest request : lost) {
            listener.onFailed(request.tag(), AppendFailure.UNKNOWN, reason);
        }
        listener.onDisconnected();
    }

    private void closeLink() {
        final RedisLink closing = link;
        link = null;
        if (closing != null) {
            final var unused = closing.close();
        }
    }

    private RedisLink connected() {
        if (state != State.CONNECTED) {
            throw new IllegalStateException("not connected to Redis at " + settings.address());
        }
        return link;
    }
}
