package io.matchlock.audit.replay.lobster;

import io.matchlock.audit.replay.feed.Feed;
import io.matchlock.audit.replay.record.RecordException;
import io.matchlock.audit.replay.record.RecordFile;
import io.matchlock.protocol.order.Side;
import java.nio.file.Path;

/**
 * The rows of LOBSTER's order book file: the book after each row of the message file, level by level {@code ask price, ask size, bid
 * price, bid size}. Where there is no level the price is ±9999999999. One thread.
 */
public final class BookFile implements AutoCloseable {
    private static final long NO_LEVEL = 9_999_999_999L;
    private static final int COLUMNS = 4;

    private final RecordFile file;
    private long[] values = new long[0];

    /**
     * Opens a file.
     *
     * @param path of the order book file
     * @throws RecordException if it can't be opened
     */
    public BookFile(final Path path) {
        file = new RecordFile(path, "orderbook");
    }

    /**
     * Goes to the next row.
     *
     * @return false at the end
     * @throws RecordException if it can't be read
     */
    public boolean next() {
        final String[] texts = file.nextValues();
        if (texts == null) {
            return false;
        }
        if (texts.length % COLUMNS != 0) {
            throw file.fault(texts.length + " columns, not a multiple of " + COLUMNS);
        }
        if (values.length != texts.length) {
            values = new long[texts.length];
        }
        for (int i = 0; i < texts.length; i++) {
            values[i] = number(texts[i]);
        }
        return true;
    }

    private long number(final String text) {
        try {
            return Long.parseLong(text);
        } catch (final NumberFormatException e) {
            throw file.fault("not a number: " + e.getMessage());
        }
    }

    /** {@return how many levels a row has, those without orders too} */
    public int levels() {
        return values.length / COLUMNS;
    }

    /**
     * A level's price.
     *
     * @param side of the book
     * @param level from 0, the best
     * @return 10^-9, 0 where there is no level
     */
    public long price(final Side side, final int level) {
        final long price = values[column(side, level)];
        return Math.abs(price) == NO_LEVEL ? 0 : price * Feed.PRICE_UNIT;
    }

    /**
     * A level's quantity.
     *
     * @param side of the book
     * @param level from 0, the best
     * @return shares
     */
    public long size(final Side side, final int level) {
        return values[column(side, level) + 1];
    }

    private static int column(final Side side, final int level) {
        return level * COLUMNS + (side == Side.Sell ? 0 : 2);
    }

    /**
     * What is wrong with the row read last.
     *
     * @param what for people
     * @return to be thrown; names the file and the line
     */
    public RecordException fault(final String what) {
        return file.fault(what);
    }

    @Override
    public void close() {
        file.close();
    }
}
