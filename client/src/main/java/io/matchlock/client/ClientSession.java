package io.matchlock.client;

import io.matchlock.client.logon.ClientSettings;
import io.matchlock.client.logon.Handshake;
import io.matchlock.client.order.OrderForm;
import io.matchlock.client.order.OrderMessages;
import io.matchlock.client.order.SendWindow;
import io.matchlock.client.wire.Network;
import io.matchlock.client.wire.Wire;
import io.matchlock.protocol.Sofh;
import io.matchlock.protocol.order.MassActionScope;
import io.matchlock.protocol.order.Side;
import java.util.UUID;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;

/**
 * One session with an exchange: handshake, numbers, keepalive, and recovery after a lost connection. One thread owns it:
 * it offers messages and calls {@link #doWork}, from within which the listener is called. It never blocks. Once established it allocates nothing.
 */
public final class ClientSession implements AutoCloseable {
    /** Instead of an order id or client order id, where there is none. */
    public static final long NO_ID = -1L;
    /** Instead of an instrument, where none is meant. */
    public static final int NO_SECURITY = Integer.MIN_VALUE;

    private final ClientSettings settings;
    private final ClientListener listener;
    private final EpochNanoClock clock;
    private final Wire wire;
    private final SendWindow window;
    private final OrderMessages orders;
    private final SessionLink link;
    private final ReportFlow reports;

    /**
     * A session that has not begun: the first {@link #doWork} connects.
     *
     * @param settings of the session
     * @param listener that is told
     */
    public ClientSession(final ClientSettings settings, final ClientListener listener) {
        this(settings, listener, new OffsetEpochNanoClock());
    }

    /**
     * A session with a wall clock of the caller's.
     *
     * @param settings of the session
     * @param listener that is told
     * @param clock for sending times and for the handshake's timestamps
     */
    public ClientSession(final ClientSettings settings, final ClientListener listener, final EpochNanoClock clock) {
        this(settings, listener, clock, Network.TCP);
    }

    /**
     * A session over a network of the caller's.
     *
     * @param settings of the session
     * @param listener that is told
     * @param clock for sending times and for the handshake's timestamps
     * @param network makes the connections; one that is not TCP can't be watched by a selector
     */
    public ClientSession(
            final ClientSettings settings,
            final ClientListener listener,
            final EpochNanoClock clock,
            final Network network) {
        this.settings = settings;
        this.listener = listener;
        this.clock = clock;
        wire = new Wire(
                network, settings.sizes().sendBufferBytes(), settings.sizes().receiveBufferBytes());
        window = new SendWindow(settings.sizes().windowMessages());
        orders = new OrderMessages(window);
        reports = new ReportFlow(this, listener, settings.identity().nextReport());
        link = new SessionLink(this, reports, settings, listener, wire, window, new Handshake(settings, clock));
    }

    /**
     * Offers a new order.
     *
     * @param clOrdId unique in the session while the order lives
     * @param asked what it asks for; only looked at during the call
     * @return the message's client number, or a negative code of {@link Offer}
     */
    public long newOrder(final long clOrdId, final OrderForm asked) {
        final int slot = claim();
        return slot < 0 ? refusal() : taken(slot, orders.newOrder(slot, clock.nanoTime(), clOrdId, asked));
    }

    /**
     * Offers a cancel.
     *
     * @param clOrdId of the cancel itself
     * @param origClOrdId of the order, {@link #NO_ID} where the order id is given
     * @param orderId of the order, {@link #NO_ID} where its ClOrdID is given
     * @param securityId of the instrument
     * @param side of the order
     * @return the message's client number, or a negative code of {@link Offer}
     */
    public long cancel(
            final long clOrdId, final long origClOrdId, final long orderId, final int securityId, final Side side) {
        final int slot = claim();
        if (slot < 0) {
            return refusal();
        }
        return taken(slot, orders.cancel(slot, clock.nanoTime(), clOrdId, origClOrdId, orderId, securityId, side));
    }

    /**
     * Offers a replace, which gives the order all its terms anew.
     *
     * @param clOrdId the order's new one
     * @param origClOrdId of the order, {@link #NO_ID} where the order id is given
     * @param orderId of the order, {@link #NO_ID} where its ClOrdID is given
     * @param asked what the order is to be; only looked at during the call
     * @param isTotal whether the quantity is the total, with what is filled already (in-flight mitigation); if not, it is
     *     what is to be open from now on, whatever is filled on the way
     * @return the message's client number, or a negative code of {@link Offer}
     */
    public long replace(
            final long clOrdId,
            final long origClOrdId,
            final long orderId,
            final OrderForm asked,
            final boolean isTotal) {
        final int slot = claim();
        return slot < 0
                ? refusal()
                : taken(slot, orders.replace(slot, clock.nanoTime(), clOrdId, origClOrdId, orderId, asked, isTotal));
    }

    /**
     * Offers a mass cancel of the session's orders. Instrument, account and side narrow the scope further where they are given.
     *
     * @param clOrdId of the request itself
     * @param scope which orders are meant
     * @param securityId of the instrument, {@link #NO_SECURITY} for any
     * @param account unsigned, {@link #NO_ID} for any
     * @param side of the orders, null for both
     * @return the message's client number, or a negative code of {@link Offer}
     */
    public long massCancel(
            final long clOrdId,
            final MassActionScope scope,
            final int securityId,
            final long account,
            final Side side) {
        final int slot = claim();
        return slot < 0
                ? refusal()
                : taken(slot, orders.massCancel(slot, clock.nanoTime(), clOrdId, scope, securityId, account, side));
    }

    /**
     * Offers any numbered message of the order entry schema; its number is filled in.
     *
     * @param message that holds it
     * @param offset of its SBE header
     * @param length of header and message, at most 138 bytes
     * @return the message's client number, or a negative code of {@link Offer}
     */
    public long offer(final DirectBuffer message, final int offset, final int length) {
        if (length > SendWindow.SLOT_LENGTH - Sofh.HEADER_LENGTH) {
            throw new IllegalArgumentException("a numbered message of " + length + " bytes is too long");
        }
        final int slot = claim();
        return slot < 0 ? refusal() : taken(slot, orders.any(slot, message, offset, length));
    }

    /**
     * Asks for the instruments; answered by {@link ClientListener#onSecurityDefinition}.
     *
     * @param requestId comes back in the answers
     * @return 0, or a negative code of {@link Offer}
     */
    public long securityList(final long requestId) {
        if (state() != SessionState.ESTABLISHED) {
            return refusal();
        }
        return link.messages().sendSecurityList(requestId) ? 0 : Offer.BACK_PRESSURED;
    }

    /**
     * Does one turn: receives and delivers what is there, sends what was offered, keeps the session alive, and connects if it is not
     * connected.
     *
     * @param nowNs monotonic time
     * @return an amount of work, 0 if there was nothing to do
     */
    public int doWork(final long nowNs) {
        return link.receive(nowNs) + link.turn(nowNs);
    }

    /** Ends the connection in order: sends what was offered, then Terminate. A later run may establish the session's id again. */
    public void terminate() {
        link.terminate();
    }

    /** Cuts the connection as a failing network would; the session connects again by itself. */
    public void dropConnection() {
        link.lose("dropped by its owner");
    }

    /** Cuts the connection at once and for good; nothing more is sent. {@link #terminate} ends it in order. */
    @Override
    public void close() {
        link.close();
    }

    /** {@return the session's state} */
    public SessionState state() {
        return link.state();
    }

    /** {@return whether the segment has said that it does not know the session any more, or that it has ended} */
    public boolean isOver() {
        return link.handshake().isOver();
    }

    /** {@return the session's id} */
    public UUID sessionId() {
        return settings.sessionId();
    }

    /** {@return the client number of the next message} */
    public long nextNumber() {
        return window.next();
    }

    /** {@return how many messages are not acknowledged yet} */
    public long unacknowledged() {
        return window.next() - 1 - window.settled();
    }

    /** {@return the number of the next report} */
    public long nextReport() {
        return reports.next();
    }

    /** {@return how many reports were missed, and can't be had} */
    public long missedReports() {
        return reports.missed();
    }

    /** {@return how many reports came again; each was delivered once} */
    public long repeatedReports() {
        return reports.repeated();
    }

    /** {@return how many reports came because they were asked for again} */
    public long recoveredReports() {
        return reports.recovered();
    }

    SessionLink link() {
        return link;
    }

    private int claim() {
        return state() == SessionState.ESTABLISHED ? window.claim() : -1;
    }

    private long taken(final int slot, final long number) {
        final int length = Sofh.frameLength(window.buffer(), slot);
        listener.onTaken(this, number, window.buffer(), slot + Sofh.HEADER_LENGTH, length - Sofh.HEADER_LENGTH);
        return number;
    }

    private long refusal() {
        return switch (state()) {
            case ESTABLISHED -> Offer.BACK_PRESSURED;
            case CLOSED, TERMINATING -> Offer.CLOSED;
            default -> Offer.NOT_ESTABLISHED;
        };
    }
}
