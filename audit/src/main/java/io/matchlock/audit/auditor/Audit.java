package io.matchlock.audit.auditor;

import java.util.List;

/**
 * What an {@link Auditor} found.
 *
 * @param sent messages that clients sent
 * @param acknowledged messages that clients were acknowledged
 * @param told reports that clients were told
 * @param untold reports that clients have not been told yet, because they came while no connection stood
 * @param entries of the log, in each stream
 * @param orders by the log
 * @param reports by the log
 * @param trades by the log
 * @param resting orders in the books at the log's end
 * @param lost what should be there and isn't
 * @param duplicated what is there more than once
 * @param reordered what came in another order than is promised
 * @param different what is there with other values
 * @param findings the first of these, a sentence each
 */
public record Audit(
        long sent,
        long acknowledged,
        long told,
        long untold,
        long entries,
        long orders,
        long reports,
        long trades,
        long resting,
        long lost,
        long duplicated,
        long reordered,
        long different,
        List<String> findings) {
    public Audit {
        findings = List.copyOf(findings);
    }

    /** {@return whether nothing is wrong} */
    public boolean passes() {
        return lost == 0 && duplicated == 0 && reordered == 0 && different == 0;
    }

    /** {@return the last line of a report: {@code lost 0  duplicated 0  PASS}, or a FAIL} */
    public String verdict() {
        return "lost " + lost + "  duplicated " + duplicated
                + (reordered == 0 ? "" : "  reordered " + reordered)
                + (different == 0 ? "" : "  different " + different)
                + (passes() ? "  PASS" : "  FAIL");
    }
}
