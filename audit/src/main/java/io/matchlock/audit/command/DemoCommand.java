package io.matchlock.audit.command;

import io.matchlock.audit.auditor.Audit;
import io.matchlock.audit.demo.Demo;
import io.matchlock.audit.send.FlowLoad;
import io.matchlock.exchange.deploy.Banner;
import io.matchlock.exchange.deploy.Deployment;
import io.matchlock.exchange.deploy.StopSignal;
import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.launch.Logging;
import io.matchlock.exchange.launch.ServeCommand;
import io.matchlock.exchange.launch.Versions;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.exchange.supervise.Supervisor;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code matchlock demo}: starts everything, sends order flow, and audits it. */
@Command(
        name = "demo",
        description =
                "Start everything, send orders from several clients, then compare what the clients were told, the log,"
                        + " the books and Postgres. The last line says PASS or FAIL.")
public final class DemoCommand extends ServeCommand {
    @Option(names = "--seconds", paramLabel = "N", description = "send for so many seconds (default: ${DEFAULT-VALUE})")
    private int seconds = 20;

    @Option(names = "--clients", paramLabel = "N", description = "client sessions (default: ${DEFAULT-VALUE})")
    private int clients = 8;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "messages a second, of all clients together (default: ${DEFAULT-VALUE})")
    private int rate = 5_000;

    @Option(names = "--seed", paramLabel = "N", description = "seed of the order flow (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--processes", description = "run each role as its own process")
    private boolean isSplit;

    @Override
    protected int serve(final StopSignal signal) {
        if (seconds < 1 || clients < 1 || rate < 1) {
            throw new ParameterException(spec.commandLine(), "--seconds, --clients and --rate must be at least 1");
        }
        final Settings settings = options.load();
        Logging.toFile(settings, "demo");
        return isSplit ? split(signal, settings) : here(signal, settings);
    }

    private int here(final StopSignal signal, final Settings settings) {
        try (Deployment deployment = Deployment.start(settings, signal)) {
            new Banner(settings, Versions.matchlock()).print(out(), deployment.roles());
            return run(signal, settings, deployment::stopPipeline);
        }
    }

    private int split(final StopSignal signal, final Settings settings) {
        try (Supervisor supervisor =
                Supervisor.start(settings, options.arguments(), this::say, () -> signal.await(WATCH_INTERVAL))) {
            return run(signal, settings, supervisor::stopPipeline);
        }
    }

    private int run(final StopSignal signal, final Settings settings, final Runnable stopPipeline) {
        final Audit result = new Demo(settings, new FlowLoad(clients, rate, seed), out())
                .run(Duration.ofSeconds(seconds), signal::isRaised, stopPipeline);
        return result.passes() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private void say(final String line) {
        out().println(line);
        out().flush();
    }
}
