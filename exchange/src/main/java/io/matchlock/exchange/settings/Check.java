package io.matchlock.exchange.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Says what a setting's value may be. */
@FunctionalInterface
interface Check {
    /**
     * Checks a value.
     *
     * @param value as given
     * @return null if it may be so, else the remedy: what to give instead, as the end of a sentence
     */
    String remedy(String value);

    /** Anything. */
    Check ANY = value -> null;
    /** Anything but nothing. */
    Check NOT_EMPTY = value -> value.isBlank() ? "give a value" : null;
    /** A port; 0 is any free one. */
    Check PORT = number(0, 65535);
    /** A host and a port. */
    Check ENDPOINT = value ->
            value.matches("[^:\\s]+:\\d{1,5}") && Integer.parseInt(value.substring(value.indexOf(':') + 1)) <= 65535
                    ? null
                    : "give host:port";

    static Check number(final long low, final long high) {
        return value -> inRange(parse(value), low, high) ? null : "give a whole number from " + low + " to " + high;
    }

    static Check size(final long low, final long high) {
        return value -> inRange(Units.bytes(value), low, high)
                ? null
                : "give a size from " + Units.format(low) + " to " + Units.format(high) + ", such as 64k, 256m or 2g";
    }

    static Check powerOfTwo(final long low, final long high) {
        return value -> inRange(Units.bytes(value), low, high) && Long.bitCount(Units.bytes(value)) == 1
                ? null
                : "give a power of two from " + Units.format(low) + " to " + Units.format(high);
    }

    static Check duration(final Duration low, final Duration high) {
        return value -> {
            final Duration given = Units.duration(value);
            return given != null && given.compareTo(low) >= 0 && given.compareTo(high) <= 0
                    ? null
                    : "give a duration from " + low.toMillis() + "ms to " + high.toSeconds() + "s, with us, ms, s or m";
        };
    }

    static Check emptyOr(final Check check) {
        return value -> value.isEmpty() ? null : check.remedy(value);
    }

    static Check oneOf(final String... values) {
        final List<String> allowed = Arrays.asList(values);
        return value -> allowed.contains(value) ? null : "give one of " + String.join(", ", allowed);
    }

    static Check redisUrl(final String... words) {
        final String alternatives = String.join("|", words);
        return matching(alternatives + "|rediss?://.+", "give " + String.join(" or ", words) + " or redis://host:port");
    }

    static Check matching(final String regex, final String remedy) {
        final Pattern pattern = Pattern.compile(regex);
        return value -> pattern.matcher(value).matches() ? null : remedy;
    }

    private static long parse(final String value) {
        try {
            return Long.parseLong(value.trim());
        } catch (final NumberFormatException e) {
            return Long.MIN_VALUE;
        }
    }

    private static boolean inRange(final long value, final long low, final long high) {
        return value >= low && value <= high;
    }
}
