package io.matchlock.exchange;

import io.matchlock.exchange.command.MatchlockCommand;
import java.util.Locale;

/** The main of every process: it runs a subcommand and ends with its exit code. */
public final class Main {
    private Main() {}

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param arguments of the command line
     */
    public static void main(final String[] arguments) {
        Locale.setDefault(Locale.ROOT); // libraries, too, write numbers for people and for programs alike
        System.exit(MatchlockCommand.create().execute(arguments));
    }
}
