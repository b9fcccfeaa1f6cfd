package io.matchlock.log;

import io.netty.channel.EventLoop;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * Appends batches to the orders stream, many in flight, answered in order. Lives on one event loop: its connection's
 * channel is registered there, every method is called there and every answer comes there. Never reconnects by itself
 * and never sends a batch twice.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class OrdersAppender implements AutoCloseable {
    private OrdersAppender() {}

    /** Takes the answers, on the event loop. It may append or reconnect from within. */
    public interface Listener {
        /** The connection stands: appends may begin. */
        void onConnected();

        /**
         * A batch is stored, as durably as the server is set.
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

    /**
     * Begins to connect.
     *
     * @param loop to live on
     * @param settings where to
     * @param connectionName as Redis lists it
     * @param epoch to append in
     * @param listener takes the answers
     * @return an appender that is not connected yet
     */
    public static OrdersAppender open(
            final EventLoop loop,
            final LogSettings settings,
            final String connectionName,
            final long epoch,
            final Listener listener) {
        throw new UnsupportedOperationException();
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
        throw new UnsupportedOperationException();
    }

    /**
     * Sends a batch. Its bytes must stay as they are until the listener has been told.
     *
     * @param tag that the listener is told
     * @param entry its bytes from index 0, whatever its position
     * @param length in bytes
     * @throws IllegalStateException if not connected
     */
    public void append(final long tag, final ByteBuffer entry, final int length) {
        throw new UnsupportedOperationException();
    }

    /**
     * Asks for the server's memory.
     *
     * @param answer is told, on the event loop; not called if the connection breaks before
     */
    public void memory(final Consumer<MemoryUse> answer) {
        throw new UnsupportedOperationException();
    }

    /** Connects again after {@link Listener#onDisconnected()}. */
    public void reconnect() {
        throw new UnsupportedOperationException();
    }

    /** {@return whether appends may be sent} */
    public boolean isConnected() {
        throw new UnsupportedOperationException();
    }

    /** {@return how many batches are in flight} */
    public int inFlight() {
        throw new UnsupportedOperationException();
    }

    /** {@return why the connection was lost last, empty if it was not} */
    public String lastError() {
        throw new UnsupportedOperationException();
    }

    /** Closes the connection; what is in flight is answered as unknown, the listener is told nothing after. */
    @Override
    public void close() {}
}
