package io.matchlock.exchange.command;

import io.matchlock.exchange.deploy.Banner;
import io.matchlock.exchange.deploy.Deployment;
import io.matchlock.exchange.deploy.StopSignal;
import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.launch.Logging;
import io.matchlock.exchange.launch.ServeCommand;
import io.matchlock.exchange.launch.Versions;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.exchange.supervise.Supervisor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code matchlock up}: the whole segment, until it is told to stop. */
@Command(name = "up", description = "Start everything and serve clients until Ctrl-C.")
final class UpCommand extends ServeCommand {
    @Option(names = "--processes", description = "run each role as its own process, and restart one that dies")
    private boolean isSplit;

    @Override
    protected int serve(final StopSignal signal) {
        final Settings settings = options.load();
        Logging.toFile(settings, "up");
        return isSplit ? supervise(signal, settings) : runHere(signal, settings);
    }

    private int supervise(final StopSignal signal, final Settings settings) {
        final Supervisor supervisor =
                Supervisor.start(settings, options.arguments(), this::say, () -> signal.await(WATCH_INTERVAL));
        try (supervisor) {
            new Banner(settings, Versions.matchlock()).printShared(out());
            say("ready");
            while (!signal.await(WATCH_INTERVAL)) {
                supervisor.watch();
            }
            say("stopping");
        }
        say("stopped");
        return ExitCode.OK;
    }

    private int runHere(final StopSignal signal, final Settings settings) {
        final int exitCode;
        try (Deployment deployment = Deployment.start(settings, signal)) {
            new Banner(settings, Versions.matchlock()).print(out(), deployment.roles());
            say("ready");
            exitCode = await(signal, deployment::failure);
            say("stopping");
        }
        say("stopped");
        return exitCode;
    }

    private void say(final String line) {
        out().println(line);
        out().flush();
    }
}
