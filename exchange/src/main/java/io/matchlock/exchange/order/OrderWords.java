package io.matchlock.exchange.order;

import io.matchlock.protocol.order.TimeInForce;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What may stand behind an order's price, in any order.
 *
 * @param timeInForce day unless one was named
 * @param expireTime of gtd, empty otherwise
 * @param stop price at which a stop is elected, empty for none
 * @param show what an iceberg shows, empty for all
 * @param min what must trade at once or nothing, empty for none
 * @param isPostOnly whether it is rejected rather than trade on entry
 * @param isOpen of a replace: whether the quantity is what is to be open from now on, and not the total
 */
public record OrderWords(
        TimeInForce timeInForce,
        Optional<Instant> expireTime,
        Optional<BigDecimal> stop,
        Optional<BigDecimal> show,
        Optional<BigDecimal> min,
        boolean isPostOnly,
        boolean isOpen) {
    /** How to write them, for a usage message. */
    static final String USAGE = "day|gtc|ioc|fok|gtd TIME, stop PRICE, show QUANTITY, min QUANTITY, post";

    /** The latest time whose nanoseconds since 1970 fit 63 bits. */
    private static final Instant LATEST = Instant.parse("2262-04-11T23:47:16Z");

    /** A day order with nothing else. */
    static final OrderWords NONE = new OrderWords(
            TimeInForce.Day, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, false);

    static OrderWords parse(final List<String> words, final Instant now) {
        TimeInForce timeInForce = TimeInForce.Day;
        Optional<Instant> expireTime = Optional.empty();
        Optional<BigDecimal> stop = Optional.empty();
        Optional<BigDecimal> show = Optional.empty();
        Optional<BigDecimal> min = Optional.empty();
        boolean isPostOnly = false;
        boolean isOpen = false;
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i).toLowerCase(Locale.ROOT)) {
                case "day" -> timeInForce = TimeInForce.Day;
                case "gtc" -> timeInForce = TimeInForce.GTC;
                case "ioc" -> timeInForce = TimeInForce.IOC;
                case "fok" -> timeInForce = TimeInForce.FOK;
                case "gtd" -> {
                    timeInForce = TimeInForce.GTD;
                    expireTime = Optional.of(time(word(words, ++i), now));
                }
                case "stop" -> stop = Optional.of(new BigDecimal(word(words, ++i)));
                case "show" -> show = Optional.of(size("show", word(words, ++i)));
                case "min" -> min = Optional.of(size("min", word(words, ++i)));
                case "post" -> isPostOnly = true;
                case "open" -> isOpen = true;
                default ->
                    throw new IllegalArgumentException("no word \"" + words.get(i) + "\"; write any of " + USAGE);
            }
        }
        return new OrderWords(timeInForce, expireTime, stop, show, min, isPostOnly, isOpen);
    }

    /** {@code 2026-01-30T21:00:00Z}, or {@code +90s}, {@code +15m}, {@code +2h} from now. */
    private static Instant time(final String word, final Instant now) {
        final Instant time = parse(word, now);
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException("time " + word + " must be from 1970 to " + LATEST);
        }
        return time;
    }

    private static Instant parse(final String word, final Instant now) {
        try {
            return word.startsWith("+")
                    ? now.plus(Duration.parse("PT" + word.substring(1)))
                    : Instant.parse(word.toUpperCase(Locale.ROOT));
        } catch (final DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "no time \"" + word + "\"; write a UTC time such as 2026-01-30T21:00:00Z, or +15m", e);
        }
    }

    /** A decimal number above 0. */
    static BigDecimal size(final String name, final String word) {
        final BigDecimal size = new BigDecimal(word);
        if (size.signum() <= 0) {
            throw new IllegalArgumentException(name + " " + word + " must be above 0");
        }
        return size;
    }

    private static String word(final List<String> words, final int index) {
        if (index >= words.size()) {
            throw new IllegalArgumentException(
                    "something must follow \"" + words.get(index - 1) + "\"; write any of " + USAGE);
        }
        return words.get(index);
    }
}
