package io.matchlock.audit.demo;

import io.matchlock.audit.auditor.Audit;
import io.matchlock.audit.send.FlowFigures;
import io.matchlock.audit.send.FlowLoad;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The report at the end of a demo: what was done, how fast, in how much memory, and what the audit has found. */
final class DemoReport {
    private static final double NS_PER_MS = 1e6;
    private static final String ROW = "%-24s %s%n";

    private final PrintWriter out;

    DemoReport(final PrintWriter out) {
        this.out = out;
    }

    void print(final FlowLoad load, final double seconds, final FlowFigures figures) {
        out.println();
        out.printf(Locale.ROOT, ROW, "clients", load.clients() + ", seed " + load.seed());
        row("messages sent", "%,d in %.1f s, %,.0f a second", figures.sent(), seconds, figures.sent() / seconds);
        row("acknowledged", "%,d, on disk before they were", figures.acknowledged());
        row("executions", "%,d new, replaced or cancelled", figures.executions());
        row("trades", "%,d", figures.trades());
        row("rejected", "%,d", figures.rejected());
        if (figures.notApplied() + figures.missed() + figures.disconnects() > 0) {
            row("not applied", "%,d", figures.notApplied());
            row("reports missed", "%,d", figures.missed());
            row("connections lost", "%,d", figures.disconnects());
        }
        out.println();
        out.printf(
                Locale.ROOT,
                "%-24s %10s %10s %10s %10s   from the time a message was due%n",
                "ms",
                "p50",
                "p99",
                "p99.9",
                "max");
        percentiles("acknowledgement", figures.acknowledgementTimes());
        percentiles("order to report", figures.reportTimes());
        out.println();
    }

    void print(final Map<String, String> memory) {
        memory.forEach((name, size) -> out.printf(Locale.ROOT, ROW, "memory", size + "  " + name));
        out.println();
    }

    void print(final Audit result) {
        row("log", "%,d entries in each stream, events as a replay gives them", result.entries());
        row("acknowledged", "%,d messages, each in the log as sent and executed once", result.acknowledged());
        row("told to clients", "%,d reports, %,d not yet, for want of a connection", result.told(), result.untold());
        row("in the books", "%,d orders", result.resting());
        row("in Postgres", "%,d orders, %,d reports, %,d trades", result.orders(), result.reports(), result.trades());
        result.findings().forEach(finding -> out.println("  " + finding));
        out.println(result.verdict());
        out.flush();
    }

    private void row(final String name, final String format, final Object... arguments) {
        out.printf(Locale.ROOT, ROW, name, String.format(Locale.ROOT, format, arguments));
    }

    private void percentiles(final String name, final Histogram histogram) {
        out.printf(
                Locale.ROOT,
                "%-24s %10.2f %10.2f %10.2f %10.2f%n",
                name,
                histogram.getValueAtPercentile(50) / NS_PER_MS,
                histogram.getValueAtPercentile(99) / NS_PER_MS,
                histogram.getValueAtPercentile(99.9) / NS_PER_MS,
                histogram.getMaxValue() / NS_PER_MS);
    }
}
