package io.matchlock.exchange.command;

import io.matchlock.exchange.demo.ReplayRun;
import io.matchlock.exchange.deploy.Deployment;
import io.matchlock.exchange.deploy.StopSignal;
import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.RunFile;
import io.matchlock.exchange.replay.BitstampFlow;
import io.matchlock.exchange.replay.CsvFlow;
import io.matchlock.exchange.replay.RecordedFlow;
import io.matchlock.exchange.replay.ReplayCommand;
import io.matchlock.exchange.replay.Replayer;
import io.matchlock.exchange.replay.record.RecordException;
import io.matchlock.exchange.replay.tally.ReplayComparison;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.segment.KeyFile;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.log.LogConnection;
import io.matchlock.protocol.log.InstrumentDefinition;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code matchlock replay}: recorded order flow through the gateway, its trades beside those of the record. */
@Command(
        name = "replay",
        description = "Send recorded order flow through the gateway and compare the trades that come out with those of"
                + " the record; exit code 1 where their count is off by more than 5 %%. Uses a running \"up\" of the"
                + " data folder, or starts one; begin with an empty folder, for orders that rest already take part.")
final class ReplayFileCommand extends ServeCommand {
    private static final double NS_PER_S = 1e9;

    @Parameters(index = "0", paramLabel = "FORMAT", description = "csv or bitstamp")
    private String format;

    @Parameters(index = "1", paramLabel = "FILE", description = "of the flow; .xz is read directly")
    private Path file;

    @Option(names = "--truth", paramLabel = "FILE", description = "another file of the format, for its trades")
    private Path truth;

    @Option(
            names = "--instrument",
            paramLabel = "SYMBOL",
            description = "that a bitstamp record trades (default: ${DEFAULT-VALUE})")
    private String symbol = "BTCUSD";

    @Override
    int serve(final StopSignal signal) {
        if (!"csv".equals(format) && !"bitstamp".equals(format)) {
            throw new ParameterException(spec.commandLine(), "no format \"" + format + "\": name csv or bitstamp");
        }
        final Settings settings = options.load();
        Logging.toFile(settings, "replay");
        if (RunFile.read(new DataFolder(settings.data()), Addresses.GATEWAY).isPresent()) {
            return replay(signal, settings);
        }
        try (Deployment deployment = Deployment.start(settings)) {
            out().println("replaying on " + deployment.settings().data());
            return replay(signal, settings);
        }
    }

    private int replay(final StopSignal signal, final Settings settings) {
        final InstrumentDefinition instrument = instrument(settings);
        final KeyFile.Key key =
                KeyFile.read(settings.file(SettingTable.KEYS, "keys")).get(0);
        try (RecordedFlow flow = open(file, instrument)) {
            final Replayer replayer = new Replayer(flow);
            final long startNs = System.nanoTime();
            new ReplayRun(replayer, new Addresses(settings).gateway(), key).run(signal::isRaised);
            final double seconds = (System.nanoTime() - startNs) / NS_PER_S;
            return tell(replayer, compare(replayer, instrument), instrument, seconds);
        } catch (final RecordException e) {
            throw new OperatorException(ExitCode.STARTUP_FAILED, e.getMessage(), e);
        }
    }

    private int tell(
            final Replayer replayer,
            final ReplayComparison comparison,
            final InstrumentDefinition instrument,
            final double seconds) {
        out().printf("%,d messages in %.1f s%n", replayer.sent(), seconds);
        out().println(comparison.describe(instrument.quantityScale()));
        out().println(comparison.passes() ? "PASS" : "FAIL: the count is off by more than 5 %");
        out().flush();
        return comparison.passes() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private ReplayComparison compare(final Replayer replayer, final InstrumentDefinition instrument) {
        if (truth == null) {
            return replayer.compare();
        }
        try (RecordedFlow record = open(truth, instrument)) {
            final ReplayCommand command = new ReplayCommand();
            boolean hasMore = true;
            while (hasMore) {
                hasMore = record.next(command);
            }
            return replayer.compare(record.truth());
        }
    }

    private RecordedFlow open(final Path path, final InstrumentDefinition instrument) {
        return "csv".equals(format)
                ? new CsvFlow(path)
                : new BitstampFlow(path, instrument.securityId(), instrument.quantityScale());
    }

    private InstrumentDefinition instrument(final Settings settings) {
        try (LogConnection connection = new LogAccess(settings).open()) {
            return connection.readGenesis().instruments().stream()
                    .filter(candidate -> candidate.symbol().equals(symbol))
                    .findFirst()
                    .orElseThrow(() -> OperatorException.startup(
                            "the segment has no instrument " + symbol + "; name one with --instrument."));
        }
    }
}
