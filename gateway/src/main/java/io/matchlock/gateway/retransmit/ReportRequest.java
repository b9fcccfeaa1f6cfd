package io.matchlock.gateway.retransmit;

import io.matchlock.log.report.WantedReports;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session asks for reports. Made on its loop, then the reading thread's. */
final class ReportRequest {
    private static final Logger LOGGER = LoggerFactory.getLogger(ReportRequest.class);

    private final WantedReports wanted;
    private final ReportBatch reports;
    private final Executor loop;
    private final Consumer<ReportBatch> target;
    private long sinceNs;

    ReportRequest(
            final int session,
            final long from,
            final int count,
            final Executor loop,
            final Consumer<ReportBatch> target) {
        reports = new ReportBatch(from);
        wanted = new WantedReports(session, from, count, reports);
        this.loop = loop;
        this.target = target;
    }

    WantedReports wanted() {
        return wanted;
    }

    /** Since then the log answers, but not with all that is asked for. */
    void since(final long nowNs) {
        sinceNs = nowNs;
    }

    /** Answers with all that was asked for, or, when it has taken too long, with nothing; returns whether it did. */
    boolean answer(final long nowNs, final long patienceNs) {
        final boolean isComplete = wanted.isComplete();
        if (!isComplete && nowNs - sinceNs < patienceNs) {
            return false;
        }
        if (!isComplete) {
            LOGGER.warn(
                    "reports of session {} from {} on can't be had: {}",
                    wanted.session(),
                    wanted.next(),
                    wanted.fault() == null ? "the log has no more" : wanted.fault());
        }
        final ReportBatch answer = isComplete ? reports : new ReportBatch(reports.from());
        loop.execute(() -> target.accept(answer));
        return true;
    }
}
