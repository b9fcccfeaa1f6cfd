package io.matchlock.bench.jmh;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code matchlock bench jmh}: microbenchmarks; arguments are JMH's own. */
@Command(
        name = "jmh",
        description = {
            "Run the microbenchmarks. Arguments are JMH's own: names, -p resting=5000, -f 1, -bm sample, -l to list,",
            "-- -h for all of them.",
            "All of them take about eight minutes."
        })
public final class JmhCommand implements Callable<Integer> {
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "JMH-ARGUMENT", description = "handed on to JMH")
    private List<String> arguments = new ArrayList<>();

    /** Made by the launcher. */
    public JmhCommand() {}

    /** Given by picocli: options that are not its own are arguments here. */
    @Spec
    void spec(final CommandSpec given) {
        spec = given;
        spec.parser().unmatchedOptionsArePositionalParams(true);
    }

    @Override
    public Integer call() {
        try {
            final CommandLineOptions options = new CommandLineOptions(arguments.toArray(String[]::new));
            run(options);
            return ExitCode.OK;
        } catch (final CommandLineOptionException e) {
            throw new ParameterException(spec.commandLine(), "JMH does not take that: " + e.getMessage(), e);
        } catch (final NoBenchmarksException e) {
            throw new ParameterException(
                    spec.commandLine(), "no benchmark is named like " + arguments + "; -l lists them", e);
        } catch (final IllegalStateException | IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "JMH does not take that: " + e.getMessage().lines().collect(Collectors.joining("; ")),
                    e);
        } catch (final RunnerException | IOException e) {
            throw OperatorException.lost("the benchmarks did not run: " + e);
        }
    }

    /** Each once, and not once for each of its modes. */
    private void list(final CommandLineOptions options) {
        final OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        BenchmarkList.defaultList().find(silent, options.getIncludes(), options.getExcludes()).stream()
                .map(BenchmarkListEntry::getUsername)
                .distinct()
                .sorted()
                .forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
    }

    private void run(final CommandLineOptions options) throws RunnerException, IOException {
        if (options.shouldHelp()) {
            options.showHelp();
        } else if (options.shouldList()) {
            list(options);
        } else {
            new Runner(options).run();
        }
    }
}
