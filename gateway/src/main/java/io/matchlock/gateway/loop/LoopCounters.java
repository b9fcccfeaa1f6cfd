package io.matchlock.gateway.loop;

import io.matchlock.gateway.GatewayCounters;

/** What a loop has done so far: plain fields, owned by the loop. */
final class LoopCounters {
    long connections;
    long sessions;
    long messages;
    long refused;
    long batches;
    long failedBatches;
    long acknowledged;
    long reports;
    long terminated;
    long faults;
    long stalls;

    GatewayCounters snapshot(final long published, final long dropped, final long healed, final int inFlight) {
        return new GatewayCounters(
                connections,
                sessions,
                messages,
                refused,
                batches,
                failedBatches,
                acknowledged,
                reports,
                terminated,
                faults,
                stalls,
                published,
                dropped,
                healed,
                0L,
                inFlight);
    }
}
