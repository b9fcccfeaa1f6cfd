package io.matchlock.bench;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.exchange.command.MatchlockCommand;
import io.matchlock.exchange.failure.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What is written wrongly on a command line ends with 2, and the line says what is allowed. */
final class UsageTest {
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "load --connections 0|--connections is 0, and must be 1 to 20000",
                "load --window 0|--window is 0, and must be 1 to 65536",
                "load --rate -1|--rate is -1, and must be 0 to",
                "load --burst 0|--burst is 0, and must be 1 to",
                "load --seconds 0|--seconds is 0, and must be 1 to",
                "load --warm-up -1|--warm-up is -1, and must be 0 to",
                "load --queued Foo|expected one of [Each, Cumulative, None]",
                "load --queued NULL_VAL|expected one of [Each, Cumulative, None]",
                "load --set gateway.port=x|give a whole number from 0 to 65535",
                "load --set nope=1|matchlock config lists all settings",
                "bench jmh -bm foo|Known values are [Throughput/thrpt",
                "bench jmh -f x|JMH does not take that",
                "bench jmh NoSuchBenchmark|-l lists them",
                "order bye|begin with buy, sell, cancel, replace or mass",
                "order buy x AAPL 1|not a number where one belongs in \"buy x AAPL 1\"",
                "order cancel 1 2|\"2\" is too many",
                "order mass AAPL account 4294967295|account 4294967295 must be 0 to 4294967294",
                "status x|a number from 0 to 18446744073709551615",
                "inspect foo|name orders or events",
                "demo --seconds 0|must be at least 1",
                "match|FLOW",
                "replay xls file|name csv, bitstamp, lobster, itch or pitch",
                "config --data a\0b|can't be a path here",
                "nosuch|no command nosuch",
                "upp|no command upp; did you mean up?",
                "replaay csv file|no command replaay; did you mean replay?",
                "demo --second 3|no option --second; did you mean --seconds?",
                "demo now|\"now\" is one word too many"
            })
    void shouldSayWhatIsAllowed(final String line, final String allowed) {
        final int exitCode = execute(line.split(" "));

        assertAll(
                () -> assertEquals(ExitCode.USAGE, exitCode, err::toString),
                () -> assertTrue(err.toString().contains(allowed), err::toString),
                () -> assertTrue(err.toString().lines().count() <= 2, err::toString),
                () -> assertFalse(err.toString().contains("should not happen"), err::toString));
    }

    private int execute(final String... arguments) {
        final CommandLine line = MatchlockCommand.create();
        line.setOut(new PrintWriter(new StringWriter(), true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
