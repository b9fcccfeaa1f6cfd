package io.matchlock.exchange.failure;

/** The exit codes of every command. */
public final class ExitCode {
    /** All went well. */
    public static final int OK = 0;
    /** A check failed: the command did its work, and the answer is no. */
    public static final int CHECK_FAILED = 1;
    /** The command line was wrong. */
    public static final int USAGE = 2;
    /** A check at start-up failed: settings, ports, folders, versions. */
    public static final int STARTUP_FAILED = 3;
    /** Something that the command needs was lost while it ran. */
    public static final int DEPENDENCY_LOST = 4;

    private ExitCode() {}
}
