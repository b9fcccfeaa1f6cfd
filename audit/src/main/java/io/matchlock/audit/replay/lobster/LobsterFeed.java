package io.matchlock.audit.replay.lobster;

import io.matchlock.audit.replay.feed.Feed;
import io.matchlock.audit.replay.feed.FeedEvent;
import io.matchlock.audit.replay.lobster.MessageFile.Row;
import java.nio.file.Path;

/**
 * A message file of LOBSTER as a feed: hidden executions, crosses and halts don't concern the visible book, and orders that the file
 * doesn't tell the submission of are put in where their id says ({@link OrderCensus}). The file is read twice. One thread.
 */
public final class LobsterFeed implements Feed {
    private final OrderCensus census;
    private final MessageFile file;
    private Row row;
    private long rows;
    private long newestId;

    /**
     * Opens a file, and reads it once for the orders whose submission it doesn't tell.
     *
     * @param path of the message file
     * @throws io.matchlock.audit.replay.record.RecordException if it can't be read
     */
    public LobsterFeed(final Path path) {
        census = OrderCensus.of(path);
        file = new MessageFile(path);
    }

    @Override
    public boolean next(final FeedEvent event) {
        if (row == null) {
            row = file.next();
        }
        if (row == null) {
            return false;
        }
        final Row order = census.poll(row);
        if (order != null) {
            add(event.inferred(row.timeMs()), order);
        } else {
            fill(event.message(row.timeMs()));
            rows = row.number();
            row = null;
        }
        return true;
    }

    @Override
    public boolean isForgotten(final long orderId) {
        return orderId < 0 || census.lastRow(orderId) <= rows;
    }

    private void fill(final FeedEvent event) {
        switch (row.type()) {
            case MessageFile.NEW -> submit(event);
            case MessageFile.REDUCED -> event.set(FeedEvent.Kind.REDUCE, row.id(), row.size());
            case MessageFile.DELETED -> event.set(FeedEvent.Kind.DELETE, row.id(), row.size());
            case MessageFile.EXECUTED -> event.set(FeedEvent.Kind.EXECUTE, row.id(), row.size());
            default -> {}
        }
    }

    /** Ids grow with the time of submission: a lower one is that of an order that comes back into the file's levels. */
    private void submit(final FeedEvent event) {
        if (row.id() < newestId) {
            event.comeBack(row.id(), row.side(), row.size(), row.price() * PRICE_UNIT);
        } else {
            newestId = row.id();
            add(event, row);
        }
    }

    private static void add(final FeedEvent event, final Row order) {
        event.add(order.id(), order.side(), order.size(), order.price() * PRICE_UNIT);
    }

    @Override
    public void close() {
        file.close();
    }
}
