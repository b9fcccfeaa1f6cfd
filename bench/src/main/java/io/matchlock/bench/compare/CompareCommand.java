package io.matchlock.bench.compare;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code matchlock bench compare}: the same flows through our engine and others', in processes that take turns. */
@Command(
        name = "compare",
        description = {
            "Run order flows through our engine, exchange-core's direct book and parity; print one table a flow.",
            "Each measurement is a process of its own; engines take turns, so that noise hits all alike.",
            "The other books are fetched from Maven Central and built when they are first asked for.",
            "Exit code 1 if our trades are not those of exchange-core."
        })
final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "FLOW", description = "order flows, plain or xz")
    private List<Path> flows = new ArrayList<>();

    @Option(names = "--forks", defaultValue = "5", description = "processes for each engine (default ${DEFAULT-VALUE})")
    private int forks;

    @Option(
            names = "--passes",
            defaultValue = "7",
            description = "timed runs in each process (default ${DEFAULT-VALUE})")
    private int passes;

    @Option(
            names = "--warm-up",
            defaultValue = "4",
            description = "runs before those that are timed (default ${DEFAULT-VALUE})")
    private int warmUps;

    @Option(
            names = "--cost-growth",
            description =
                    "our engine alone on generated flows: 1 to 1,000 instruments, 5,000 to 1,000,000 resting orders")
    private boolean withGrowth;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "seed of the generated flows (default ${DEFAULT-VALUE})")
    private long seed;

    @Override
    public Integer call() {
        check();
        final PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "Java %s, %d cores; each process %s; %d forks of %d passes after %d%n",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                String.join(" ", ForkProcess.FLAGS),
                forks,
                passes,
                warmUps);
        out.flush();
        try {
            final boolean isSame = flows.isEmpty() || compare(out);
            if (withGrowth) {
                new CostGrowth(out, forks, passes, warmUps, seed).run();
            }
            return isSame ? ExitCode.OK : ExitCode.CHECK_FAILED;
        } catch (final IOException e) {
            throw new OperatorException(
                    ExitCode.DEPENDENCY_LOST, "a file can't be read or written (" + e + "): check disk and rights.", e);
        }
    }

    private void check() {
        if (flows.isEmpty() && !withGrowth) {
            throw new ParameterException(spec.commandLine(), "name a flow, or --cost-growth");
        }
        if (forks < 1 || passes < 1 || warmUps < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--forks and --passes can't be below 1, nor --warm-up below 0");
        }
        for (final Path flow : flows) {
            if (!Files.isReadable(flow)) {
                throw OperatorException.startup("there is no file " + flow + ": name an order flow.");
            }
        }
    }

    private boolean compare(final PrintWriter out) throws IOException {
        final List<Contestant> contestants = Contestant.all(PeerBuild.open(), out);
        boolean isSame = true;
        for (final Path flow : flows) {
            final CompareTable table = new CompareTable(flow, contestants);
            for (int fork = 1; fork <= forks; fork++) {
                for (final Contestant contestant : contestants) {
                    table.add(ForkProcess.run(contestant, flow, passes, warmUps));
                }
                out.printf(Locale.ROOT, "%s: fork %d of %d done%n", flow.getFileName(), fork, forks);
                out.flush();
            }
            table.print(out);
            isSame &= table.agrees(EngineFork.ENGINE);
        }
        return isSame;
    }
}
