package io.matchlock.bench.timing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one process measured of one engine, and its form as a line of {@code key=value} pairs.
 *
 * @param engine its name, without spaces
 * @param passesNs ns a command of each pass, ascending
 * @param floorNs as {@link Passes} has it
 * @param bytesPerCommand allocated on the heap
 * @param trades how many
 * @param tradesSha256 of their records
 * @param commandNs single commands, as {@link SingleCommands#percentiles} has them
 * @param nothingNs two readings of the clock, likewise
 */
public record ForkFigures(
        String engine,
        List<Double> passesNs,
        double floorNs,
        double bytesPerCommand,
        long trades,
        String tradesSha256,
        List<Long> commandNs,
        List<Long> nothingNs) {
    private static final String START = "fork ";

    /** Whether a line that a process printed is its figures. */
    public static boolean isLine(final String line) {
        return line.startsWith(START);
    }

    /** Reads what {@link #line} made. */
    public static ForkFigures parse(final String line) {
        final Map<String, String> values = new HashMap<>();
        for (final String pair : line.substring(START.length()).split(" ", -1)) {
            final int equals = pair.indexOf('=');
            values.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return new ForkFigures(
                values.get("engine"),
                list(values.get("ns")).map(Double::valueOf).toList(),
                Double.parseDouble(values.get("floor")),
                Double.parseDouble(values.get("bytes")),
                Long.parseLong(values.get("trades")),
                values.get("sha256"),
                list(values.get("command")).map(Long::valueOf).toList(),
                list(values.get("nothing")).map(Long::valueOf).toList());
    }

    private static Stream<String> list(final String values) {
        return Arrays.stream(values.split(",", -1));
    }

    /** The pass in the middle, ns a command. */
    public double medianNs() {
        return passesNs.get(passesNs.size() / 2);
    }

    /** One line without its end. */
    public String line() {
        return START + "engine=" + engine + " ns="
                + passesNs.stream()
                        .map(ns -> String.format(Locale.ROOT, "%.2f", ns))
                        .collect(Collectors.joining(","))
                + String.format(Locale.ROOT, " floor=%.2f bytes=%.4f", floorNs, bytesPerCommand) + " trades=" + trades
                + " sha256="
                + tradesSha256 + " command=" + join(commandNs) + " nothing=" + join(nothingNs);
    }

    private static String join(final List<Long> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
