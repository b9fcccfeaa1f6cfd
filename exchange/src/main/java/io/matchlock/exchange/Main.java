package io.matchlock.exchange;

import io.matchlock.exchange.command.MatchlockCommand;

/** The main of every process: a subcommand, its exit code. */
public final class Main {
    private Main() {}

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param arguments of the command line
     */
    public static void main(final String[] arguments) {
        System.exit(MatchlockCommand.create().execute(arguments));
    }
}
