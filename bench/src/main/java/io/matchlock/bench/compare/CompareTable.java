package io.matchlock.bench.compare;

import io.matchlock.bench.timing.ForkFigures;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The figures of all engines on one flow, fork by fork, and the table that they make. Ratios and agreement refer to the baseline. */
final class CompareTable {
    private static final int PERCENTILES = 6;

    private final Path flow;
    private final Map<String, List<ForkFigures>> forksByEngine = new LinkedHashMap<>();

    CompareTable(final Path flow, final List<Contestant> contestants) {
        this.flow = flow;
        contestants.forEach(contestant -> forksByEngine.put(contestant.name(), new ArrayList<>()));
    }

    void add(final ForkFigures figures) {
        forksByEngine.get(figures.engine()).add(figures);
    }

    /** Whether an engine's trades are the baseline's. */
    boolean agrees(final String engine) {
        return first(engine).tradesSha256().equals(first(Contestant.BASELINE).tradesSha256());
    }

    private ForkFigures first(final String engine) {
        return forksByEngine.get(engine).get(0);
    }

    void print(final PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%n%s: ns a command; of each fork the median of its passes; floor: each stretch of the flow at its best%n",
                flow);
        out.printf(
                Locale.ROOT,
                "%-22s %8s %8s %6s %8s %8s %8s %6s  %-16s %7s %10s %9s%n",
                "engine",
                "floor",
                "median",
                "ratio",
                "min",
                "median",
                "max",
                "ratio",
                "(forks in pairs)",
                "bytes",
                "trades",
                "as theirs");
        forksByEngine.keySet().forEach(engine -> printRow(out, engine));
        out.printf(
                Locale.ROOT,
                "%nsingle commands, ns; the median over forks; the clock's own cost is in them%n%-22s %8s %8s %8s %8s %8s"
                        + " %10s%n",
                "engine",
                "p50",
                "p90",
                "p99",
                "p99.9",
                "p99.99",
                "max");
        forksByEngine.forEach((engine, forks) -> printSingle(out, engine, forks, ForkFigures::commandNs));
        printSingle(out, "the clock alone", all(), ForkFigures::nothingNs);
        out.println();
        out.flush();
    }

    private List<ForkFigures> all() {
        return forksByEngine.values().stream().flatMap(List::stream).toList();
    }

    private void printRow(final PrintWriter out, final String engine) {
        final List<ForkFigures> forks = forksByEngine.get(engine);
        final List<Double> ns =
                forks.stream().map(ForkFigures::medianNs).sorted().toList();
        final List<Double> ratios = ratios(engine);
        final List<Double> floors = floors(engine);
        out.printf(
                Locale.ROOT,
                "%-22s %8.1f %8.1f %6.2f %8.1f %8.1f %8.1f %6.2f  (%.2f to %.2f)   %7.2f %,10d %9s%n",
                engine,
                floors.get(0),
                median(floors),
                floors.get(0) / floors(Contestant.BASELINE).get(0),
                ns.get(0),
                median(ns),
                ns.get(ns.size() - 1),
                median(ratios),
                ratios.get(0),
                ratios.get(ratios.size() - 1),
                forks.get(0).bytesPerCommand(),
                forks.get(0).trades(),
                agrees(engine) ? "yes" : "NO");
    }

    private List<Double> floors(final String engine) {
        return forksByEngine.get(engine).stream()
                .map(ForkFigures::floorNs)
                .sorted()
                .toList();
    }

    /** Of forks that ran one after the other, ascending. */
    private List<Double> ratios(final String engine) {
        final List<ForkFigures> forks = forksByEngine.get(engine);
        final List<ForkFigures> baseline = forksByEngine.get(Contestant.BASELINE);
        return IntStream.range(0, forks.size())
                .mapToObj(i -> forks.get(i).medianNs() / baseline.get(i).medianNs())
                .sorted()
                .toList();
    }

    private static void printSingle(
            final PrintWriter out,
            final String name,
            final List<ForkFigures> forks,
            final Function<ForkFigures, List<Long>> values) {
        final List<Object> row = new ArrayList<>(List.of(name));
        for (int i = 0; i < PERCENTILES; i++) {
            final int percentile = i;
            row.add(median(forks.stream()
                    .map(fork -> values.apply(fork).get(percentile))
                    .sorted()
                    .toList()));
        }
        out.printf(Locale.ROOT, "%-22s %,8d %,8d %,8d %,8d %,8d %,10d%n", row.toArray());
    }

    private static <T> T median(final List<T> ascending) {
        return ascending.get(ascending.size() / 2);
    }
}
