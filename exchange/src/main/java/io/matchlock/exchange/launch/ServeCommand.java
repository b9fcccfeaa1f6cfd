package io.matchlock.exchange.launch;

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

/** A command that runs until it is told to stop: it installs the stop signal, and ends the process when it is done. */
public abstract class ServeCommand implements Callable<Integer> {
    /** How often a command looks at what it runs. */
    protected static final Duration WATCH_INTERVAL = Duration.ofMillis(200);

    /** The settings, as picocli found them on the command line. */
    @Mixin
    protected SettingsOptions options;

    /** The command line. */
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
    protected abstract int serve(StopSignal signal);

    /** {@return whether a supervisor runs this process, and says itself what all of its processes have in common} */
    protected final boolean isSupervised() {
        return stopWithStdin;
    }

    /** {@return where the command prints} */
    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /**
     * Waits for the signal or for a failure.
     *
     * @param signal to wait for
     * @param failure that is asked for now and then
     * @return the exit code
     */
    protected final int await(final StopSignal signal, final Supplier<Optional<String>> failure) {
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
