package io.matchlock.audit.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.matchlock.audit.sim.bug.Bug;
import io.matchlock.audit.sim.bug.BuggySimulation;
import io.matchlock.audit.sim.run.Outcome;
import io.matchlock.audit.sim.run.Seeds;
import io.matchlock.audit.sim.run.Shrinker;
import io.matchlock.audit.sim.run.Simulation;
import io.matchlock.audit.sim.run.Totals;
import io.matchlock.audit.sim.scenario.Scenario;
import io.matchlock.exchange.settings.Units;
import io.netty.util.ResourceLeakDetector;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs many seeds of the simulator, and makes the first one that fails as small as it can. */
@Command(
        name = "simulate",
        description =
                "Run gateways, matchers, persisters and clients in simulated time, through faults, seed after seed."
                        + " A run that fails is made smaller and printed. Exit code 1: a promise was broken.")
public final class SimulateCommand implements Callable<Integer> {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,17})(?:\\.\\.(\\d{1,17}))?");
    private static final double NS_PER_S = 1e9;
    private static final int SHOWN = 20;

    @Option(
            names = "--seeds",
            paramLabel = "A..B",
            defaultValue = "1..1000",
            description = "the seeds to run (default ${DEFAULT-VALUE})")
    private String seeds;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "go on after the last seed until so many minutes are over")
    private long minutes;

    @Option(names = "--threads", paramLabel = "N", description = "threads (default: as many as there are cores)")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "60",
            description = "print so many lines of a run that fails (default ${DEFAULT-VALUE})")
    private int lines;

    @Option(
            names = "--bug",
            paramLabel = "NAME",
            description = "put a bug into the code, which must be found: ${COMPLETION-CANDIDATES}")
    private Bug bug;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        ((Logger) LoggerFactory.getLogger("io.matchlock")).setLevel(Level.OFF);
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED); // killed processes release nothing
        final Matcher range = RANGE.matcher(seeds);
        if (!range.matches()) {
            throw new ParameterException(spec.commandLine(), "--seeds is " + seeds + ", must be a number or A..B");
        }
        final long first = Long.parseLong(range.group(1));
        final long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
        final BiFunction<Scenario, Boolean, Outcome> runs =
                bug == null ? Simulation::run : new BuggySimulation(bug)::run;
        final PrintWriter out = spec.commandLine().getOut();
        final long beginNs = System.nanoTime();
        final long untilNs = beginNs + TimeUnit.MINUTES.toNanos(minutes);
        final Totals totals = Seeds.run(
                first,
                minutes > 0 ? Long.MAX_VALUE : last,
                Math.max(1, threads),
                scenario -> runs.apply(scenario, false),
                () -> minutes > 0 && System.nanoTime() - untilNs > 0);
        out.println(totals);
        out.printf(
                Locale.ROOT,
                "%.1f s on %s%n",
                (System.nanoTime() - beginNs) / NS_PER_S,
                Units.count(threads, "thread"));
        final List<Outcome> broken = totals.broken();
        broken.stream()
                .limit(SHOWN)
                .forEach(outcome -> out.println("seed " + outcome.scenario().seed() + ": " + outcome.broken()));
        if (!broken.isEmpty()) {
            show(out, broken.get(0).scenario(), runs);
        }
        out.flush();
        return broken.isEmpty() ? 0 : 1;
    }

    private void show(
            final PrintWriter out, final Scenario failing, final BiFunction<Scenario, Boolean, Outcome> runs) {
        final Scenario small = new Shrinker(scenario -> runs.apply(scenario, false), failing).shrink();
        final Outcome outcome = runs.apply(small, true);
        out.println();
        out.println("seed " + failing.seed() + ", made smaller: " + small);
        final List<String> all = outcome.lastLines();
        all.subList(Math.max(0, all.size() - lines), all.size()).forEach(out::println);
        out.println(outcome.broken());
    }
}
