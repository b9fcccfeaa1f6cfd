package io.matchlock.bench.match;

import io.matchlock.bench.engine.BookSize;
import io.matchlock.bench.engine.FlowEngine;
import io.matchlock.bench.flow.FlowFile;
import io.matchlock.bench.flow.FlowScan;
import io.matchlock.bench.trades.TradeRecords;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What the engine answers to a flow: found in a pass that is not timed.
 *
 * @param trades how many
 * @param tradesSha256 of their records
 * @param reports how many lines
 * @param reportsSha256 of their text
 * @param peakOrders most orders that rested after any command
 * @param peakLevels most levels that there were after any command
 * @param refused new orders that the engine did not take
 * @param firstRefused null if none was
 */
public record Answers(
        long trades,
        String tradesSha256,
        long reports,
        String reportsSha256,
        int peakOrders,
        int peakLevels,
        long refused,
        String firstRefused) {

    /**
     * Runs the flow.
     *
     * @param tradesFile to write, or null for none
     * @param reportsFile to write, or null for none
     * @throws IOException if a file can't be written
     */
    public static Answers of(final FlowFile flow, final FlowScan scan, final Path tradesFile, final Path reportsFile)
            throws IOException {
        try (TradeRecords trades = TradeRecords.open(tradesFile);
                ReportLines reports = ReportLines.open(reportsFile)) {
            final RestingCensus census = new RestingCensus();
            final FlowRecorder recorder = new FlowRecorder(trades, reports, census, scan.priceShift());
            run(flow, new FlowEngine(flow, scan, BookSize.bound(scan), recorder), recorder);
            return new Answers(
                    trades.count(),
                    trades.sha256(),
                    reports.count(),
                    reports.sha256(),
                    census.peakOrders(),
                    census.peakLevels(),
                    recorder.refused(),
                    recorder.firstRefused());
        }
    }

    private static void run(final FlowFile flow, final FlowEngine engine, final FlowRecorder recorder) {
        for (int index = 0; index < flow.count(); index++) {
            recorder.beginCommand(flow.seq(index));
            engine.apply(index, index + 1);
            recorder.endCommand();
        }
    }

    /** Room for what rests. */
    public BookSize size() {
        return BookSize.withSpare(peakOrders, peakLevels);
    }
}
