package io.matchlock.exchange.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes sizes ({@code 64k}, {@code 2g}) and durations ({@code 200us}, {@code 5s}). */
public final class Units {
    private static final Pattern QUANTITY = Pattern.compile("(\\d{1,15})\\s*([a-z]*)");
    private static final long KIB = 1024;

    private Units() {}

    /**
     * Reads a size.
     *
     * @param text a number, with k, m or g for powers of 1024
     * @return bytes, or -1 if it is no size
     */
    public static long bytes(final String text) {
        final Matcher matcher = QUANTITY.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return -1;
        }
        final long factor = sizeFactor(matcher.group(2));
        return factor < 0 ? -1 : multiply(Long.parseLong(matcher.group(1)), factor);
    }

    /**
     * Reads a duration.
     *
     * @param text a number with us, ms, s or m
     * @return the duration, or null if it is none
     */
    public static Duration duration(final String text) {
        final Matcher matcher = QUANTITY.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return null;
        }
        final long factor = durationFactorNs(matcher.group(2));
        final long ns = factor < 0 ? -1 : multiply(Long.parseLong(matcher.group(1)), factor);
        return ns < 0 ? null : Duration.ofNanos(ns);
    }

    /**
     * Writes a size.
     *
     * @param bytes to write
     * @return with a unit that fits
     */
    public static String format(final long bytes) {
        if (bytes >= 10 * KIB * KIB * KIB) {
            return bytes / (KIB * KIB * KIB) + " GB";
        }
        if (bytes >= 10 * KIB * KIB) {
            return bytes / (KIB * KIB) + " MB";
        }
        return bytes >= 10 * KIB ? bytes / KIB + " KB" : bytes + " B";
    }

    /**
     * A number of things, as people write it.
     *
     * @param number of them
     * @param noun one of them, whose plural ends in s
     * @return "1 loop", "2 loops"
     */
    public static String count(final long number, final String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static long sizeFactor(final String unit) {
        return switch (unit) {
            case "" -> 1;
            case "k" -> KIB;
            case "m" -> KIB * KIB;
            case "g" -> KIB * KIB * KIB;
            default -> -1;
        };
    }

    private static long durationFactorNs(final String unit) {
        return switch (unit) {
            case "us" -> 1_000;
            case "ms" -> 1_000_000;
            case "s" -> 1_000_000_000;
            case "m" -> 60_000_000_000L;
            default -> -1;
        };
    }

    private static long multiply(final long value, final long factor) {
        return value > Long.MAX_VALUE / factor ? -1 : value * factor;
    }
}
