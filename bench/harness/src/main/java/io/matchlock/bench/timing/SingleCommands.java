package io.matchlock.bench.timing;

import io.matchlock.bench.flow.FlowFile;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * How long single commands take, and how long nothing takes: the same clock around each command of a flow, then around an
 * empty loop. What the two share is the clock and the machine.
 *
 * @param commands ns of each command
 * @param nothing ns between two readings of the clock
 */
public record SingleCommands(Histogram commands, Histogram nothing) {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, 100};
    private static final long MAX_NS = 60_000_000_000L;
    private static final int DIGITS = 3;

    /** Runs one pass to warm up, then one that counts. */
    public static SingleCommands measure(final FlowFile flow, final Supplier<Book> books) {
        final Histogram commands = new Histogram(MAX_NS, DIGITS);
        final Histogram nothing = new Histogram(MAX_NS, DIGITS);
        for (int pass = 0; pass < 2; pass++) {
            System.gc();
            final Book book = books.get();
            book.apply(0, flow.prefill());
            commands.reset();
            record(flow, book, commands);
            nothing.reset();
            recordNothing(flow, nothing);
        }
        return new SingleCommands(commands, nothing);
    }

    private static void record(final FlowFile flow, final Book book, final Histogram histogram) {
        for (int index = flow.prefill(); index < flow.count(); index++) {
            final long startNs = System.nanoTime();
            book.apply(index, index + 1);
            histogram.recordValue(Math.min(MAX_NS, System.nanoTime() - startNs));
        }
    }

    private static void recordNothing(final FlowFile flow, final Histogram histogram) {
        for (int index = flow.prefill(); index < flow.count(); index++) {
            final long startNs = System.nanoTime();
            histogram.recordValue(Math.min(MAX_NS, System.nanoTime() - startNs));
        }
    }

    /** Ns at the percentiles 50, 90, 99, 99.9, 99.99, and the maximum. */
    public static List<Long> percentiles(final Histogram histogram) {
        return Arrays.stream(PERCENTILES)
                .mapToObj(histogram::getValueAtPercentile)
                .toList();
    }
}
