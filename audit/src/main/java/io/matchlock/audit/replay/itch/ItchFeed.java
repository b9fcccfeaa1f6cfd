package io.matchlock.audit.replay.itch;

import io.matchlock.audit.replay.feed.Feed;
import io.matchlock.audit.replay.feed.FeedEvent;
import io.matchlock.audit.replay.feed.FeedEvent.Kind;
import io.matchlock.protocol.order.Side;
import java.nio.file.Path;

/**
 * One stock of a day of Nasdaq TotalView-ITCH 5.0. An order is known by the stock locate that the stock directory gives the stock. An
 * execution with a price that isn't printable belongs to a cross: the shares leave the book without an aggressor. Trades of hidden
 * orders (P), crosses (Q), broken trades, imbalances and states don't concern the visible book. One thread.
 */
public final class ItchFeed implements Feed {
    private static final int NO_LOCATE = -1;

    private final ItchFile file;
    private final ItchMessage message;
    private final String stock;
    private int locate = NO_LOCATE;
    /** A stock whose name differs by capitals, null if there is none. */
    private String similar;

    /**
     * Opens a file.
     *
     * @param path of the file
     * @param stock symbol to replay
     * @throws io.matchlock.audit.replay.record.RecordException if it can't be opened
     */
    public ItchFeed(final Path path, final String stock) {
        file = new ItchFile(path);
        message = new ItchMessage(file.message());
        this.stock = stock;
    }

    /** Passes over the messages of other stocks. */
    @Override
    public boolean next(final FeedEvent event) {
        for (int length = file.next(); length > 0; length = file.next()) {
            check(length);
            if (isOurs()) {
                fill(event.message(message.timeMs()));
                return true;
            }
        }
        requireFound();
        return false;
    }

    private void requireFound() {
        if (locate == NO_LOCATE) {
            throw file.none(stock, similar);
        }
    }

    private void check(final int length) {
        final int known = ItchMessage.length(message.type());
        if (known == 0) {
            throw file.fault("unknown message type 0x" + Integer.toHexString(message.type() & 0xFF));
        }
        if (length != known) {
            throw file.fault("message " + message.type() + " has " + length + " bytes, not " + known);
        }
    }

    private boolean isOurs() {
        if (locate == NO_LOCATE && isNamed()) {
            locate = message.locate();
        }
        return message.locate() == locate;
    }

    private boolean isNamed() {
        return switch (message.type()) {
            case 'R' -> isNamed(message.directoryStock());
            case 'A', 'F' -> isNamed(message.addedStock());
            default -> false;
        };
    }

    private boolean isNamed(final String name) {
        if (name.equalsIgnoreCase(stock)) {
            similar = name;
        }
        return name.equals(stock);
    }

    private void fill(final FeedEvent event) {
        switch (message.type()) {
            case 'A', 'F' -> event.add(message.order(), side(), message.addedShares(), price(message.addedPrice()));
            case 'E' -> event.set(Kind.EXECUTE, message.order(), message.shares());
            case 'C' -> event.set(message.isPrintable() ? Kind.EXECUTE : Kind.CROSS, message.order(), message.shares());
            case 'X' -> event.set(Kind.REDUCE, message.order(), message.shares());
            case 'D' -> event.set(Kind.DELETE, message.order(), 0);
            case 'U' ->
                event.replace(
                        message.order(), message.newOrder(), message.replacedShares(), price(message.replacedPrice()));
            default -> {}
        }
    }

    private long price(final long price) {
        if (price == 0) {
            throw file.fault("an order of type " + message.type() + " has price 0");
        }
        return price * PRICE_UNIT;
    }

    private Side side() {
        return switch (message.addedSide()) {
            case 'B' -> Side.Buy;
            case 'S' -> Side.Sell;
            default -> throw file.fault("unknown side " + message.addedSide());
        };
    }

    @Override
    public void close() {
        file.close();
    }
}
