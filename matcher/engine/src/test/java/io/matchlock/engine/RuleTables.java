package io.matchlock.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tables of docs/matching.md. */
final class RuleTables {
    private static final Path PAGE = Path.of("../../docs/matching.md");

    private RuleTables() {}

    /** Rows, without head, of the table whose head begins with the given words; each row is its trimmed cells. */
    static List<List<String>> table(final String head) throws IOException {
        final List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (final String line : Files.readAllLines(PAGE)) {
            inside = line.startsWith(head) || (inside && line.startsWith("|"));
            if (inside && !line.startsWith(head) && !line.startsWith("|---")) {
                rows.add(cells(line));
            }
        }
        if (rows.isEmpty()) {
            throw new IOException("no table in " + PAGE + " begins with " + head);
        }
        return rows;
    }

    private static List<String> cells(final String line) {
        final String[] cells = line.substring(1, line.lastIndexOf('|')).split("\\|", -1);
        return Arrays.stream(cells).map(String::trim).toList();
    }
}
