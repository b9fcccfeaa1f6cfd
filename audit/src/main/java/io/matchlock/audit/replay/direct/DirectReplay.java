package io.matchlock.audit.replay.direct;

import io.matchlock.audit.replay.ReplayCommand;
import io.matchlock.audit.replay.feed.Feed;
import io.matchlock.audit.replay.feed.FeedEvent;
import io.matchlock.audit.replay.feed.FeedOrders;
import io.matchlock.audit.replay.lobster.BookFile;
import io.matchlock.audit.replay.record.RecordException;
import io.matchlock.protocol.order.Side;
import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;

/**
 * Takes a feed through the engine, message by message.
 *
 * <p>With an order book file, best bid and offer after each message are compared with its row, price and size. What rests at the
 * beginning beyond the orders that the feed names, an order at each level of the first row makes up; that row is not compared.
 *
 * <p>Where the engine executes another order than the feed names, the execution counts as missed; after the row was compared the level
 * is put in again as the feed has it, so that one such execution doesn't bring on the next. One thread.
 */
public final class DirectReplay {
    private final ArrayDeque<ReplayCommand> commands = new ArrayDeque<>();
    private final FeedOrders orders = new FeedOrders(EngineSession.SECURITY_ID, commands);
    private final EngineEvents events = new EngineEvents();
    private final EngineSession session = new EngineSession(events);
    private final FeedEvent event = new FeedEvent();
    private final BookFile truth;
    private RecordException fault;
    private long messages;
    private long rowsCompared;
    private long rowsAgreed;
    private long restored;
    private long deepestBid;
    private long deepestAsk;

    /**
     * A replay on an empty book.
     *
     * @param truth order book file, closed by the caller; null for none
     */
    public DirectReplay(final BookFile truth) {
        this.truth = truth;
    }

    /**
     * Takes all of a feed, or what can be read of it: see {@link #fault}.
     *
     * @param feed to read, closed by the caller
     * @param isStopped asked in between
     * @return what came of it
     */
    public DirectFigures run(final Feed feed, final BooleanSupplier isStopped) {
        try {
            take(feed, isStopped);
        } catch (final RecordException e) {
            fault = e;
        }
        return figures();
    }

    /** {@return why feed or order book file could not be read to their ends; null if they could} */
    public RecordException fault() {
        return fault;
    }

    private void take(final Feed feed, final BooleanSupplier isStopped) {
        while (!isStopped.getAsBoolean() && feed.next(event)) {
            orders.apply(event);
            final ReplayCommand missed = send();
            if (event.isMessage()) {
                messages++;
                compare();
                forget(feed);
            }
            if (missed != null) {
                restore(missed);
            }
        }
        if (truth != null && !isStopped.getAsBoolean() && truth.next()) {
            throw truth.fault("no message for this row");
        }
    }

    /** Returns the execution that came out otherwise, null if none did. An event makes one execution at most. */
    private ReplayCommand send() {
        ReplayCommand missed = null;
        for (ReplayCommand command = commands.poll(); command != null; command = commands.poll()) {
            final long hits = events.executions().hits();
            events.executions().expect(command.clOrdId(), command.restingId(), command.quantity());
            command.sendTo(session);
            if (command.restingId() != 0 && events.executions().hits() == hits) {
                missed = command;
            }
        }
        return missed;
    }

    private void compare() {
        if (truth == null) {
            return;
        }
        if (!truth.next()) {
            throw truth.fault("the file ends, but not the messages");
        }
        if (messages == 1) {
            seed(Side.Buy);
            seed(Side.Sell);
            return;
        }
        rowsCompared++;
        if (agrees(Side.Buy) && agrees(Side.Sell)) {
            rowsAgreed++;
        }
    }

    private boolean agrees(final Side side) {
        return events.book().bestPrice(side) == truth.price(side, 0)
                && events.book().bestQuantity(side) == truth.size(side, 0);
    }

    private void forget(final Feed feed) {
        if (truth != null) {
            deepestBid = forget(feed, Side.Buy, deepestBid);
            deepestAsk = forget(feed, Side.Sell, deepestAsk);
            send();
        }
    }

    /** Only when the row's deepest level has changed: nothing has gone out of sight otherwise. */
    private long forget(final Feed feed, final Side side, final long before) {
        final long price = truth.price(side, truth.levels() - 1);
        if (price != 0 && price != before) {
            orders.forget(side, price, feed);
        }
        return price;
    }

    private void seed(final Side side) {
        for (int level = 0; level < truth.levels(); level++) {
            seed(side, level);
        }
    }

    /** What a level has beyond the orders that the feed has told is one order more. */
    private void seed(final Side side, final int level) {
        final long price = truth.price(side, level);
        final long quantity = price == 0 ? 0 : truth.size(side, level) - orders.quantityAt(side, price);
        if (quantity > 0) {
            event.inferred(event.timeMs()).add(orders.newId(), side, quantity, price);
            orders.apply(event);
            send();
        }
    }

    private void restore(final ReplayCommand missed) {
        restored++;
        if (events.book().isResting(missed.restingId())) {
            orders.drop(missed.restingId(), missed.restingSide());
        }
        orders.restore(missed.restingSide(), missed.price(), events.book()::isResting);
        send();
    }

    private DirectFigures figures() {
        return new DirectFigures(
                truth != null,
                messages,
                rowsCompared,
                rowsAgreed,
                events.executions(),
                events.trades(),
                orders.truth(),
                restored,
                orders.givenUp(),
                orders.forgotten(),
                orders.leftOut(),
                events.rejects());
    }
}
