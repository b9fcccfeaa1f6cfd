package io.matchlock.gateway.retransmit;

import java.util.function.Consumer;

/** Gives reports back that the log has. */
@FunctionalInterface
public interface ReportSource {
    /** The most reports of a request. */
    int MAX_COUNT = 2_500;

    /**
     * Asks for consecutive reports of a session.
     *
     * @param session its number
     * @param from number of the first, from 1
     * @param count how many, at least 1
     * @param target takes them, later and on the asking loop
     * @return false if too many requests wait: the same must be asked again later
     */
    boolean ask(int session, long from, int count, Consumer<ReportBatch> target);
}
