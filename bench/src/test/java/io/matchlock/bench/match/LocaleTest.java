package io.matchlock.bench.match;

import static io.matchlock.bench.match.FlowWriter.BUY;
import static io.matchlock.bench.match.FlowWriter.SELL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.exchange.command.MatchlockCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** No command says anything else where people write digits, commas or letters in another way. */
final class LocaleTest {
    private final Locale before = Locale.getDefault();

    @TempDir
    private Path folder;

    @AfterEach
    void tearDown() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG-u-nu-arab", "th-TH-u-nu-thai-ca-buddhist", "hi-IN-u-nu-deva", "de-DE", "tr-TR"})
    void shouldSayTheSameInEachLocale(final String tag) throws IOException {
        final Path flow = new FlowWriter(0)
                .gtc(SELL, 1, 12_345, 1_000)
                .gtc(BUY, 2, 12_345, 400)
                .cancel(SELL, 1)
                .write(folder.resolve("flow"));
        final Path csv = Files.writeString(folder.resolve("prices.csv"), "buy,100,AAPL,-1.5\n");
        final List<List<String>> lines = List.of(
                List.of("--help"),
                List.of("load", "--help"),
                List.of("config", "--data", folder.toString()),
                List.of("config", "--set", "redis.max-memory=1234567", "--data", folder.toString()),
                List.of("config", "--set", "REDIS.PORT=1"),
                List.of(
                        "match",
                        flow.toString(),
                        "--passes",
                        "0",
                        "--reports",
                        folder.resolve("reports").toString()),
                List.of("replay", "csv", csv.toString(), "--data", folder.toString(), "--seconds", "1.5"),
                List.of("status", "18446744073709551614", "--data", folder.toString()),
                List.of("order", "BUY", "1,5", "AAPL", "150.25"),
                List.of("order", "buy", "1", "AAPL", "150.25", "GTD", "+15X"),
                List.of("load", "--connections", "123456789"));
        for (final List<String> line : lines) {
            Locale.setDefault(Locale.ENGLISH);
            final String english = said(line);
            Locale.setDefault(Locale.forLanguageTag(tag));
            assertEquals(english, said(line), line::toString);
        }
    }

    private static String said(final List<String> arguments) {
        final StringWriter text = new StringWriter();
        final PrintWriter printer = new PrintWriter(text, true);
        final CommandLine line = MatchlockCommand.create();
        line.setOut(printer);
        line.setErr(printer);
        final int exitCode = line.execute(arguments.toArray(String[]::new));
        return text + "exit code " + exitCode;
    }
}
