package io.matchlock.audit.replay;

import io.matchlock.audit.replay.record.Decimals;
import io.matchlock.audit.replay.record.RecordException;
import io.matchlock.audit.replay.record.RecordFile;
import io.matchlock.audit.replay.tally.TradeTally;
import io.matchlock.protocol.order.Side;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bitstamp's live order log: lines of {@code <ms> <event> <json>}.
 *
 * <ul>
 *   <li>{@code order_created}: a new limit order under its own id; it may cross. Its price is above 0.
 *   <li>{@code order_deleted} with an amount left: a cancel. Of an order that stood before the record began: that much is taken
 *       from its level's opening order.
 *   <li>{@code order_deleted} with nothing left, {@code order_changed}: the effect of a trade; nothing is sent.
 *   <li>the first {@code order_book}: an opening order for each level, as far as the orders created before don't make it up.
 *   <li>{@code trade}: the truth.
 * </ul>
 *
 * One thread.
 */
public final class BitstampFlow implements RecordedFlow {
    private static final long FIRST_REQUEST_ID = 1L << 40;

    private final Map<String, Pattern> patterns = new HashMap<>();
    private final RecordFile file;
    private final int securityId;
    private final int quantityDecimals;
    private final TradeTally truth = new TradeTally();
    private final ArrayDeque<ReplayCommand> waiting = new ArrayDeque<>();
    private final Set<Long> known = new HashSet<>();
    private final Map<String, long[]> opening = new HashMap<>();
    private final Map<String, Long> createdBefore = new HashMap<>();
    private boolean hasBook;
    private long nextRequestId = FIRST_REQUEST_ID;

    /**
     * Opens a record.
     *
     * @param path of the file, packed or not
     * @param securityId of the instrument to trade
     * @param quantityDecimals a quantity of 1 is 10^-this
     * @throws RecordException if it can't be opened
     */
    public BitstampFlow(final Path path, final int securityId, final int quantityDecimals) {
        file = new RecordFile(path);
        this.securityId = securityId;
        this.quantityDecimals = quantityDecimals;
    }

    @Override
    public boolean next(final ReplayCommand command) {
        while (waiting.isEmpty()) {
            final String line = file.next();
            if (line == null) {
                return false;
            }
            read(line);
        }
        waiting.remove().copyTo(command);
        return true;
    }

    @Override
    public TradeTally truth() {
        return truth;
    }

    @Override
    public void close() {
        file.close();
    }

    private void read(final String line) {
        final int event = line.indexOf(' ') + 1;
        final int json = line.indexOf(' ', event) + 1;
        if (event == 0 || json == 0) {
            throw file.fault("not <ms> <event> <json>");
        }
        try {
            final long timeMs = Long.parseLong(line.substring(0, event - 1));
            onEvent(timeMs, line.substring(event, json - 1), line.substring(json));
        } catch (final NumberFormatException e) {
            throw file.fault("not a number: " + e.getMessage());
        }
    }

    private void onEvent(final long timeMs, final String event, final String json) {
        switch (event) {
            case "order_created" -> onCreated(timeMs, json);
            case "order_deleted" -> onDeleted(timeMs, json);
            case "trade" -> truth.add(quantity(json));
            case "order_book" -> onBook(timeMs, json);
            default -> {
                if (!event.equals("order_changed")) {
                    throw file.fault("unknown event " + event);
                }
            }
        }
    }

    private void onCreated(final long timeMs, final String json) {
        final long id = Long.parseLong(field(json, "id"));
        final Side side = side(json);
        final long quantity = quantity(json);
        final long price = price(json);
        known.add(id);
        if (!hasBook) {
            createdBefore.merge(level(side, price), quantity, Long::sum);
        }
        if (quantity > 0) {
            add(timeMs).limit(id, side, quantity, price);
        }
    }

    private void onDeleted(final long timeMs, final String json) {
        final long left = quantity(json);
        if (left == 0) {
            return;
        }
        final long id = Long.parseLong(field(json, "id"));
        final Side side = side(json);
        final long price = price(json);
        final String level = level(side, price);
        if (known.remove(id)) {
            createdBefore.computeIfPresent(level, (key, quantity) -> Math.max(0, quantity - left));
            add(timeMs).cancel(nextRequestId++, id, side);
        } else if (opening.containsKey(level)) {
            takeFromOpening(timeMs, side, price, opening.get(level), left);
        }
    }

    /** An opening order is {id, quantity}; a smaller quantity at the same price keeps its place in the queue. */
    private void takeFromOpening(
            final long timeMs, final Side side, final long price, final long[] order, final long quantity) {
        final long requestId = nextRequestId++;
        order[1] -= quantity;
        if (order[1] > 0) {
            add(timeMs).replace(requestId, order[0], side, order[1], price);
            order[0] = requestId;
        } else {
            add(timeMs).cancel(requestId, order[0], side);
            opening.remove(level(side, price));
        }
    }

    private void onBook(final long timeMs, final String json) {
        if (hasBook) {
            return;
        }
        hasBook = true;
        seed(timeMs, Side.Buy, list(json, "bids"));
        seed(timeMs, Side.Sell, list(json, "asks"));
    }

    private void seed(final long timeMs, final Side side, final String levels) {
        final String[] values = levels.replaceAll("[\\[\\]\" ]", "").split(",", -1);
        for (int i = 0; i + 1 < values.length; i += 2) {
            final long price = units("price", values[i], Decimals.PRICE);
            final String level = level(side, price);
            final long quantity =
                    units("amount", values[i + 1], quantityDecimals) - createdBefore.getOrDefault(level, 0L);
            if (quantity > 0 && price > 0) {
                final long id = nextRequestId++;
                opening.put(level, new long[] {id, quantity});
                add(timeMs).limit(id, side, quantity, price);
            }
        }
    }

    private ReplayCommand add(final long timeMs) {
        final ReplayCommand command = new ReplayCommand();
        command.timeMs = timeMs;
        command.securityId = securityId;
        waiting.add(command);
        return command;
    }

    private long quantity(final String json) {
        return units("amount", field(json, "amount"), quantityDecimals);
    }

    private long price(final String json) {
        final long price = units("price", field(json, "price"), Decimals.PRICE);
        if (price <= 0) {
            throw file.fault("price " + field(json, "price") + " must be above 0");
        }
        return price;
    }

    private long units(final String name, final String text, final int decimals) {
        try {
            return Decimals.units(text, decimals);
        } catch (final NumberFormatException e) {
            throw file.fault(name + " " + text + " is no number");
        } catch (final ArithmeticException e) {
            throw file.fault(name + " " + e.getMessage());
        }
    }

    private Side side(final String json) {
        final String type = field(json, "order_type");
        return switch (type) {
            case "0" -> Side.Buy;
            case "1" -> Side.Sell;
            default -> throw file.fault("order_type " + type + " is neither 0, a bid, nor 1, an ask");
        };
    }

    private static String level(final Side side, final long price) {
        return side.name() + price;
    }

    private String field(final String json, final String name) {
        final Matcher matcher =
                patterns.computeIfAbsent(name, BitstampFlow::pattern).matcher(json);
        if (!matcher.find()) {
            throw file.fault("there is no " + name);
        }
        return matcher.group(1);
    }

    private static Pattern pattern(final String name) {
        return Pattern.compile("\"" + name + "\":\\s*\"?([^\",}]*)");
    }

    private static String list(final String json, final String name) {
        final int from = json.indexOf("\"" + name + "\": [[");
        return from < 0 ? "" : json.substring(json.indexOf('[', from), json.indexOf("]]", from));
    }
}
