package io.matchlock.exchange.launch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and which command or option may have been meant. */
public final class Misspelling {
    private static final int MAX_EDITS = 2;

    private Misspelling() {}

    /**
     * Explains a failure.
     *
     * @param failure to parse the command line
     * @return one sentence without a full stop
     */
    public static String explain(final ParameterException failure) {
        if (!(failure instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return failure.getMessage();
        }
        final CommandLine command = failure.getCommandLine();
        final String word = unmatched.getUnmatched().get(0);
        if (unmatched.isUnknownOption()) {
            return "no option " + word
                    + meant(word, command.getCommandSpec().optionsMap().keySet());
        }
        return command.getSubcommands().isEmpty()
                ? "\"" + word + "\" is one word too many"
                : "no command " + word + meant(word, command.getSubcommands().keySet());
    }

    private static String meant(final String word, final Collection<String> names) {
        final List<String> similar = new ArrayList<>();
        for (final String name : names) {
            if (edits(word, name) <= Math.min(MAX_EDITS, name.length() - 1)) {
                similar.add(name);
            }
        }
        return similar.isEmpty() ? "" : "; did you mean " + String.join(" or ", similar) + "?";
    }

    /** How many letters have to be added, dropped or changed (Levenshtein). */
    private static int edits(final String from, final String to) {
        int[] above = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            final int[] edits = new int[to.length() + 1];
            edits[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                final int changed = above[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                edits[column] = Math.min(changed, 1 + Math.min(above[column], edits[column - 1]));
            }
            above = edits;
        }
        return above[to.length()];
    }
}
