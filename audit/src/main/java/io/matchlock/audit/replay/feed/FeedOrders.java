package io.matchlock.audit.replay.feed;

import io.matchlock.audit.replay.ReplayCommand;
import io.matchlock.audit.replay.tally.TradeTally;
import io.matchlock.protocol.order.Side;
import java.util.List;
import java.util.Queue;

/**
 * Turns a feed's events into orders of clients. A resting order is a limit order under its id in the feed; an execution is an
 * immediate-or-cancel order of the other side for what was executed, at the resting order's price; a reduction is a replace that keeps
 * the order's place; a replacement is a cancel and a new order, because the order loses its place.
 *
 * <p>A resting order that would cross others proves that these are gone, for otherwise it would have traded: they are cancelled. (A
 * LOBSTER file doesn't tell what happens to an order while it lies deeper than the file's levels.) So does an execution of those at
 * better prices. Where a venue's book really is
 * locked or crossed, in a halt say, the earlier orders are thereby given up and what the feed tells of them later is left out.
 *
 * <p>An event that names an order which isn't there is left out and counted; so is an order whose id is there already, or one of no shares. One thread.
 */
public final class FeedOrders {
    /** Above the ids of any feed. */
    private static final long FIRST_REQUEST_ID = Long.MIN_VALUE;

    private final FeedBook book = new FeedBook();
    private final TradeTally truth = new TradeTally();
    private final Queue<ReplayCommand> commands;
    private final int securityId;
    private long nextRequestId = FIRST_REQUEST_ID;
    private long timeMs;
    private long leftOut;
    private long givenUp;
    private long forgotten;

    /**
     * An empty book.
     *
     * @param securityId of the instrument to trade
     * @param commands that take what is to be sent
     */
    public FeedOrders(final int securityId, final Queue<ReplayCommand> commands) {
        this.securityId = securityId;
        this.commands = commands;
    }

    /**
     * Takes an event.
     *
     * @param event of the feed
     */
    public void apply(final FeedEvent event) {
        timeMs = event.timeMs;
        switch (event.kind) {
            case NONE -> {}
            case ADD -> add(event);
            case CLEAR -> book.all().forEach(this::cancel);
            default -> change(event);
        }
    }

    private void add(final FeedEvent event) {
        final List<FeedOrder> crossed = book.crossed(event.side, event.price);
        if (event.quantity <= 0 || book.find(event.orderId) != null || (!event.isMessage && !crossed.isEmpty())) {
            leftOut++;
            return;
        }
        giveUp(crossed);
        final FeedOrder order = new FeedOrder(event.orderId, event.side, event.price, event.quantity);
        book.add(order);
        enter(order);
        if (event.isReturning) {
            book.queue(event.side, event.price).stream()
                    .filter(other -> other.id() > event.orderId)
                    .forEach(this::moveToEnd);
        }
    }

    private void moveToEnd(final FeedOrder order) {
        cancel(order);
        order.restart();
        book.add(order);
        enter(order);
    }

    private void change(final FeedEvent event) {
        if (event.kind == FeedEvent.Kind.EXECUTE) {
            truth.add(event.quantity);
        }
        final FeedOrder order = book.find(event.orderId);
        if (order == null) {
            leftOut++;
            return;
        }
        switch (event.kind) {
            case EXECUTE -> execute(order, event.quantity);
            case REDUCE, CROSS -> reduce(order, event.quantity);
            case REPLACE -> replace(order, event);
            default -> cancel(order);
        }
    }

    /** Orders at better prices would have been executed first: an execution proves that they are gone. */
    private void execute(final FeedOrder order, final long quantity) {
        giveUp(book.better(order.side(), order.price()));
        command().take(nextRequestId++, order.id(), order.side(), quantity, order.price());
        order.execute(quantity);
        if (order.leaves() <= 0) {
            book.remove(order);
        }
    }

    private void reduce(final FeedOrder order, final long quantity) {
        order.reduce(quantity);
        if (order.leaves() <= 0) {
            cancel(order);
        } else {
            command().replace(order.id(), order.id(), order.side(), order.total(), order.price());
        }
    }

    private void replace(final FeedOrder order, final FeedEvent event) {
        cancel(order);
        event.add(event.newOrderId, order.side(), event.quantity, event.price);
        add(event);
    }

    private void cancel(final FeedOrder order) {
        book.remove(order);
        withdraw(order);
    }

    private void giveUp(final List<FeedOrder> orders) {
        orders.forEach(this::cancel);
        givenUp += orders.size();
    }

    private void enter(final FeedOrder order) {
        command().limit(order.id(), order.side(), order.leaves(), order.price());
    }

    private void withdraw(final FeedOrder order) {
        command().cancel(nextRequestId++, order.id(), order.side());
    }

    private ReplayCommand command() {
        final ReplayCommand command = new ReplayCommand().at(timeMs, securityId);
        commands.add(command);
        return command;
    }

    /**
     * After an execution that came out otherwise: gives up what would have come before the order named by its price, and puts the queue
     * at its price in again, in the feed's order.
     *
     * @param side of the order named
     * @param price of the order named, 10^-9
     * @param resting of the replay's own orders
     */
    public void restore(final Side side, final long price, final Resting resting) {
        final List<FeedOrder> better = book.better(side, price);
        givenUp += better.size();
        better.forEach(book::remove);
        better.stream().filter(order -> resting.isResting(order.id())).forEach(this::withdraw);
        final List<FeedOrder> queue = book.queue(side, price);
        queue.stream().filter(order -> resting.isResting(order.id())).forEach(this::withdraw);
        queue.forEach(order -> {
            order.restart();
            enter(order);
        });
    }

    /**
     * After an execution that came out otherwise: takes out an order that the feed hasn't any more.
     *
     * @param id of the order
     * @param side of the order
     */
    public void drop(final long id, final Side side) {
        if (book.find(id) == null) {
            command().cancel(nextRequestId++, id, side);
        }
    }

    /**
     * Cancels orders that lie deeper than the feed shows and of which it tells no more: hardly any rests on for good.
     *
     * @param side of the book
     * @param price the worst that the feed shows, 10^-9
     * @param feed that the orders are of
     */
    public void forget(final Side side, final long price, final Feed feed) {
        for (final FeedOrder order : book.worse(side, price)) {
            if (feed.isForgotten(order.id())) {
                cancel(order);
                forgotten++;
            }
        }
    }

    /**
     * The quantity at a price.
     *
     * @param side of the book
     * @param price 10^-9
     * @return sum over the level
     */
    public long quantityAt(final Side side, final long price) {
        return book.queue(side, price).stream().mapToLong(FeedOrder::leaves).sum();
    }

    /** {@return an id that no order of the feed has} */
    public long newId() {
        return nextRequestId++;
    }

    /** {@return the executions by an aggressor, those left out too} */
    public TradeTally truth() {
        return truth;
    }

    /** {@return how many events were left out} */
    public long leftOut() {
        return leftOut;
    }

    /** {@return how many orders were forgotten} */
    public long forgotten() {
        return forgotten;
    }

    /** {@return how many orders were given up} */
    public long givenUp() {
        return givenUp;
    }

    /** The orders of the replay. */
    public interface Resting {
        /**
         * Whether an order rests.
         *
         * @param clOrdId of the order
         * @return whether it does
         */
        boolean isResting(long clOrdId);
    }
}
