package io.matchlock.gateway.retransmit;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A session asks for reports.
 *
 * @param session its number
 * @param from number of the first
 * @param count how many
 * @param loop on which {@code target} is told
 * @param target takes the reports
 */
record ReportRequest(int session, long from, int count, Executor loop, Consumer<ReportBatch> target) {
    void answer(final ReportBatch reports) {
        loop.execute(() -> target.accept(reports));
    }
}
