package io.matchlock.audit.replay.lobster;

import io.matchlock.audit.replay.record.Decimals;
import io.matchlock.audit.replay.record.RecordException;
import io.matchlock.audit.replay.record.RecordFile;
import io.matchlock.protocol.order.Side;
import java.nio.file.Path;

/**
 * The rows of a message file, as LOBSTER's "Output Structure" describes them. A column after the sixth is not looked at.
 *
 * <pre>
 * time                 type  order id  size  price    direction
 * 34200.189607670,     1,    11885113, 21,   2238200, 1
 * </pre>
 *
 * {@code time}: seconds after midnight. {@code price}: dollars × 10,000. {@code direction}: of the resting order, 1 buy, -1 sell. One
 * thread.
 */
final class MessageFile implements AutoCloseable {
    static final int NEW = 1;
    static final int REDUCED = 2;
    static final int DELETED = 3;
    static final int EXECUTED = 4;
    static final int EXECUTED_HIDDEN = 5;
    static final int CROSSED = 6;
    static final int HALTED = 7;

    private static final int COLUMNS = 6;
    private static final int MS_DECIMALS = 3;

    private final RecordFile file;
    private long number;

    MessageFile(final Path path) {
        file = new RecordFile(path, "message");
    }

    /** The next row, null at the end. */
    Row next() {
        final String[] values = file.nextValues();
        if (values == null) {
            return null;
        }
        if (values.length < COLUMNS) {
            throw file.fault(values.length + " columns, not " + COLUMNS);
        }
        try {
            return row(values);
        } catch (final ArithmeticException | NumberFormatException e) {
            throw file.fault("not a number: " + e.getMessage());
        }
    }

    private Row row(final String[] values) {
        final int type = Integer.parseInt(values[1]);
        if (type < NEW || type > HALTED) {
            throw file.fault("unknown type " + type);
        }
        number++;
        final Row row = new Row(
                number,
                Decimals.units(values[0], MS_DECIMALS),
                type,
                Long.parseLong(values[2]),
                Long.parseLong(values[3]),
                Long.parseLong(values[4]),
                side(values[5]));
        if (row.isOfBook() && (row.size <= 0 || row.price <= 0 || row.id <= 0)) {
            throw file.fault("order id, size and price must be above 0");
        }
        return row;
    }

    private Side side(final String text) {
        return switch (text) {
            case "1" -> Side.Buy;
            case "-1" -> Side.Sell;
            default -> throw file.fault("unknown direction " + text);
        };
    }

    RecordException fault(final String what) {
        return file.fault(what);
    }

    @Override
    public void close() {
        file.close();
    }

    /**
     * A row.
     *
     * @param number from 1
     * @param timeMs after midnight
     * @param price in 10^-4
     * @param side of the resting order
     */
    record Row(long number, long timeMs, int type, long id, long size, long price, Side side) {
        /** Whether it concerns the visible book. */
        boolean isOfBook() {
            return type <= EXECUTED;
        }
    }
}
