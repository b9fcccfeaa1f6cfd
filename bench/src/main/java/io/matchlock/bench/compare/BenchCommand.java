package io.matchlock.bench.compare;

import io.matchlock.bench.jmh.JmhCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code matchlock bench}: what measures the engine against something else. */
@Command(
        name = "bench",
        description = "Measure the engine: against other engines, as books grow, and by kinds of messages.",
        subcommands = {CompareCommand.class, JmhCommand.class})
public final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "name what to run: compare or jmh");
    }
}
