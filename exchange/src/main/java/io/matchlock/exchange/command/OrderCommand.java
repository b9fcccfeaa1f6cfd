package io.matchlock.exchange.command;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.launch.SettingsOptions;
import io.matchlock.exchange.order.OrderDesk;
import io.matchlock.exchange.order.OrderLine;
import io.matchlock.exchange.settings.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code matchlock order}: one order, or a prompt for many. */
@Command(
        name = "order",
        description =
                "Send one order; print its acknowledgement and its reports, each with its latency. Without words, open a prompt.",
        footer = {
            "",
            "Examples:",
            "  matchlock order buy 100 AAPL 150.25",
            "  matchlock order sell 50 AAPL market",
            "  matchlock order sell 50 AAPL 150.20 ioc",
            "  matchlock order sell 50 AAPL stop 149 gtc             a stop",
            "  matchlock order sell 50 AAPL 148.50 stop 149          a stop limit order",
            "  matchlock order buy 1000 AAPL 150 show 100            an iceberg",
            "  matchlock order buy 100 AAPL 150.25 min 40 ioc",
            "  matchlock order buy 100 AAPL 150 post gtd +15m",
            "  matchlock order replace 1 80 150.30                   80 in all, fills included",
            "  matchlock order replace 1 80 150.30 open              80 open from now on",
            "  matchlock order mass AAPL buy",
            "  matchlock order cancel 2"
        })
final class OrderCommand implements Callable<Integer> {
    private static final List<String> VERBS = List.of(
            "buy", "sell", "cancel", "replace", "mass", "market", "stop", "show", "min", "post", "day", "gtc", "gtd",
            "ioc", "fok", "open", "account", "help", "quit");

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "WORD", description = OrderLine.USAGE)
    private List<String> words = new ArrayList<>();

    @Override
    public Integer call() {
        final OrderLine line = words.isEmpty() ? null : parse(words);
        final Settings settings = options.load();
        try (OrderDesk desk = OrderDesk.open(settings, this::say)) {
            if (line != null) {
                return desk.perform(line) ? ExitCode.OK : ExitCode.CHECK_FAILED;
            }
            converse(desk);
            return ExitCode.OK;
        } catch (final IllegalArgumentException e) {
            throw new OperatorException(ExitCode.USAGE, e.getMessage(), e);
        }
    }

    private OrderLine parse(final List<String> given) {
        try {
            return OrderLine.parse(given);
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void converse(final OrderDesk desk) {
        try (Terminal terminal = TerminalBuilder.builder().dumb(true).build()) {
            final List<String> candidates = new ArrayList<>(VERBS);
            desk.symbols().forEach(candidates::add);
            final LineReader reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .completer(new StringsCompleter(candidates))
                    .build();
            say("Instruments " + desk.symbols() + "; write " + OrderLine.USAGE + ", or quit.");
            boolean goesOn = true;
            while (goesOn) {
                goesOn = turn(desk, reader.readLine("matchlock> ").trim());
            }
        } catch (final EndOfFileException | UserInterruptException e) {
            say("bye");
        } catch (final IOException e) {
            throw new OperatorException(ExitCode.DEPENDENCY_LOST, "the terminal can't be used: " + e.getMessage(), e);
        }
    }

    private boolean turn(final OrderDesk desk, final String line) {
        desk.drainEvents();
        if (line.equals("quit") || line.equals("exit")) {
            return false;
        }
        if (line.equals("help")) {
            say(OrderLine.USAGE);
        } else if (!line.isEmpty()) {
            try {
                desk.perform(OrderLine.parse(line));
            } catch (final IllegalArgumentException e) {
                say(e.getMessage());
            }
        }
        return true;
    }

    private void say(final String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
