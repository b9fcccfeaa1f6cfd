package io.matchlock.bench.load;

import io.matchlock.audit.auditor.Audit;
import io.matchlock.audit.auditor.SegmentAudit;
import io.matchlock.audit.auditor.client.ClientJournal;
import io.matchlock.bench.floor.EchoFloor;
import io.matchlock.bench.floor.FloorLog;
import io.matchlock.client.logon.ClientCredentials;
import io.matchlock.exchange.deploy.Deployment;
import io.matchlock.exchange.deploy.StopSignal;
import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.launch.SettingsOptions;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.segment.KeyFile;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.protocol.session.QueuedMode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code matchlock load}: many client sessions against a gateway, and the floors below it in the same run. */
@Command(
        name = "load",
        description = {
            "Load a gateway with orders and print throughput and latency.",
            "Without --running, start a segment in the data folder first; use an empty folder."
        })
public final class LoadCommand implements Callable<Integer> {
    /** What can be asked for: the codec's enum has further values, which no client may send. */
    private enum Queued {
        Each,
        Cumulative,
        None
    }

    private static final int HOST_TAG = 9;
    private static final int MAX_FINDINGS = 10;
    private static final int MAX_CONNECTIONS = 20_000;
    private static final int MAX_WINDOW = 65_536;
    private static final int MAX_SECONDS = 86_400;
    private static final long MAX_RATE = 100_000_000;

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Option(names = "--running", description = "use the segment that already runs on the data folder")
    private boolean useRunning;

    @Option(names = "--connections", defaultValue = "50", description = "client sessions (default ${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = "--window",
            defaultValue = "64",
            description = "unacknowledged messages that a session may have (default ${DEFAULT-VALUE})")
    private int window;

    @Option(
            names = "--rate",
            defaultValue = "0",
            description = "messages a second of all sessions together; 0: as fast as the windows let")
    private long rate;

    @Option(
            names = "--burst",
            defaultValue = "1",
            description = "messages of a session that are due at the same time, with --rate (default ${DEFAULT-VALUE})")
    private int burst;

    @Option(names = "--seconds", defaultValue = "10", description = "seconds that count (default ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "20",
            description = "seconds before those that count (default ${DEFAULT-VALUE})")
    private int warmUpSeconds;

    @Option(
            names = "--warm-up-rate",
            defaultValue = "40000",
            description =
                    "messages a second during the warm-up, at most (default ${DEFAULT-VALUE}); 0: as fast as the windows let")
    private long warmUpRate;

    @Option(names = "--drain", defaultValue = "60", description = "seconds to wait for the last answers")
    private int drainSeconds;

    @Option(
            names = "--queued",
            defaultValue = "Each",
            description = "which acknowledgements to ask for: Each, Cumulative or None (default ${DEFAULT-VALUE})")
    private Queued queued;

    @Option(names = "--seed", defaultValue = "1", description = "seed of the order flow (default ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--floors", description = "measure echo and XADD in the same run, and print the ratio")
    private boolean withFloors;

    @Option(names = "--hgrm", paramLabel = "PREFIX", description = "write PREFIX-ack.hgrm and PREFIX-report.hgrm")
    private Path hgrm;

    @Option(
            names = {"--audit", "--reconcile"},
            description =
                    "compare what the clients were told, the log, the books and Postgres afterwards; takes about 300 bytes"
                            + " of heap a message")
    private boolean withAudit;

    @Override
    public Integer call() {
        requireAllowed();
        final Settings settings = options.load();
        final StopSignal signal = StopSignal.install();
        int exitCode = ExitCode.STARTUP_FAILED;
        try {
            exitCode = useRunning ? measureRunning(signal, settings) : startAndMeasure(signal, settings);
            return exitCode;
        } finally {
            spec.commandLine().getOut().flush();
            signal.finish(exitCode);
        }
    }

    private void requireAllowed() {
        requireBetween("--connections", connections, 1, MAX_CONNECTIONS);
        requireBetween("--window", window, 1, MAX_WINDOW);
        requireBetween("--rate", rate, 0, MAX_RATE);
        requireBetween("--burst", burst, 1, MAX_WINDOW);
        requireBetween("--seconds", seconds, 1, MAX_SECONDS);
        requireBetween("--warm-up", warmUpSeconds, 0, MAX_SECONDS);
        requireBetween("--warm-up-rate", warmUpRate, 0, MAX_RATE);
        requireBetween("--drain", drainSeconds, 0, MAX_SECONDS);
    }

    private void requireBetween(final String option, final long value, final long min, final long max) {
        if (value < min || value > max) {
            throw new ParameterException(
                    spec.commandLine(), option + " is " + value + ", and must be " + min + " to " + max);
        }
    }

    private int measureRunning(final StopSignal signal, final Settings settings) {
        final List<ClientJournal> journals = new ArrayList<>();
        final int exitCode = measure(signal, settings, journals);
        return withAudit ? Math.max(exitCode, audit(settings, journals)) : exitCode;
    }

    private int startAndMeasure(final StopSignal signal, final Settings settings) {
        final List<ClientJournal> journals = new ArrayList<>();
        final PrintWriter out = spec.commandLine().getOut();
        out.println("starting a segment in " + settings.data());
        out.flush();
        try (Deployment deployment = Deployment.start(settings, signal)) {
            final int exitCode = measure(signal, settings, journals);
            if (!withAudit) {
                return exitCode;
            }
            deployment.stopPipeline();
            return Math.max(exitCode, audit(settings, journals));
        }
    }

    private int audit(final Settings settings, final List<ClientJournal> journals) {
        final Audit result = SegmentAudit.run(
                new LogAccess(settings).settings(), new Addresses(settings).database(), journals, MAX_FINDINGS);
        final PrintWriter out = spec.commandLine().getOut();
        result.findings().forEach(out::println);
        out.println(result.verdict());
        out.flush();
        return result.passes() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private int measure(final StopSignal signal, final Settings settings, final List<ClientJournal> journals) {
        final LoadReport report = new LoadReport(spec.commandLine().getOut());
        final LoadPlan plan = plan(settings);
        report.printPlan(plan);
        final LoadResult result;
        final List<Double> lagSeconds;
        try (LoadRun run = new LoadRun(plan, new LoadProgress(spec.commandLine().getOut()), signal::isRaised);
                LagProbe probe = LagProbe.start(settings)) {
            result = run.run();
            lagSeconds = probe.stop();
            journals.addAll(run.journals());
        } catch (final IllegalStateException e) {
            throw new OperatorException(ExitCode.DEPENDENCY_LOST, "the load can't run: " + e.getMessage() + ".", e);
        }
        report.printResult(plan, result);
        report.printLag(plan, lagSeconds);
        try {
            writeHistograms(result);
            if (withFloors) {
                report.printFloors(
                        echoFloor(), appendFloor(settings), result.tally().acknowledgements());
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return result.complete() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private LoadPlan plan(final Settings settings) {
        final InetSocketAddress gateway = new Addresses(settings).gateway();
        final KeyFile.Key key =
                KeyFile.read(settings.file(SettingTable.KEYS, "keys")).get(0);
        return new LoadPlan(
                gateway,
                new ClientCredentials(key.id(), HOST_TAG, key.secret()),
                key.firstAccount(),
                connections,
                window,
                rate,
                rate > 0 ? Math.max(1, burst) : window,
                Duration.ofSeconds(warmUpSeconds),
                rate > 0 ? Math.min(rate, warmUpRate) : warmUpRate,
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(drainSeconds),
                QueuedMode.valueOf(queued.name()),
                seed,
                withAudit);
    }

    private void writeHistograms(final LoadResult result) throws IOException {
        if (hgrm != null) {
            LoadReport.writeHgrm(result.tally().acknowledgements(), Path.of(hgrm + "-ack.hgrm"));
            LoadReport.writeHgrm(result.tally().answers(), Path.of(hgrm + "-report.hgrm"));
        }
    }

    private static Histogram echoFloor() throws IOException {
        return EchoFloor.measure(20_000, 50_000);
    }

    private static Histogram appendFloor(final Settings settings) throws IOException {
        return FloorLog.measure(settings, 5_000, 20_000);
    }
}
