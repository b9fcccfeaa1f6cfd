package io.matchlock.audit.command;

import io.matchlock.audit.replay.RecordedFlow;
import io.matchlock.audit.replay.ReplayCommand;
import io.matchlock.audit.replay.Replayer;
import io.matchlock.audit.replay.direct.DirectFigures;
import io.matchlock.audit.replay.direct.DirectReplay;
import io.matchlock.audit.replay.feed.Feed;
import io.matchlock.audit.replay.format.RecordFormat;
import io.matchlock.audit.replay.format.RecordSniffer;
import io.matchlock.audit.replay.lobster.BookFile;
import io.matchlock.audit.replay.record.RecordException;
import io.matchlock.audit.replay.tally.ReplayComparison;
import io.matchlock.audit.send.ReplayRun;
import io.matchlock.exchange.deploy.Deployment;
import io.matchlock.exchange.deploy.StopSignal;
import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.RunFile;
import io.matchlock.exchange.launch.Logging;
import io.matchlock.exchange.launch.ServeCommand;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.segment.KeyFile;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.log.LogConnection;
import io.matchlock.protocol.segment.InstrumentDefinition;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Predicate;
import org.agrona.CloseHelper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code matchlock replay}: sends recorded order flow, and compares the trades with those of the record. */
@Command(
        name = "replay",
        description = {
            "Send recorded order flow through the gateway, and compare the trades that come of it with those of the record."
                    + " Exit code 1: their number differs by more than 5 %%. Uses the segment that runs on the data"
                    + " folder, or starts one; take an empty folder, because orders that rest already would trade, too.",
            "With --in-process, or with --truth for a lobster file, the flow goes straight through the engine, without folder"
                    + " and servers. Exit code 1: less than 99 %% of the rows or executions agree.",
            "",
            "Formats:",
            "  csv       our own: time,action,id,orig,security,side,type,life,price,quantity",
            "  bitstamp  Bitstamp's live order log, lines of <ms> <event> <json>",
            "  lobster   LOBSTER message file; --truth names the order book file",
            "  itch      Nasdaq TotalView-ITCH 5.0, each message after its length; --symbol",
            "  pitch     BATS or Cboe TCP PITCH, one message a line; --symbol",
            ""
        })
public final class ReplayFileCommand extends ServeCommand {
    private static final double NS_PER_S = 1e9;

    @Parameters(index = "0", paramLabel = "FORMAT", description = "csv, bitstamp, lobster, itch or pitch")
    private String formatName;

    @Parameters(index = "1", paramLabel = "FILE", description = "the record; may be packed with gzip, xz or zip")
    private Path file;

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description =
                    "csv, bitstamp: another file of the same format, whose trades count; lobster: the order book file, to"
                            + " compare best bid and offer after each message")
    private Path truth;

    @Option(
            names = "--instrument",
            paramLabel = "SYMBOL",
            description =
                    "the instrument to trade at the gateway, for all formats but csv (default: BTCUSD for bitstamp, the"
                            + " --symbol for itch and pitch)")
    private String instrumentSymbol;

    @Option(names = "--symbol", paramLabel = "SYMBOL", description = "the symbol to take from an itch or pitch record")
    private String symbol;

    @Option(
            names = "--in-process",
            description = "lobster, itch, pitch: go straight through the engine, without gateway")
    private boolean inProcess;

    private RecordFormat format;

    @Override
    protected int serve(final StopSignal signal) {
        format = format();
        check();
        checkFile();
        if (format.isFeed() && (inProcess || truth != null)) {
            return replayDirectly(signal);
        }
        final Settings settings = options.load();
        Logging.toFile(settings, "replay");
        if (RunFile.read(new DataFolder(settings.data()), Addresses.GATEWAY).isPresent()) {
            return replay(signal, settings);
        }
        try (Deployment deployment = Deployment.start(settings, signal)) {
            out().println("replaying on " + deployment.settings().data());
            return replay(signal, settings);
        }
    }

    private RecordFormat format() {
        for (final RecordFormat candidate : RecordFormat.values()) {
            if (candidate.name().toLowerCase(Locale.ROOT).equals(formatName)) {
                return candidate;
            }
        }
        throw misuse("no format \"" + formatName + "\"; name csv, bitstamp, lobster, itch or pitch");
    }

    private void check() {
        if (format.needsSymbol() && symbol == null) {
            throw misuse("a file of format " + formatName + " has many symbols: name one with --symbol");
        }
        if (format.needsSymbol() && truth != null) {
            throw misuse("a file of format " + formatName + " holds its own executions: leave out --truth");
        }
        if (inProcess && !format.isFeed()) {
            throw misuse("--in-process goes with lobster, itch and pitch");
        }
        if (format == RecordFormat.LOBSTER && instrumentSymbol == null && !inProcess && truth == null) {
            throw misuse(
                    "a lobster file doesn't name its instrument: name one of the segment with --instrument, or give"
                            + " --in-process");
        }
    }

    private void checkFile() {
        try {
            RecordSniffer.guess(file).filter(guess -> guess != format).ifPresent(guess -> {
                throw misuse(file + " looks like a file of format "
                        + guess.name().toLowerCase(Locale.ROOT) + ", not " + formatName);
            });
        } catch (final RecordException e) {
            throw unreadable(e);
        }
    }

    private ParameterException misuse(final String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private int replayDirectly(final StopSignal signal) {
        final BookFile book = openTruth();
        try (Feed feed = format.feed(file, symbol)) {
            final long startNs = System.nanoTime();
            final DirectReplay replay = new DirectReplay(book);
            final DirectFigures figures = replay.run(feed, signal::isRaised);
            final double seconds = (System.nanoTime() - startNs) / NS_PER_S;
            out().printf(
                            Locale.ROOT,
                            "%,d messages straight through the engine in %.1f s%n",
                            figures.messages(),
                            seconds);
            out().println(figures.describe());
            requireWhole(replay.fault());
            return figures.isEmpty()
                    ? ExitCode.OK
                    : verdict(figures.passes(), "less than 99 % of the rows or executions agree");
        } catch (final RecordException e) {
            throw unreadable(e);
        } finally {
            CloseHelper.quietClose(book);
        }
    }

    private BookFile openTruth() {
        try {
            return truth == null ? null : new BookFile(truth);
        } catch (final RecordException e) {
            throw unreadable(e);
        }
    }

    private static OperatorException unreadable(final RecordException e) {
        return new OperatorException(ExitCode.STARTUP_FAILED, e.getMessage(), e);
    }

    private void requireWhole(final RecordException fault) {
        out().flush();
        if (fault != null) {
            throw unreadable(fault);
        }
    }

    private int verdict(final boolean passes, final String otherwise) {
        out().println(passes ? "PASS" : "FAIL: " + otherwise);
        out().flush();
        return passes ? ExitCode.OK : ExitCode.CHECK_FAILED;
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
            return tell(replayer, compare(replayer, instrument), traded(replayer, instrument, settings), seconds);
        } catch (final RecordException e) {
            throw unreadable(e);
        }
    }

    private int tell(
            final Replayer replayer,
            final ReplayComparison comparison,
            final InstrumentDefinition instrument,
            final double seconds) {
        out().printf(Locale.ROOT, "%,d messages in %.1f s%n", replayer.sent(), seconds);
        out().println(comparison.describe(instrument.quantityScale()));
        if (format.isFeed()) {
            out().println(replayer.executions().describe(comparison.trueCount()));
        }
        requireWhole(replayer.fault());
        return comparison.isEmpty() ? ExitCode.OK : verdict(comparison.passes(), "the count is off by more than 5 %");
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

    /** Rows of csv name their instrument; the others trade the one that was given. */
    private InstrumentDefinition traded(
            final Replayer replayer, final InstrumentDefinition instrument, final Settings settings) {
        return format == RecordFormat.CSV && replayer.sent() > 0
                ? instrument(
                        settings, candidate -> candidate.securityId() == replayer.securityId(), "that the file trades")
                : instrument;
    }

    private RecordedFlow open(final Path path, final InstrumentDefinition instrument) {
        return format.flow(path, symbol, instrument.securityId(), instrument.quantityScale());
    }

    private InstrumentDefinition instrument(final Settings settings) {
        if (format == RecordFormat.CSV) {
            return instrument(settings, candidate -> true, "at all");
        }
        final String traded = tradedSymbol();
        return instrument(
                settings, candidate -> candidate.symbol().equals(traded), traded + "; name one with --instrument");
    }

    private static InstrumentDefinition instrument(
            final Settings settings, final Predicate<InstrumentDefinition> wanted, final String what) {
        try (LogConnection connection = new LogAccess(settings).open()) {
            return connection.readGenesis().instruments().stream()
                    .filter(wanted)
                    .findFirst()
                    .orElseThrow(() -> OperatorException.startup("the segment has no instrument " + what + "."));
        }
    }

    private String tradedSymbol() {
        if (instrumentSymbol != null) {
            return instrumentSymbol;
        }
        return format.needsSymbol() ? symbol : "BTCUSD";
    }
}
