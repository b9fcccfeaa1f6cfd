package io.matchlock.audit.sim.fault;

import java.util.Locale;

/**
 * Something that goes wrong for a while.
 *
 * @param kind of fault
 * @param atNs when it begins
 * @param forNs how long it lasts
 * @param target which of those that it can happen to; any number
 */
public record Fault(FaultKind kind, long atNs, long forNs, int target) {
    private static final double NS_PER_S = 1e9;

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s %d at %.3f s for %.3f s", kind, target, atNs / NS_PER_S, forNs / NS_PER_S);
    }
}
