package io.matchlock.exchange.command;

import io.matchlock.exchange.deploy.StopSignal;
import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What commands have in common that run until they are told to stop. */
abstract class ServeCommand implements Callable<Integer> {
    /** How often a main looks after what it runs. */
    static final Duration WATCH_INTERVAL = Duration.ofMillis(200);

    @Mixin
    protected SettingsOptions options;

    @Spec
    protected CommandSpec spec;

    @Option(names = "--stop-with-stdin", hidden = true, description = "stop when the standard input ends")
    private boolean stopWithStdin;

    @Override
    public final Integer call() {
        final StopSignal signal = StopSignal.install();
        int exitCode = ExitCode.STARTUP_FAILED;
        try {
            if (stopWithStdin) {
                StdinWatch.start(signal);
            }
            exitCode = serve(signal);
        } catch (final OperatorException e) {
            if (!signal.isRaised()) {
                throw e;
            }
            spec.commandLine().getErr().println("matchlock: " + e.getMessage()); // nobody else will be given the time
            exitCode = e.exitCode();
        } finally {
            if (signal.isRaised()) {
                spec.commandLine().getOut().flush();
                spec.commandLine().getErr().flush();
            }
            signal.finish(exitCode);
        }
        return exitCode;
    }

    /**
     * Starts, waits, stops.
     *
     * @param signal to stop at
     * @return the exit code
     */
    abstract int serve(StopSignal signal);

    /** {@return whether a supervisor runs this process, and says itself what all of its processes have in common} */
    final boolean isSupervised() {
        return stopWithStdin;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /**
     * Waits for the signal or for a failure.
     *
     * @param signal to wait for
     * @param failure that is asked for now and then
     * @return the exit code
     */
    final int await(final StopSignal signal, final Supplier<Optional<String>> failure) {
        while (!signal.await(WATCH_INTERVAL)) {
            final Optional<String> sentence = failure.get();
            if (sentence.isPresent()) {
                spec.commandLine().getErr().println("matchlock: " + sentence.get());
                spec.commandLine().getErr().flush();
                return ExitCode.DEPENDENCY_LOST;
            }
        }
        return ExitCode.OK;
    }
}
