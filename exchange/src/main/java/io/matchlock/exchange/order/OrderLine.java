package io.matchlock.exchange.order;

import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.TimeInForce;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a person asks for, in words: {@code buy 100 AAPL 150.25}, {@code sell 50 AAPL market}, {@code cancel 3},
 * {@code replace 3 80 150.30}. A word at the end may name the time in force: day, gtc or ioc.
 */
public sealed interface OrderLine {
    /** How to write lines, for a usage message. */
    String USAGE =
            "buy|sell QUANTITY SYMBOL PRICE|market [day|gtc|ioc], cancel CLORDID, replace CLORDID QUANTITY PRICE";

    /**
     * A new order.
     *
     * @param side buy or sell
     * @param quantity decimal, in whole units
     * @param symbol of the instrument
     * @param price decimal, or empty for a market order
     * @param timeInForce day unless it was named
     */
    record New(Side side, BigDecimal quantity, String symbol, Optional<BigDecimal> price, TimeInForce timeInForce)
            implements OrderLine {}

    /**
     * A cancel.
     *
     * @param clOrdId of the order
     */
    record Cancel(long clOrdId) implements OrderLine {}

    /**
     * A replace.
     *
     * @param clOrdId of the order
     * @param quantity decimal, in whole units
     * @param price decimal
     */
    record Replace(long clOrdId, BigDecimal quantity, BigDecimal price) implements OrderLine {}

    /**
     * Reads words.
     *
     * @param words of the line
     * @return what they ask for
     * @throws IllegalArgumentException if they ask for nothing that can be done; the message is for people
     */
    static OrderLine parse(final List<String> words) {
        try {
            return switch (words.isEmpty() ? "" : words.get(0).toLowerCase(Locale.ROOT)) {
                case "buy" -> newOrder(Side.Buy, words);
                case "sell" -> newOrder(Side.Sell, words);
                case "cancel" -> new Cancel(Long.parseLong(word(words, 1)));
                case "replace" -> new Replace(Long.parseLong(word(words, 1)), number(words, 2), number(words, 3));
                default -> throw new IllegalArgumentException("not an order; write " + USAGE);
            };
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException("not a number (" + e.getMessage() + "); write " + USAGE, e);
        }
    }

    /**
     * Reads a line.
     *
     * @param line with blanks between its words
     * @return what it asks for
     */
    static OrderLine parse(final String line) {
        return parse(Arrays.stream(line.trim().split("\\s+")).toList());
    }

    private static New newOrder(final Side side, final List<String> words) {
        final String price = word(words, 3);
        return new New(
                side,
                number(words, 1),
                word(words, 2),
                "market".equalsIgnoreCase(price) ? Optional.empty() : Optional.of(number(words, 3)),
                words.size() > 4 ? timeInForce(words.get(4)) : TimeInForce.Day);
    }

    private static TimeInForce timeInForce(final String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "day" -> TimeInForce.Day;
            case "gtc" -> TimeInForce.GTC;
            case "ioc" -> TimeInForce.IOC;
            default -> throw new IllegalArgumentException("no time in force \"" + word + "\"; write day, gtc or ioc");
        };
    }

    private static BigDecimal number(final List<String> words, final int index) {
        return new BigDecimal(word(words, index));
    }

    private static String word(final List<String> words, final int index) {
        if (index >= words.size()) {
            throw new IllegalArgumentException("too few words; write " + USAGE);
        }
        return words.get(index);
    }
}
