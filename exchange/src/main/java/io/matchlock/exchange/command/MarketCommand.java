package io.matchlock.exchange.command;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.launch.SettingsOptions;
import io.matchlock.exchange.market.AdminChain;
import io.matchlock.exchange.market.AdminRequest;
import io.matchlock.exchange.segment.InstrumentFile;
import io.matchlock.exchange.segment.LogAccess;
import io.matchlock.exchange.segment.TradingStatus;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.log.LogConnection;
import io.matchlock.log.entry.LogUnavailableException;
import io.matchlock.protocol.internal.AdminResult;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.InstrumentDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code matchlock market}: changes instruments, statuses, accounts and rules while the market runs, by way of the log. */
@Command(
        name = "market",
        description = "Change instruments, trading statuses, accounts or matching rules while the market runs."
                + " Each change is a record in the log."
                + " Exit code 1: the engine refused it; 4: no matcher answered.",
        footer = {
            "",
            "Examples:",
            "  matchlock market status AAPL auction",
            "  matchlock market define more-instruments.csv",
            "  matchlock market account 7 --max-open-orders 100 --max-position 5000",
            "  matchlock market account 7 --block",
            "  matchlock market rules 2"
        })
final class MarketCommand implements Callable<Integer> {
    private static final Duration MATCHER_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
    private static final long MAX_ACCOUNT = 0xFFFF_FFFEL;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "name what to change: status, define, account or rules");
    }

    @Command(name = "status", description = "Change an instrument's trading status.")
    int status(
            @Mixin final SettingsOptions given,
            @Parameters(paramLabel = "SYMBOL", description = "the instrument's symbol or number") final String symbol,
            @Parameters(paramLabel = "STATUS", description = "auction, continuous, halted, closed or pre-open")
                    final String word) {
        final TradingStatus status = TradingStatus.find(word)
                .orElseThrow(() -> usage("no status \"" + word + "\": name one of " + TradingStatus.words()));
        return perform(
                given,
                connection -> List.of(new AdminRequest.Status(
                        securityId(connection, symbol),
                        status.code(),
                        symbol.toUpperCase(Locale.ROOT) + " to " + status.word())));
    }

    @Command(name = "define", description = "Add instruments, or replace their definitions as a whole.")
    int define(
            @Mixin final SettingsOptions given,
            @Parameters(paramLabel = "FILE", description = "instruments, in the lines of instruments.csv")
                    final Path file) {
        final List<InstrumentDefinition> instruments = InstrumentFile.read(file);
        return perform(
                given,
                connection -> instruments.stream()
                        .<AdminRequest>map(AdminRequest.Define::new)
                        .toList());
    }

    @Command(
            name = "account",
            description = "Set an account's limits (one that is not named is lifted), or block or unblock it."
                    + " Blocking cancels its orders.")
    int account(
            @Mixin final SettingsOptions given,
            @Parameters(paramLabel = "NUMBER") final long account,
            @Option(names = "--max-open-orders", paramLabel = "N") final Integer maxOpenOrders,
            @Option(
                            names = "--max-position",
                            paramLabel = "UNITS",
                            description = "units in any one instrument, long or short")
                    final Long maxPosition,
            @Option(
                            names = "--max-notional",
                            paramLabel = "AMOUNT",
                            description = "value of all open orders, in whole units of price")
                    final Long maxNotional,
            @Option(names = "--block") final boolean block,
            @Option(names = "--unblock") final boolean unblock) {
        final boolean hasLimits = maxOpenOrders != null || maxPosition != null || maxNotional != null;
        if ((hasLimits ? 1 : 0) + (block ? 1 : 0) + (unblock ? 1 : 0) != 1) {
            throw usage("name limits, --block or --unblock, one of the three");
        }
        if (account < 0 || account > MAX_ACCOUNT) {
            throw usage("account numbers are 0 to " + MAX_ACCOUNT);
        }
        final AdminRequest request = hasLimits
                ? new AdminRequest.Limits(
                        account,
                        maxOpenOrders == null ? Integer.MAX_VALUE : maxOpenOrders,
                        maxPosition == null ? Long.MAX_VALUE : maxPosition,
                        maxNotional == null ? Long.MAX_VALUE : maxNotional)
                : new AdminRequest.Block(account, block);
        return perform(given, connection -> List.of(request));
    }

    @Command(name = "rules", description = "Change to another version of the matching rules, from the next record on.")
    int rules(
            @Mixin final SettingsOptions given,
            @Parameters(paramLabel = "VERSION") final int version,
            @Option(
                            names = "--force",
                            description = "even to a version that this build lacks, whose matchers will halt")
                    final boolean force) {
        if (!force && !io.matchlock.engine.Engine.hasRules(version)) {
            throw usage("this build has no rules of version " + version + ": matchers of this build would halt");
        }
        return perform(given, connection -> List.of(new AdminRequest.Rules(version)));
    }

    private int perform(final SettingsOptions given, final Function<LogConnection, List<AdminRequest>> asked) {
        final Settings settings = given.load();
        try (LogConnection connection = new LogAccess(settings).open()) {
            final AdminChain chain = new AdminChain(connection, settings.text(SettingTable.SEGMENT));
            final List<AdminRequest> requests = asked.apply(connection);
            if (!chain.awaitMatcher(MATCHER_TIMEOUT)) {
                throw OperatorException.lost("no matcher follows the log of segment "
                        + settings.text(SettingTable.SEGMENT) + "; start one. Nothing was changed.");
            }
            return tell(requests, chain.perform(requests, ANSWER_TIMEOUT), chain);
        } catch (final LogUnavailableException e) {
            throw new OperatorException(ExitCode.DEPENDENCY_LOST, "the log is lost: " + e.getMessage() + ".", e);
        } catch (final IllegalArgumentException e) {
            throw new OperatorException(ExitCode.USAGE, e.getMessage() + ".", e);
        }
    }

    private int tell(final List<AdminRequest> requests, final List<AdminResult> results, final AdminChain chain) {
        if (chain.isVoid()) {
            throw OperatorException.lost("another operator's command came in between; nothing was changed, try again.");
        }
        int exitCode = ExitCode.OK;
        for (int i = 0; i < results.size(); i++) {
            final AdminResult result = results.get(i);
            say(requests.get(i).text() + ": " + text(result));
            exitCode = result == AdminResult.Done ? exitCode : ExitCode.CHECK_FAILED;
        }
        if (results.size() < requests.size()) {
            throw OperatorException.lost("no matcher answered log entry " + EntryId.format(chain.entryId()) + " within "
                    + ANSWER_TIMEOUT.toSeconds() + " s; it will act as soon as one reads it.");
        }
        return exitCode;
    }

    private static int securityId(final LogConnection connection, final String symbol) {
        final List<InstrumentDefinition> instruments = connection.readGenesis().instruments();
        return instruments.stream()
                .filter(instrument -> instrument.symbol().equalsIgnoreCase(symbol))
                .map(InstrumentDefinition::securityId)
                .findFirst()
                .orElseGet(() -> number(symbol, instruments));
    }

    private static int number(final String text, final List<InstrumentDefinition> instruments) {
        if (text.matches("\\d{1,9}")) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException("no instrument " + text + "; the segment began with "
                + instruments.stream().map(InstrumentDefinition::symbol).toList()
                + ", those added since go by their numbers");
    }

    private static String text(final AdminResult result) {
        return switch (result) {
            case Done -> "done";
            case UnknownInstrument -> "refused, there is no such instrument";
            case Full -> "refused, there is no room for another one";
            case TickSizeInUse -> "refused, prices of live orders would not fit the tick size";
            case UnknownStatus -> "refused, there is no such status";
            case Busy -> "refused, the engine is busy; try again";
            case Invalid -> "refused, it is invalid in itself";
            default -> "answered by a code that this build does not know";
        };
    }

    private ParameterException usage(final String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private void say(final String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
