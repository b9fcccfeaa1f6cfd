package io.matchlock.exchange.command;

import io.matchlock.exchange.deploy.Banner;
import io.matchlock.exchange.deploy.Deployment;
import io.matchlock.exchange.deploy.StopSignal;
import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.exchange.supervise.Supervisor;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code matchlock up}: the whole segment, until it is told to stop. */
@Command(name = "up", description = "Start everything and serve clients until Ctrl-C.")
final class UpCommand extends ServeCommand {
    @Option(names = "--processes", description = "run each role as a process of its own, and again if it dies")
    private boolean isSplit;

    @Override
    int serve(final StopSignal signal) {
        final Settings settings = options.load();
        Logging.toFile(settings, "up");
        return isSplit ? supervise(signal, settings) : runHere(signal, settings);
    }

    private int supervise(final StopSignal signal, final Settings settings) {
        final Consumer<String> printer = line -> {
            out().println(line);
            out().flush();
        };
        try (Supervisor supervisor =
                Supervisor.start(settings, options.arguments(), printer, () -> signal.await(WATCH_INTERVAL))) {
            printer.accept("ready");
            while (!signal.await(WATCH_INTERVAL)) {
                supervisor.watch();
            }
            printer.accept("stopping");
        } finally {
            printer.accept("stopped");
        }
        return ExitCode.OK;
    }

    private int runHere(final StopSignal signal, final Settings settings) {
        try (Deployment deployment = Deployment.start(settings)) {
            new Banner(settings, Versions.matchlock()).print(out(), deployment.roles());
            out().println("ready");
            out().flush();
            final int exitCode = await(signal, deployment::failure);
            out().println("stopping");
            out().flush();
            return exitCode;
        } finally {
            out().println("stopped");
            out().flush();
        }
    }
}
