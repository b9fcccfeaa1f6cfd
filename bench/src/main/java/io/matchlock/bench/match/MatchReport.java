package io.matchlock.bench.match;

import io.matchlock.bench.flow.FlowFile;
import io.matchlock.bench.flow.FlowScan;
import io.matchlock.bench.timing.Passes;
import io.matchlock.bench.timing.SingleCommands;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** The figures of one flow: as text, step by step, and as JSON. */
final class MatchReport {
    private final PrintWriter out;
    private final Path path;
    private final FlowFile flow;
    private final FlowScan scan;

    MatchReport(final PrintWriter out, final Path path, final FlowFile flow, final FlowScan scan) {
        this.out = out;
        this.path = path;
        this.flow = flow;
        this.scan = scan;
    }

    void printFlow() {
        line(
                "flow      %s: %,d commands after %,d that build the book; instruments %,d, prices %,d to %,d",
                path, commands(), flow.prefill(), scan.symbols().cardinality(), scan.minPrice(), scan.maxPrice());
        line(
                "machine   Java %s, %d cores, %s",
                Runtime.version(), Runtime.getRuntime().availableProcessors(), System.getProperty("os.arch"));
    }

    void printAnswers(final Answers answers) {
        line("trades    %,d, SHA-256 %s", answers.trades(), answers.tradesSha256());
        line("reports   %,d, SHA-256 %s", answers.reports(), answers.reportsSha256());
        line("peak      %,d resting orders on %,d levels", answers.peakOrders(), answers.peakLevels());
        if (answers.refused() > 0) {
            line("REFUSED   %,d new orders, the first: %s", answers.refused(), answers.firstRefused());
        }
        out.flush();
    }

    void printCost(final Cost cost) {
        final Passes passes = cost.passes();
        line(
                "cost      min %.1f, median %.1f, max %.1f ns a command (%d passes); CPU median %.1f; %.4f bytes allocated",
                passes.minNs(),
                passes.medianNs(),
                passes.maxNs(),
                passes.nsPerCommand().size(),
                passes.medianCpuNs(),
                passes.bytesPerCommand());
        line("single commands, ns (each between two readings of the clock; \"nothing\" is the readings alone)");
        line("          %8s %8s %8s %8s %8s %10s", "p50", "p90", "p99", "p99.9", "p99.99", "max");
        printPercentiles("command", cost.single().commands());
        printPercentiles("nothing", cost.single().nothing());
        out.flush();
    }

    private void printPercentiles(final String name, final Histogram histogram) {
        line(
                "  " + name + " %,8d %,8d %,8d %,8d %,8d %,10d",
                SingleCommands.percentiles(histogram).toArray());
    }

    /** The cost may be null: nothing was timed. */
    String json(final Answers answers, final Cost cost) {
        final String head = String.format(
                Locale.ROOT,
                "{\"commands\":%d,\"prefill\":%d,\"instruments\":%d,\"trades\":%d,\"tradesSha256\":\"%s\","
                        + "\"reports\":%d,\"reportsSha256\":\"%s\",\"peakOrders\":%d,\"peakLevels\":%d,\"refused\":%d",
                commands(),
                flow.prefill(),
                scan.symbols().cardinality(),
                answers.trades(),
                answers.tradesSha256(),
                answers.reports(),
                answers.reportsSha256(),
                answers.peakOrders(),
                answers.peakLevels(),
                answers.refused());
        return head + (cost == null ? "" : json(cost)) + "}\n";
    }

    private static String json(final Cost cost) {
        final Passes passes = cost.passes();
        return String.format(
                Locale.ROOT,
                ",\"nsPerCommand\":{\"min\":%.2f,\"median\":%.2f,\"max\":%.2f,\"passes\":[%s]},\"cpuNsPerCommand\":%.2f,\"bytesPerCommand\":%.4f,"
                        + "\"singleNs\":%s,\"nothingNs\":%s",
                passes.minNs(),
                passes.medianNs(),
                passes.maxNs(),
                passes.nsPerCommand().stream()
                        .map(ns -> String.format(Locale.ROOT, "%.2f", ns))
                        .collect(Collectors.joining(",")),
                passes.medianCpuNs(),
                passes.bytesPerCommand(),
                json(cost.single().commands()),
                json(cost.single().nothing()));
    }

    private static String json(final Histogram histogram) {
        return String.format(
                Locale.ROOT,
                "{\"p50\":%d,\"p90\":%d,\"p99\":%d,\"p99.9\":%d,\"p99.99\":%d,\"max\":%d}",
                SingleCommands.percentiles(histogram).toArray());
    }

    private int commands() {
        return flow.count() - flow.prefill();
    }

    private void line(final String format, final Object... values) {
        out.printf(Locale.ROOT, format, values).println();
    }
}
