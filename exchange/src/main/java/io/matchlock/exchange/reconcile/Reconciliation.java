package io.matchlock.exchange.reconcile;

import java.util.List;

/**
 * What a {@link Reconciler} found.
 *
 * @param acknowledged messages that clients were acknowledged
 * @param told reports that clients were told
 * @param missed reports that clients know to have missed
 * @param entries of the log, in each stream
 * @param orders by the log
 * @param reports by the log
 * @param trades by the log
 * @param lost what should be there and isn't
 * @param duplicated what is there more than once
 * @param different what is there with other values
 * @param findings the first of these, a sentence each
 */
public record Reconciliation(
        long acknowledged,
        long told,
        long missed,
        long entries,
        long orders,
        long reports,
        long trades,
        long lost,
        long duplicated,
        long different,
        List<String> findings) {
    public Reconciliation {
        findings = List.copyOf(findings);
    }

    /** {@return whether nothing was lost, doubled or changed} */
    public boolean passes() {
        return lost == 0 && duplicated == 0 && different == 0;
    }

    /** {@return the last line of a report: {@code lost 0  duplicated 0  PASS}, or a FAIL} */
    public String verdict() {
        return "lost " + lost + "  duplicated " + duplicated + (different == 0 ? "" : "  different " + different)
                + (passes() ? "  PASS" : "  FAIL");
    }
}
