package io.matchlock.engine;

/**
 * Compares the engines over many seeds: {@code EngineComparisonRun COMMANDS [FIRST_SEED [COMMANDS_OF_A_SEED]]}. Each seed is
 * reproduced by itself.
 */
final class EngineComparisonRun {
    private EngineComparisonRun() {}

    static Counts compare(final long firstSeed, final long commands, final int commandsOfASeed) {
        final Counts counts = new Counts();
        for (long done = 0; done < commands; done += commandsOfASeed) {
            final EngineComparison comparison = new EngineComparison(firstSeed + done / commandsOfASeed);
            comparison.run(commandsOfASeed);
            counts.addAll(comparison.counts());
        }
        return counts;
    }

    public static void main(final String[] args) {
        final long commands = Long.parseLong(args[0].replace("_", ""));
        final long firstSeed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
        final int commandsOfASeed = args.length > 2 ? Integer.parseInt(args[2]) : 10_000;
        final long startNs = System.nanoTime();
        System.out.println("seeds from " + firstSeed + ", " + commands + " commands, " + commandsOfASeed + " a seed");
        System.out.println(compare(firstSeed, commands, commandsOfASeed));
        System.out.println("equal; " + (System.nanoTime() - startNs) / 1_000_000 + " ms");
    }
}
