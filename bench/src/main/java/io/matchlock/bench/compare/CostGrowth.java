package io.matchlock.bench.compare;

import io.matchlock.bench.generate.GeneratedFlow;
import io.matchlock.bench.timing.ForkFigures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a command costs our engine as instruments and resting orders grow, on generated flows that are alike otherwise. Flows with
 * the same number of resting orders take turns.
 */
final class CostGrowth {
    private static final List<Integer> INSTRUMENTS = List.of(1, 10, 100, 1_000);
    private static final List<Integer> RESTING = List.of(5_000, 100_000, 1_000_000);
    private static final int COMMANDS = 1_000_000;

    private final PrintWriter out;
    private final int forks;
    private final int passes;
    private final int warmUps;
    private final long seed;
    private double firstNs;
    private double firstFloorNs;

    CostGrowth(final PrintWriter out, final int forks, final int passes, final int warmUps, final long seed) {
        this.out = out;
        this.forks = forks;
        this.passes = passes;
        this.warmUps = warmUps;
        this.seed = seed;
    }

    void run() throws IOException {
        out.printf(
                Locale.ROOT,
                "%ngenerated flows, seed %d, %,d commands: ns a command; of each fork the median of its passes, and its floor%n"
                        + "%11s %9s %8s %8s %8s %8s %8s %8s %10s%n",
                seed,
                COMMANDS,
                "instruments",
                "resting",
                "min",
                "median",
                "max",
                "ratio",
                "floor",
                "ratio",
                "trades");
        for (final int resting : RESTING) {
            run(resting);
        }
    }

    private void run(final int resting) throws IOException {
        final Path folder = Files.createTempDirectory("matchlock-growth");
        try {
            for (final int instruments : INSTRUMENTS) {
                new GeneratedFlow(instruments, resting, COMMANDS, seed).write(flow(folder, instruments));
            }
            measure(folder, resting);
        } finally {
            for (final int instruments : INSTRUMENTS) {
                Files.deleteIfExists(flow(folder, instruments));
            }
            Files.delete(folder);
        }
    }

    private static Path flow(final Path folder, final int instruments) {
        return folder.resolve(instruments + ".flow");
    }

    private void measure(final Path folder, final int resting) throws IOException {
        final List<List<ForkFigures>> rows = new ArrayList<>();
        INSTRUMENTS.forEach(instruments -> rows.add(new ArrayList<>()));
        for (int fork = 0; fork < forks; fork++) {
            for (int row = 0; row < INSTRUMENTS.size(); row++) {
                final Path flow = flow(folder, INSTRUMENTS.get(row));
                rows.get(row).add(ForkProcess.run(Contestant.ours(EngineFork.ENGINE), flow, passes, warmUps));
            }
        }
        for (int row = 0; row < INSTRUMENTS.size(); row++) {
            print(INSTRUMENTS.get(row), resting, rows.get(row));
        }
    }

    private void print(final int instruments, final int resting, final List<ForkFigures> figures) {
        final List<Double> ns =
                figures.stream().map(ForkFigures::medianNs).sorted().toList();
        final double floorNs =
                figures.stream().mapToDouble(ForkFigures::floorNs).min().orElseThrow();
        final double medianNs = ns.get(ns.size() / 2);
        firstNs = firstNs == 0 ? medianNs : firstNs;
        firstFloorNs = firstFloorNs == 0 ? floorNs : firstFloorNs;
        out.printf(
                Locale.ROOT,
                "%,11d %,9d %8.1f %8.1f %8.1f %8.2f %8.1f %8.2f %,10d%n",
                instruments,
                resting,
                ns.get(0),
                medianNs,
                ns.get(ns.size() - 1),
                medianNs / firstNs,
                floorNs,
                floorNs / firstFloorNs,
                figures.get(0).trades());
        out.flush();
    }
}
