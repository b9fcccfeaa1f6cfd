package io.matchlock.exchange.order;

import io.matchlock.protocol.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a person asks for, in words: {@code buy 100 AAPL 150.25}, {@code sell 50 AAPL market}, {@code sell 50 AAPL stop 149},
 * {@code sell 50 AAPL 148.5 stop 149 gtc}, {@code buy 1000 AAPL 150 show 100}, {@code replace 3 80 150.30}, {@code cancel 3},
 * {@code mass AAPL buy}. The words behind the price are those of {@link OrderWords}.
 */
public sealed interface OrderLine {
    /** What a line begins with. */
    String VERBS = "buy, sell, cancel, replace or mass";

    /** What can be written. */
    String USAGE = "buy|sell QUANTITY SYMBOL PRICE|market|stop STOPPRICE [WORDS],"
            + " replace CLORDID QUANTITY PRICE|stop STOPPRICE [open] [WORDS], cancel CLORDID,"
            + " mass [SYMBOL] [buy|sell] [account NUMBER]; WORDS are " + OrderWords.USAGE;

    /** The largest number of an account. */
    long MAX_ACCOUNT = 0xFFFF_FFFEL;

    /**
     * A new order.
     *
     * @param side buy or sell
     * @param quantity decimal, in whole units
     * @param symbol of the instrument
     * @param price decimal, or empty for a market order and a stop
     * @param words what else is asked for
     */
    record New(Side side, BigDecimal quantity, String symbol, Optional<BigDecimal> price, OrderWords words)
            implements OrderLine {}

    /**
     * A cancel.
     *
     * @param clOrdId of the order
     */
    record Cancel(long clOrdId) implements OrderLine {}

    /**
     * A replace, which names all terms anew.
     *
     * @param clOrdId of the order
     * @param quantity decimal, in whole units: the total, or with the word open what is to be open from now on
     * @param price decimal, or empty for a stop
     * @param words what else is asked for
     */
    record Replace(long clOrdId, BigDecimal quantity, Optional<BigDecimal> price, OrderWords words)
            implements OrderLine {}

    /**
     * A cancel of all orders that fit.
     *
     * @param symbol of the instrument, or empty for all
     * @param side of the orders, or empty for both
     * @param account of the orders, or empty for all
     */
    record Mass(Optional<String> symbol, Optional<Side> side, OptionalLong account) implements OrderLine {}

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
                case "cancel" -> new Cancel(Long.parseUnsignedLong(last(words, 1)));
                case "replace" -> replace(words);
                case "mass" -> mass(words);
                default ->
                    throw new IllegalArgumentException(
                            words.isEmpty()
                                    ? "an order begins with " + VERBS
                                    : "\"" + words.get(0) + "\" is no order: begin with " + VERBS);
            };
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException(
                    "not a number where one belongs in \"" + String.join(" ", words) + "\"", e);
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
        final Optional<BigDecimal> price = price(words, 3);
        final OrderWords more = OrderWords.parse(words.subList(wordsFrom(words, 3), words.size()), Instant.now());
        if (more.isOpen()) {
            throw new IllegalArgumentException("\"open\" goes with replace only");
        }
        return new New(side, OrderWords.size("quantity", word(words, 1)), word(words, 2), price, more);
    }

    private static Replace replace(final List<String> words) {
        if ("market".equalsIgnoreCase(word(words, 3))) {
            throw new IllegalArgumentException("a market order can't be replaced: it never rests");
        }
        return new Replace(
                Long.parseUnsignedLong(word(words, 1)),
                OrderWords.size("quantity", word(words, 2)),
                price(words, 3),
                OrderWords.parse(words.subList(wordsFrom(words, 3), words.size()), Instant.now()));
    }

    private static Mass mass(final List<String> words) {
        Optional<String> symbol = Optional.empty();
        Optional<Side> side = Optional.empty();
        OptionalLong account = OptionalLong.empty();
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i).toLowerCase(Locale.ROOT)) {
                case "buy" -> side = Optional.of(Side.Buy);
                case "sell" -> side = Optional.of(Side.Sell);
                case "account" -> account = OptionalLong.of(account(word(words, ++i)));
                default -> {
                    if (symbol.isPresent()) {
                        throw new IllegalArgumentException(
                                "\"" + words.get(i) + "\" is a second instrument: name one, or none for all");
                    }
                    symbol = Optional.of(words.get(i));
                }
            }
        }
        return new Mass(symbol, side, account);
    }

    /** The largest number of 32 bits means that none is given, which would cancel the orders of all. */
    private static long account(final String word) {
        final long account = Long.parseLong(word);
        if (account < 0 || account > MAX_ACCOUNT) {
            throw new IllegalArgumentException("account " + word + " must be 0 to " + MAX_ACCOUNT);
        }
        return account;
    }

    /** Empty for a market order, and for a stop, whose price comes as a word. */
    private static Optional<BigDecimal> price(final List<String> words, final int index) {
        final String word = word(words, index);
        final boolean hasNone = "market".equalsIgnoreCase(word) || "stop".equalsIgnoreCase(word);
        return hasNone ? Optional.empty() : Optional.of(number(words, index));
    }

    private static int wordsFrom(final List<String> words, final int index) {
        return "stop".equalsIgnoreCase(word(words, index)) ? index : index + 1;
    }

    private static BigDecimal number(final List<String> words, final int index) {
        return new BigDecimal(word(words, index));
    }

    private static String last(final List<String> words, final int index) {
        if (words.size() > index + 1) {
            throw new IllegalArgumentException("\"" + words.get(index + 1) + "\" is too many: nothing follows "
                    + words.get(0) + " " + words.get(index));
        }
        return word(words, index);
    }

    private static String word(final List<String> words, final int index) {
        if (index >= words.size()) {
            throw new IllegalArgumentException("something is missing behind \"" + String.join(" ", words) + "\"");
        }
        return words.get(index);
    }
}
