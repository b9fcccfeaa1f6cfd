package io.matchlock.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tables of docs/matching.md, and of docs/client.md. */
final class RuleTables {
    private static final Path RULES = Path.of("../../docs/matching.md");
    private static final Path CLIENT = Path.of("../../docs/client.md");

    private RuleTables() {}

    /** Rows, without head, of the table whose head begins with the given words; each row is its trimmed cells. */
    static List<List<String>> table(final String head) throws IOException {
        return table(RULES, head);
    }

    /** As {@link #table}, of the page for those who write a client. */
    static List<List<String>> remedies(final String head) throws IOException {
        return table(CLIENT, head);
    }

    private static List<List<String>> table(final Path page, final String head) throws IOException {
        final List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (final String line : Files.readAllLines(page)) {
            inside = line.startsWith(head) || (inside && line.startsWith("|"));
            if (inside && !line.startsWith(head) && !line.startsWith("|---")) {
                rows.add(cells(line));
            }
        }
        if (rows.isEmpty()) {
            throw new IOException("no table in " + page + " begins with " + head);
        }
        return rows;
    }

    private static List<String> cells(final String line) {
        final String[] cells = line.substring(1, line.lastIndexOf('|')).split("\\|", -1);
        return Arrays.stream(cells).map(String::trim).toList();
    }
}
