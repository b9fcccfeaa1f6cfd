package io.matchlock.audit.replay.pitch;

import io.matchlock.audit.replay.feed.Feed;
import io.matchlock.audit.replay.feed.FeedEvent;
import io.matchlock.audit.replay.feed.FeedEvent.Kind;
import io.matchlock.audit.replay.record.RecordFile;
import io.matchlock.protocol.order.Side;
import java.nio.file.Path;
import org.agrona.collections.Long2LongHashMap;

/**
 * One symbol of a day of BATS' or Cboe's TCP PITCH, one message a line. Executions and cancels don't name the symbol, so an order's
 * belongs to it if its submission did. Trades of hidden orders (P, r), trade breaks, states and auctions don't concern the visible book.
 * One thread.
 */
public final class PitchFeed implements Feed {
    private final RecordFile file;
    private final PitchLine line = new PitchLine();
    private final Long2LongHashMap leaves = new Long2LongHashMap(0);
    private final String symbol;
    private boolean isFound;
    /** A symbol that differs by capitals, null if there is none. */
    private String similar;

    /**
     * Opens a file.
     *
     * @param path of the file
     * @param symbol to replay
     * @throws io.matchlock.audit.replay.record.RecordException if it can't be opened
     */
    public PitchFeed(final Path path, final String symbol) {
        file = new RecordFile(path);
        this.symbol = symbol;
    }

    /** Passes over the messages of other symbols. */
    @Override
    public boolean next(final FeedEvent event) {
        for (String text = file.next(); text != null; text = file.next()) {
            if (!text.isEmpty() && read(text, event)) {
                return true;
            }
        }
        if (!isFound) {
            throw file.none(symbol, similar);
        }
        return false;
    }

    private boolean read(final String text, final FeedEvent event) {
        line.wrap(text);
        final int known = PitchLine.length(line.type());
        if (known == 0) {
            throw file.fault("unknown message type, or no message");
        }
        if (line.length() < known) {
            throw file.fault("message " + line.type() + " has " + line.length() + " characters, not " + known);
        }
        try {
            return fill(event);
        } catch (final NumberFormatException e) {
            throw file.fault("not a number: " + e.getMessage());
        }
    }

    private boolean fill(final FeedEvent event) {
        return switch (line.type()) {
            case 'A', 'd' -> isOurs(line.addedSymbol()) && add(event);
            case 'E' -> change(event, Kind.EXECUTE);
            case 'X' -> change(event, Kind.REDUCE);
            case 's' -> isOurs(line.clearedSymbol()) && clear(event);
            default -> false;
        };
    }

    private boolean isOurs(final String name) {
        if (name.equalsIgnoreCase(symbol)) {
            similar = name;
        }
        isFound |= name.equals(symbol);
        return name.equals(symbol);
    }

    private boolean add(final FeedEvent event) {
        if (line.addedPrice() == 0) {
            throw file.fault("the order has price 0");
        }
        if (line.addedShares() > 0) {
            leaves.put(line.order(), line.addedShares());
        }
        event.message(line.timeMs()).add(line.order(), side(), line.addedShares(), line.addedPrice() * PRICE_UNIT);
        return true;
    }

    private boolean change(final FeedEvent event, final Kind kind) {
        final long left = leaves.remove(line.order());
        if (left == 0) {
            return false;
        }
        if (left > line.changedShares()) {
            leaves.put(line.order(), left - line.changedShares());
        }
        event.message(line.timeMs()).set(kind, line.order(), line.changedShares());
        return true;
    }

    private boolean clear(final FeedEvent event) {
        event.message(line.timeMs()).clear();
        return true;
    }

    private Side side() {
        return switch (line.side()) {
            case 'B' -> Side.Buy;
            case 'S' -> Side.Sell;
            default -> throw file.fault("unknown side " + line.side());
        };
    }

    @Override
    public void close() {
        file.close();
    }
}
