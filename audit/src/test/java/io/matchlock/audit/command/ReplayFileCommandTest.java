package io.matchlock.audit.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchlock.exchange.command.MatchlockCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code replay} prints, and its exit codes, where it needs no segment. */
final class ReplayFileCommandTest {
    private static final List<String> MESSAGES = List.of(
            "34200.004241176,1,16113575,18,5853300,1",
            "34200.004260640,1,16113584,18,5853200,1",
            "34200.025551909,4,16113575,10,5853300,1",
            "34200.201743222,3,16113575,8,5853300,1");
    private static final List<String> BOOKS = List.of(
            "9999999999,0,5853300,18", "9999999999,0,5853300,18", "9999999999,0,5853300,8", "9999999999,0,5853200,18");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void shouldPrintWhatAgrees() throws IOException {
        assertEquals(0, replayLobster(MESSAGES, BOOKS), err.toString());

        assertTrue(out.toString().matches("""
                4 messages straight through the engine in [0-9.]+ s
                best bid and offer agree after 3 of 3 rows \\(100.00 %\\)
                executions that hit the order named 1 of 1 \\(100.00 %\\)
                trades 1 of 1 \\(100.0 %\\), volume 10 of 10 \\(100.0 %\\)
                levels put in again 0, orders given up 0, forgotten 0, events left out 0, rejects 0
                PASS
                """), out.toString());
    }

    @Test
    void shouldEndWithOneWhereARowDiffers() throws IOException {
        assertEquals(
                1,
                replayLobster(MESSAGES, List.of(BOOKS.get(0), BOOKS.get(1), "9999999999,0,5853300,9", BOOKS.get(3))));
        assertTrue(out.toString().contains("agree after 2 of 3 rows (66.67 %)"), out.toString());
        assertTrue(out.toString().contains("FAIL: less than 99 % of the rows or executions agree"), out.toString());
    }

    @Test
    void shouldEndWithThreeAndOneSentenceWhereARecordCannotBeRead() throws IOException {
        final Path itch = Files.write(folder.resolve("cut.itch"), new byte[] {0, 12, 'S'});

        assertEquals(3, replayLobster(MESSAGES, BOOKS.subList(0, 2)));
        assertEquals(3, execute("replay", "itch", itch.toString(), "--symbol", "ACME", "--in-process"));
        assertEquals(3, execute("replay", "pitch", folder + "/none", "--symbol", "ACME", "--in-process"));
        assertEquals(
                "matchlock: " + folder + "/books.csv, line 3: the file ends, but not the messages\n"
                        + "matchlock: " + itch + ", byte 0: the file ends within a message\n"
                        + "matchlock: there is no file " + folder + "/none\n",
                err.toString());
    }

    @Test
    void shouldEndWithTwoWhereOptionsAndFormatDoNotGoTogether() {
        assertEquals(2, execute("replay", "tape", "file"));
        assertEquals(2, execute("replay", "itch", "file"));
        assertEquals(2, execute("replay", "pitch", "file", "--symbol", "ACME", "--truth", "file"));
        assertEquals(2, execute("replay", "csv", "file", "--in-process"));
        assertEquals(2, execute("replay", "lobster", "file"));
    }

    private int replayLobster(final List<String> messages, final List<String> books) throws IOException {
        final Path messageFile = Files.write(folder.resolve("messages.csv"), messages);
        final Path bookFile = Files.write(folder.resolve("books.csv"), books);
        return execute("replay", "lobster", messageFile.toString(), "--truth", bookFile.toString());
    }

    private int execute(final String... arguments) {
        final CommandLine line = MatchlockCommand.create();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
