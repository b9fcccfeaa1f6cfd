package io.matchlock.log.server;

import java.util.List;

/**
 * What each error of Redis means for an append. With all of them the command was not carried out; they differ in what to do next.
 * An error that is not listed means halt, because nothing may be acknowledged on a guess.
 */
public final class RedisErrors {
    private static final List<Rule> RULES = List.of(
            // passes: keep the batch and send it again
            new Rule("OOM ", AppendFailure.REFUSED),
            new Rule("LOADING ", AppendFailure.REFUSED),
            new Rule("BUSY ", AppendFailure.REFUSED),
            new Rule("MISCONF ", AppendFailure.REFUSED), // the last write to disk failed
            new Rule("NOREPLICAS ", AppendFailure.REFUSED),
            new Rule("MASTERDOWN ", AppendFailure.REFUSED),
            new Rule("CLUSTERDOWN ", AppendFailure.REFUSED),
            new Rule("TRYAGAIN ", AppendFailure.REFUSED),
            new Rule("ERR max number of clients", AppendFailure.REFUSED),
            // the stream is not what it was
            new Rule("WRONGTYPE ", AppendFailure.HALT),
            new Rule("ERR The ID specified in XADD", AppendFailure.HALT),
            new Rule("ERR The stream has exhausted", AppendFailure.HALT),
            // somebody must mend the settings
            new Rule("NOAUTH ", AppendFailure.MISCONFIGURED),
            new Rule("WRONGPASS ", AppendFailure.MISCONFIGURED),
            new Rule("NOPERM ", AppendFailure.MISCONFIGURED),
            new Rule("READONLY ", AppendFailure.MISCONFIGURED),
            new Rule("MOVED ", AppendFailure.MISCONFIGURED),
            new Rule("ASK ", AppendFailure.MISCONFIGURED),
            new Rule("CROSSSLOT ", AppendFailure.MISCONFIGURED),
            new Rule("DENIED ", AppendFailure.MISCONFIGURED),
            new Rule("ERR unknown command", AppendFailure.MISCONFIGURED),
            new Rule("ERR Invalid stream ID", AppendFailure.MISCONFIGURED)); // older than 7.0

    private static final String NOT_ABOVE = "ERR The ID specified in XADD is equal or smaller";
    private static final String ABORTED = "EXECABORT ";

    private RedisErrors() {}

    /**
     * Says what an error means.
     *
     * @param error as Redis wrote it
     * @return {@link AppendFailure#HALT} for an error that is not listed
     */
    public static AppendFailure classify(final String error) {
        for (final Rule rule : RULES) {
            if (error.startsWith(rule.prefix)) {
                return rule.failure;
            }
        }
        return AppendFailure.HALT;
    }

    /**
     * Says what an error means for an append whose id Redis was to choose in an epoch.
     *
     * @param error as Redis wrote it
     * @return {@link AppendFailure#FENCED} where the stream's last id is of a later epoch, else as {@link #classify}
     */
    public static AppendFailure classifyAutomatic(final String error) {
        return isNotAbove(error) ? AppendFailure.FENCED : classify(error);
    }

    /**
     * Whether an XADD was refused because its id is not above the stream's last.
     *
     * @param error as Redis wrote it
     * @return whether it says so
     */
    public static boolean isNotAbove(final String error) {
        return error.startsWith(NOT_ABOVE);
    }

    /**
     * Whether a transaction was not carried out because one of its commands was refused when it was queued.
     *
     * @param error as Redis wrote it
     * @return whether it says so
     */
    public static boolean isAborted(final String error) {
        return error.startsWith(ABORTED);
    }

    private record Rule(String prefix, AppendFailure failure) {}
}
