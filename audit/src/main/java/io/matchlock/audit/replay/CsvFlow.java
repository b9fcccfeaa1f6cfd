package io.matchlock.audit.replay;

import io.matchlock.audit.replay.record.Decimals;
import io.matchlock.audit.replay.record.RecordException;
import io.matchlock.audit.replay.record.RecordFile;
import io.matchlock.audit.replay.tally.TradeTally;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.TimeInForce;
import java.nio.file.Path;

/**
 * Our own format: lines of comma-separated values, in the order in which they happened; empty lines, lines that begin with
 * {@code #}, and a first line that begins with a letter are skipped.
 *
 * <pre>
 * time,action,id,orig,security,side,type,life,price,quantity
 * 1430438404518,new,1,,6,buy,limit,gtc,236.47,200000000
 * 1430438404600,replace,2,1,6,buy,limit,gtc,236.40,100000000
 * 1430438404700,cancel,3,2,6,buy,,,,
 * 1430438404800,trade,,,6,,,,236.47,21144331
 * </pre>
 *
 * {@code time} is ms UTC. {@code action}: new, cancel, replace, or trade, which is not sent but is part of the truth. {@code id} is
 * the message's ClOrdID, {@code orig} that of the order. {@code side}: buy, sell. {@code type}: limit, market. {@code life}: day, gtc,
 * ioc. {@code price} is a decimal number, {@code quantity} counts units of the instrument. One thread.
 */
public final class CsvFlow implements RecordedFlow {
    private static final int COLUMNS = 10;

    private final RecordFile file;
    private final TradeTally truth = new TradeTally();

    /**
     * Opens a record.
     *
     * @param path of the file, packed or not
     * @throws RecordException if it can't be opened
     */
    public CsvFlow(final Path path) {
        file = new RecordFile(path);
    }

    @Override
    public boolean next(final ReplayCommand command) {
        for (String[] values = file.nextValues(); values != null; values = file.nextValues()) {
            if (read(values, command)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public TradeTally truth() {
        return truth;
    }

    @Override
    public void close() {
        file.close();
    }

    private boolean read(final String[] values, final ReplayCommand command) {
        if (values.length != COLUMNS) {
            throw file.fault(values.length + " columns, not " + COLUMNS);
        }
        try {
            return fill(values, command);
        } catch (final ArithmeticException | NumberFormatException e) {
            throw file.fault("not a number: " + e.getMessage());
        }
    }

    private boolean fill(final String[] values, final ReplayCommand command) {
        command.timeMs = Long.parseLong(values[0]);
        command.securityId = Integer.parseInt(values[4]);
        switch (values[1]) {
            case "new" -> {
                order(values, command);
                command.timeInForce = life(values[7]);
            }
            case "cancel" -> command.cancel(Long.parseLong(values[2]), Long.parseLong(values[3]), side(values[5]));
            case "replace" ->
                command.replace(
                        Long.parseLong(values[2]),
                        Long.parseLong(values[3]),
                        side(values[5]),
                        quantity(values),
                        price(values));
            case "trade" -> {
                truth.add(quantity(values));
                return false;
            }
            default -> throw file.fault("unknown action " + values[1]);
        }
        return true;
    }

    private void order(final String[] values, final ReplayCommand command) {
        final long id = Long.parseLong(values[2]);
        if (type(values[6]) == OrdType.Market) {
            command.market(id, side(values[5]), quantity(values));
        } else {
            command.limit(id, side(values[5]), quantity(values), price(values));
        }
    }

    private long price(final String[] values) {
        final long price = Decimals.price(values[8]);
        if (price <= 0) {
            throw file.fault("price " + values[8] + " of a limit order must be above 0");
        }
        return price;
    }

    private static long quantity(final String[] values) {
        return Long.parseLong(values[9]);
    }

    private Side side(final String text) {
        return switch (text) {
            case "buy" -> Side.Buy;
            case "sell" -> Side.Sell;
            default -> throw file.fault("unknown side " + text);
        };
    }

    private OrdType type(final String text) {
        return switch (text) {
            case "limit" -> OrdType.Limit;
            case "market" -> OrdType.Market;
            default -> throw file.fault("unknown type " + text);
        };
    }

    private TimeInForce life(final String text) {
        return switch (text) {
            case "day" -> TimeInForce.Day;
            case "gtc" -> TimeInForce.GTC;
            case "ioc" -> TimeInForce.IOC;
            default -> throw file.fault("unknown life " + text);
        };
    }
}
