package io.matchlock.bench.load;

import io.matchlock.bench.load.session.LoadFlow;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Prints what a load run saw: a table for people, and {@code .hgrm} files for HdrHistogram's plotters. */
final class LoadReport {
    private static final double NS_PER_US = 1_000.0;

    private final PrintWriter out;

    LoadReport(final PrintWriter out) {
        this.out = out;
    }

    void printPlan(final LoadPlan plan) {
        final String pace = plan.ratePerSecond() > 0
                ? String.format(Locale.ROOT, "%,d/s on schedule in bursts of %d", plan.ratePerSecond(), plan.burst())
                : "as fast as the windows let";
        out.printf(
                Locale.ROOT,
                "%d sessions, window %d, %s, Queued %s, %d s after %d s of warm-up%s, seed %d%n",
                plan.sessions(),
                plan.window(),
                pace,
                plan.queuedMode(),
                plan.duration().toSeconds(),
                plan.warmUp().toSeconds(),
                plan.warmUpRate() > 0 ? String.format(Locale.ROOT, " at %,d/s", plan.warmUpRate()) : "",
                plan.seed());
        out.printf(
                Locale.ROOT,
                "flow: %d %% resting limit orders, %d %% crossing IOC orders, the rest cancels of the oldest%n",
                LoadFlow.PASSIVE_PERCENT,
                LoadFlow.CROSSING_PERCENT);
        out.printf(
                Locale.ROOT,
                "takes %d s, and at most %d s more for the last answers%n",
                plan.warmUp().plus(plan.duration()).toSeconds(),
                2 * plan.drainTimeout().toSeconds());
        out.flush();
    }

    void printResult(final LoadPlan plan, final LoadResult result) {
        out.printf(
                Locale.ROOT,
                "sent %,.0f/s   acknowledged %,.0f/s   matched and reported %,.0f/s   (%.1f s)%n",
                result.counted().sent() / result.seconds(),
                result.counted().acknowledged() / result.seconds(),
                result.counted().answered() / result.seconds(),
                result.seconds());
        if (result.drainSeconds() >= 0) {
            out.printf(
                    Locale.ROOT,
                    "drained %.2f s later: sent %,d  acknowledged %,d  answered %,d  trades %,d  rejected %,d%n",
                    result.drainSeconds(),
                    result.total().sent(),
                    result.total().acknowledged(),
                    result.total().answered(),
                    result.tally().trades() / 2,
                    result.tally().rejects());
        } else {
            out.printf(
                    Locale.ROOT,
                    "NOT drained in %d s: sent %,d  acknowledged %,d  answered %,d  not applied %,d  lost connections"
                            + " %d %s%n",
                    plan.drainTimeout().toSeconds(),
                    result.total().sent(),
                    result.total().acknowledged(),
                    result.total().answered(),
                    result.tally().notApplied(),
                    result.tally().disconnects(),
                    result.tally().lastDisconnect());
        }
        if (plan.ratePerSecond() > 0) {
            out.printf(Locale.ROOT, "schedule missed by at most %.1f ms%n", result.worstLatenessNs() / 1e6);
        }
        printHeader();
        printTimes("due to Queued", result.tally().acknowledgements());
        printTimes("due to first report", result.tally().answers());
        out.flush();
    }

    /** Postgres behind the log, at the counted time's start, its quarters and its end. */
    void printLag(final LoadPlan plan, final List<Double> lagSeconds) {
        final int start = (int) plan.warmUp().toSeconds();
        final int length = lagSeconds.size() - 1 - start;
        if (length < 1) {
            return;
        }
        final StringBuilder text = new StringBuilder();
        for (int quarter = 0; quarter <= 4; quarter++) {
            text.append(String.format(Locale.ROOT, "  %.1f", lagSeconds.get(start + quarter * length / 4)));
        }
        out.printf(
                Locale.ROOT,
                "Postgres behind the log, in seconds, from the counted time's start to its end:%s%n",
                text);
        out.flush();
    }

    void printFloors(final Histogram echo, final Histogram append, final Histogram acknowledgements) {
        printHeader();
        printTimes("floor: echo through Netty", echo);
        printTimes("floor: one XADD of one order", append);
        final double sum = (echo.getValueAtPercentile(50) + append.getValueAtPercentile(50)) / NS_PER_US;
        final double acknowledged = acknowledgements.getValueAtPercentile(50) / NS_PER_US;
        printTimes("due to Queued", acknowledgements);
        out.printf(
                Locale.ROOT,
                "ack p50 %.1f us = %.2f x (echo p50 + XADD p50 = %.1f us)%n",
                acknowledged,
                acknowledged / sum,
                sum);
        out.flush();
    }

    /**
     * Writes a histogram as HdrHistogram's plotters read it, in microseconds.
     *
     * @param times nanoseconds
     * @param file to write
     * @throws IOException if it can't be written
     */
    static void writeHgrm(final Histogram times, final Path file) throws IOException {
        try (OutputStream stream = Files.newOutputStream(file);
                PrintStream print = new PrintStream(stream, false, StandardCharsets.UTF_8)) {
            times.outputPercentileDistribution(print, NS_PER_US);
        }
    }

    private void printHeader() {
        out.printf(
                Locale.ROOT,
                "  %-34s %10s %10s %10s %10s %10s%n",
                "microseconds",
                "p50",
                "p99",
                "p99.9",
                "p99.99",
                "max");
    }

    private void printTimes(final String what, final Histogram times) {
        out.printf(
                Locale.ROOT,
                "  %-34s %10.1f %10.1f %10.1f %10.1f %10.1f%n",
                what,
                times.getValueAtPercentile(50) / NS_PER_US,
                times.getValueAtPercentile(99) / NS_PER_US,
                times.getValueAtPercentile(99.9) / NS_PER_US,
                times.getValueAtPercentile(99.99) / NS_PER_US,
                times.getMaxValue() / NS_PER_US);
    }
}
