package io.matchlock.bench.match;

import io.matchlock.bench.engine.EngineBook;
import io.matchlock.bench.flow.FlowException;
import io.matchlock.bench.flow.FlowFile;
import io.matchlock.bench.flow.FlowScan;
import io.matchlock.bench.timing.Passes;
import io.matchlock.bench.timing.SingleCommands;
import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code matchlock match}: an order flow through the production engine alone. */
@Command(
        name = "match",
        description = {
            "Run an order flow through the engine alone; print its trades' and reports' SHA-256 and its cost.",
            "The records that build the book are not timed. Exit code 1 if the engine refused a new order."
        })
public final class MatchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FLOW", description = "order flow, plain or xz")
    private Path path;

    @Option(names = "--trades", paramLabel = "FILE", description = "write the trades, 40 bytes each")
    private Path tradesFile;

    @Option(names = "--reports", paramLabel = "FILE", description = "write the reports, as lines of text")
    private Path reportsFile;

    @Option(
            names = "--passes",
            defaultValue = "9",
            description = "timed runs (default ${DEFAULT-VALUE}); 0: write trades and reports only")
    private int passes;

    @Option(
            names = "--warm-up",
            defaultValue = "4",
            description = "runs before those that are timed (default ${DEFAULT-VALUE})")
    private int warmUps;

    @Option(names = "--json", paramLabel = "FILE", description = "write the figures as JSON")
    private Path jsonFile;

    @Override
    public Integer call() {
        if (passes < 0 || warmUps < 0) {
            throw new ParameterException(spec.commandLine(), "--passes and --warm-up can't be below 0");
        }
        try {
            return run();
        } catch (final FlowException e) {
            throw new OperatorException(ExitCode.STARTUP_FAILED, e.getMessage(), e);
        } catch (final UncheckedIOException | IOException e) {
            throw new OperatorException(
                    ExitCode.STARTUP_FAILED, "a file can't be written (" + e + "): check its folder and the disk.", e);
        }
    }

    private int run() throws IOException {
        final FlowFile flow = FlowFile.open(path);
        final FlowScan scan = FlowScan.of(path, flow);
        final MatchReport report = new MatchReport(spec.commandLine().getOut(), path, flow, scan);
        report.printFlow();
        final Answers answers = Answers.of(flow, scan, tradesFile, reportsFile);
        report.printAnswers(answers);
        final Cost cost = passes == 0 ? null : cost(flow, scan, answers);
        if (cost != null) {
            report.printCost(cost);
        }
        if (jsonFile != null) {
            Files.writeString(jsonFile, report.json(answers, cost));
        }
        return answers.refused() == 0 ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private Cost cost(final FlowFile flow, final FlowScan scan, final Answers answers) {
        return new Cost(
                Passes.run(flow, () -> new EngineBook(flow, scan, answers.size()), passes, warmUps),
                SingleCommands.measure(flow, () -> new EngineBook(flow, scan, answers.size())));
    }
}
