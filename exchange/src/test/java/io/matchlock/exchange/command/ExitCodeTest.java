package io.matchlock.exchange.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class ExitCodeTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldEndWithTwoWhereTheUsageIsWrong() {
        assertEquals(2, execute("nonsense"));
        assertEquals(2, execute("config", "--nonsense"));
        assertEquals(2, execute());
    }

    @Test
    void shouldEndWithTwoAndOneSentenceWhereASettingIsWrong() {
        assertEquals(2, execute("config", "--set", "redis.port=x"));
        assertEquals(
                "matchlock: setting redis.port can't be \"x\": give a whole number from 0 to 65535 (from flag).",
                err.toString().trim());
    }

    @Test
    void shouldEndWithThreeWhereTheConfigFileIsMissing() {
        assertEquals(3, execute("config", "--config", "/nonexistent/file"));
    }

    @Test
    void shouldExplainEveryCommand() {
        MatchlockCommand.create().getSubcommands().keySet().forEach(name -> {
            assertEquals(0, execute(name, "--help"), name);
            assertTrue(out.toString().contains("Usage: matchlock " + name), name);
        });
    }

    @Test
    void shouldPrintSettingsWithTheirOrigin() {
        assertEquals(0, execute("config", "--port", "1234"));
        assertTrue(out.toString().matches("(?s).*gateway.port +1234 +flag .*"), out.toString());
    }

    private int execute(final String... arguments) {
        final CommandLine line = MatchlockCommand.create();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
