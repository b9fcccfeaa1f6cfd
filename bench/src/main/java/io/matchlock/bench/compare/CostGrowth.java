package io.matchlock.bench.compare;

import io.matchlock.bench.timing.ForkFigures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a command costs our engine as instruments and resting orders grow, on generated flows that are alike otherwise. */
final class CostGrowth {
    private static final List<Integer> INSTRUMENTS = List.of(1, 10, 100, 1_000);
    private static final List<Integer> RESTING = List.of(5_000, 100_000, 1_000_000);
    private static final int COMMANDS = 1_000_000;

    private final PrintWriter out;
    private final int forks;
    private final int passes;
    private final int warmUps;
    private final long seed;

    CostGrowth(final PrintWriter out, final int forks, final int passes, final int warmUps, final long seed) {
        this.out = out;
        this.forks = forks;
        this.passes = passes;
        this.warmUps = warmUps;
        this.seed = seed;
    }

    /** Prints a row as soon as it is measured: rows, unlike engines, can't all take turns, for their flows are large. */
    void run() throws IOException {
        out.printf(
                Locale.ROOT,
                "%nGenerated flows, seed %d, %,d commands: ns a command over forks, ratio of the median to the first row%n"
                        + "%11s %9s %8s %8s %8s %8s %10s%n",
                seed,
                COMMANDS,
                "instruments",
                "resting",
                "min",
                "median",
                "max",
                "ratio",
                "trades");
        double first = 0;
        for (final int resting : RESTING) {
            for (final int instruments : INSTRUMENTS) {
                final List<ForkFigures> figures = measure(instruments, resting);
                final List<Double> ns =
                        figures.stream().map(ForkFigures::medianNs).sorted().toList();
                final double median = ns.get(ns.size() / 2);
                first = first == 0 ? median : first;
                out.printf(
                        Locale.ROOT,
                        "%,11d %,9d %8.1f %8.1f %8.1f %8.2f %,10d%n",
                        instruments,
                        resting,
                        ns.get(0),
                        median,
                        ns.get(ns.size() - 1),
                        median / first,
                        figures.get(0).trades());
                out.flush();
            }
        }
    }

    private List<ForkFigures> measure(final int instruments, final int resting) throws IOException {
        final Path flow = Files.createTempFile("matchlock-growth", ".flow");
        try {
            new GeneratedFlow(instruments, resting, COMMANDS, seed).write(flow);
            final List<ForkFigures> figures = new ArrayList<>();
            for (int fork = 0; fork < forks; fork++) {
                figures.add(ForkProcess.run(Contestant.ours(EngineFork.ENGINE), flow, passes, warmUps));
            }
            return figures;
        } finally {
            Files.delete(flow);
        }
    }
}
